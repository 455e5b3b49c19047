import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Folders of official examples: those of the corpus, and all those of the ANS kit. */
const FOLDERS = [
  ["LDL_CORPUS", process.env["LDL_CORPUS"], "examples"],
  ["LDL_CISIS_KIT", process.env["LDL_CISIS_KIT"], "ExemplesCDA"],
] as const;

for (const [variable, folder] of FOLDERS)
  if (folder === undefined) console.log(`skipped: ${variable} names no folder of official examples`);

/** Every official CR-BIO at hand: name, and where it is. */
export const EXAMPLES: readonly (readonly [name: string, file: string])[] = FOLDERS.flatMap(
  ([variable, folder, inside]) => {
    if (folder === undefined) return [];
    const directory = path.join(folder, inside);
    return readdirSync(directory)
      .filter((name) => name.startsWith("BIO-CR-BIO_") && name.endsWith(".xml"))
      .sort()
      .map((name) => [`${variable} ${name}`, path.join(directory, name)] as const);
  },
);

/** Bytes of an example. */
export function exampleBytes(file: string): Uint8Array {
  return readFileSync(file);
}

/** File of the first example whose name has a part, if any. */
export function exampleNamed(part: string): string | undefined {
  return EXAMPLES.find(([name]) => name.includes(part))?.[1];
}
