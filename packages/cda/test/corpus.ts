import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Folder of the official corpus, when there is one. */
export const CORPUS = process.env["LDL_CORPUS"];
if (CORPUS === undefined) console.log("skipped: LDL_CORPUS names no folder of official examples (docs/conformance.md)");

const EXAMPLES = path.join(CORPUS ?? "", "examples");

/** Names of the official examples. */
export function exampleNames(): readonly string[] {
  return CORPUS === undefined
    ? []
    : readdirSync(EXAMPLES)
        .filter((name) => name.endsWith(".xml"))
        .sort();
}

/** Bytes of an official example. */
export function example(name: string): Uint8Array {
  return readFileSync(path.join(EXAMPLES, name));
}
