import type { FindingRuleId } from "../codes/finding-rules.ts";
import type { XdmLimits } from "../xdm/xdm-limits.ts";
import type { ZipEntry } from "./zip-entry.ts";
import { DEFLATED, ENCRYPTED_FLAGS, MAX_32, STORED } from "./zip-format.ts";

/** Types of files of Unix (upper bits of the mode). */
const REGULAR_FILE = 0x8000;
const FOLDER = 0x4000;

/** Control characters, backslash; a leading slash or drive letter. */
const FORBIDDEN_NAME = /[\p{Cc}\\]|^\/|^[A-Za-z]:/u;

function isSafePath(path: string, maxLength: number): boolean {
  if (path === "" || path.length > maxLength || FORBIDDEN_NAME.test(path)) return false;
  const segments = path.replace(/\/$/, "").split("/");
  return segments.every((segment) => segment !== "" && segment !== "." && segment !== "..");
}

function isAllowedType({ fileType, isFolder }: ZipEntry): boolean {
  return fileType === 0 || fileType === (isFolder ? FOLDER : REGULAR_FILE);
}

/**
 * Tells which rule a file of an archive breaks by what its header says, if any.
 *
 * @internal
 */
export function refusalOfEntry(entry: ZipEntry, limits: XdmLimits): FindingRuleId | undefined {
  const { path, flags, method, size, compressedSize, isFolder, offset } = entry;
  if (!isSafePath(path, limits.maxNameLength)) return "LDL-XDM-ZIP-NAME";
  if (!isAllowedType(entry)) return "LDL-XDM-ZIP-TYPE";
  if ((flags & ENCRYPTED_FLAGS) !== 0) return "LDL-XDM-ZIP-ENCRYPTED";
  if (method !== STORED && method !== DEFLATED) return "LDL-XDM-ZIP-METHOD";
  if (size === MAX_32 || compressedSize === MAX_32 || offset === MAX_32) return "LDL-XDM-ZIP64";
  if (size > limits.maxEntryBytes) return "LDL-XDM-ZIP-SIZE";
  if (size > compressedSize * limits.maxRatio) return "LDL-XDM-ZIP-RATIO";
  const isConsistent = isFolder ? size === 0 : method === DEFLATED || size === compressedSize;
  return isConsistent ? undefined : "LDL-XDM-ZIP-HEADER";
}
