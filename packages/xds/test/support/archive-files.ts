import { type ReadXdmOptions, readXdm, type XdmReading } from "../../src/xdm/read-xdm.ts";
import { packXdm } from "../../src/xdm/write-xdm.ts";
import type { PackXdmInput } from "../../src/xdm/xdm-input.ts";
import { DEFAULT_XDM_LIMITS } from "../../src/xdm/xdm-limits.ts";
import { openZip } from "../../src/zip/open-zip.ts";
import { FIXED, lot } from "./lot.ts";
import { buildZip } from "./zip-builder.ts";

/** Files of an archive by path, as text. */
export function filesOf(zip: Uint8Array): Readonly<Record<string, string>> {
  const archive = openZip(zip, DEFAULT_XDM_LIMITS, (rule, path) => {
    throw new Error(`${rule} ${path}`);
  });
  return Object.fromEntries(
    archive.paths.map((path) => [path, Buffer.from(archive.extract(path) ?? []).toString("utf8")]),
  );
}

export const METADATA = "IHE_XDM/SUBSET01/METADATA.XML";
export const DOCUMENT = "IHE_XDM/SUBSET01/DOC00001.XML";

/** Files of a sound archive, to be made wrong. */
export function soundFiles(input: PackXdmInput = lot()): Record<string, string> {
  return { ...filesOf(packXdm(input, FIXED)) };
}

/** Reads an archive made of files. */
export function readFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: ReadXdmOptions = {},
): XdmReading {
  return readXdm(buildZip(Object.entries(files).map(([name, content]) => ({ name, content }))), options);
}
