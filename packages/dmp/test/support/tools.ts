import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";

/**
 * Where a tool of the system is; says aloud that its tests are skipped when it is not there, and fails where tools are due.
 */
export function findTool(file: string): string | undefined {
  if (existsSync(file)) return file;
  if (process.env["LDL_REQUIRE_SERVERS"] === "1") throw new Error(`${file} is due here and is not installed`);
  console.log(`skipped: ${file} is not installed`);
  return undefined;
}

/** Runs a tool and gives what it said. */
export function runTool(
  file: string,
  args: readonly string[],
): { readonly status: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync(file, [...args], { encoding: "utf8" });
  return { status, text: `${stdout}${stderr}` };
}
