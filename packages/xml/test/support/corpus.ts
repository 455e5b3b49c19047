import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const root = process.env["LDL_CORPUS"];
if (root === undefined) console.warn("SKIPPED: tests on official documents, because LDL_CORPUS names no folder");

/** Path of something in the folder of official documents, null when there is no such folder. */
export function corpusPath(...names: readonly string[]): string | null {
  if (root === undefined) return null;
  const file = path.join(root, ...names);
  return existsSync(file) ? file : null;
}

/** Files of a folder of official documents that end in `.xml` or `.xsd`, at any depth; none without the folder. */
export function corpusFiles(folder: string): readonly string[] {
  const base = corpusPath(folder);
  if (base === null) return [];
  return readdirSync(base, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:xml|xsd)$/i.test(name))
    .sort()
    .map((name) => path.join(base, name));
}
