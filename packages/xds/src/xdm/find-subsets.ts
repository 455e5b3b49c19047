import type { Report } from "../internal/findings.ts";

/** A sub-folder of IHE_XDM that has metadata. */
export interface SubsetPlace {
  /** Folder of METADATA.XML, with a slash at the end. */
  readonly folder: string;
  /** Path of METADATA.XML as written. */
  readonly metadata: string;
}

/** Where things are in an archive. */
export interface XdmLayout {
  readonly subsets: readonly SubsetPlace[];
  /** What stands before IHE_XDM in the paths: nothing, or a folder and a slash. */
  readonly root: string;
}

const METADATA_PATH = /^((?:[^/]+\/)?)IHE_XDM\/[^/]+\/METADATA\.XML$/i;

/**
 * Finds the sets of an archive, in the order of its directory, and reports what its layout has of its own.
 *
 * @internal
 */
export function findSubsets(paths: readonly string[], report: Report): XdmLayout {
  const matches = paths.map((path) => METADATA_PATH.exec(path)).filter((match) => match !== null);
  const root = matches[0]?.[1] ?? "";
  const subsets = matches
    .filter(([, before]) => before === root)
    .map(([metadata]) => ({ metadata, folder: metadata.slice(0, metadata.lastIndexOf("/") + 1) }));
  if (subsets.length === 0) report("LDL-XDM-METADATA", "IHE_XDM");
  if (subsets.length > 1) report("LDL-XDM-SUBSETS", `${root}IHE_XDM`);
  if (root !== "") report("LDL-XDM-WRAPPED", root);
  if (subsets.some(({ metadata }) => metadata.slice(root.length) !== metadata.slice(root.length).toUpperCase())) {
    report("LDL-XDM-CASE", `${root}IHE_XDM`);
  }
  const companions = ["INDEX.HTM", "README.TXT"].map((name) => `${root}${name}`.toLowerCase());
  const present = new Set(paths.map((path) => path.toLowerCase()));
  if (subsets.length > 0 && companions.some((path) => !present.has(path)))
    report("LDL-XDM-COMPANIONS", root === "" ? "/" : root);
  return { subsets, root };
}

/**
 * Resolves the URI of an entry against the folder of its METADATA.XML.
 *
 * @returns The path in the archive; `undefined` when it leaves the archive or is no relative path.
 * @internal
 */
export function resolveUri(uri: string, folder: string): string | undefined {
  if (/^[/\\]|^[A-Za-z][A-Za-z0-9+.-]*:|[\\?#\p{Cc}]/u.test(uri)) return undefined;
  const resolved: string[] = folder.split("/").slice(0, -1);
  for (const segment of uri.split("/")) {
    if (segment === "." || segment === "") continue;
    if (segment !== "..") resolved.push(segment);
    else if (resolved.pop() === undefined) return undefined;
  }
  return resolved.join("/");
}
