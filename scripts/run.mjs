import { spawnSync } from "node:child_process";
import path from "node:path";
import process from "node:process";

/** Folder of the workspace. */
export const root = path.resolve(import.meta.dirname, "..");

/** Runs a program of node_modules from the root; a failure ends this process with its status. */
export function runTool(script, args, options = {}) {
  runProgram(process.execPath, [path.join(root, "node_modules", script), ...args], options);
}

/** Runs a program from the root; a failure ends this process with its status. */
export function runProgram(program, args, options = {}) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? 1);
}

/** Builds every package whose sources changed, telling on standard error. */
export function buildPackages() {
  runTool("turbo/bin/turbo", ["run", "build", "--output-logs=errors-only"], { stdio: ["ignore", 2, 2] });
}
