import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { SchematronError } from "../errors/schematron-error.ts";

/**
 * Says what a path stands for: another path inside the base folder, the content itself, or nothing (`undefined`) when there is no
 * such file. Given an absolute path inside the base folder.
 *
 * @public
 */
export type ResolveFile = (file: string) => string | Uint8Array | undefined;

/** A file of the folder, read. */
export interface FileContent {
  /** Path relative to the folder, with `/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Reads files of one folder and never leaves it, be it by `..`, by a symbolic link or by what `resolveFile` answers. */
export class RuleFolder {
  /** Absolute path, links resolved. */
  readonly path: string;
  readonly #resolveFile: ResolveFile;

  constructor(folder: string, resolveFile: ResolveFile | undefined) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new SchematronError("FILE_MISSING", "the base folder does not exist", { file: ".", line: 0 });
    }
    this.path = realpathSync(folder);
    this.#resolveFile = resolveFile ?? ((file) => file);
  }

  /** Absolute path of what a file names; `from` is the folder of that file, relative to the base. */
  locate(href: string, from: string): string {
    const [withoutFragment = ""] = href.split("#");
    // Rule sets made on Windows separate folders with a backslash.
    return path.resolve(this.path, from, decode(withoutFragment).replaceAll("\\", "/"));
  }

  /** Path relative to the folder, with `/`, for messages and keys. */
  nameOf(file: string): string {
    return path.relative(this.path, file).split(path.sep).join("/");
  }

  /** Reads a file; `undefined` when there is none. */
  read(file: string): FileContent | undefined {
    this.#refuseOutside(file, file);
    const resolved = this.#resolveFile(file);
    if (resolved === undefined) return undefined;
    if (typeof resolved !== "string") return contentOf(this.nameOf(file), resolved);
    this.#refuseOutside(resolved, file);
    if (!existsSync(resolved) || !statSync(resolved).isFile()) return undefined;
    this.#refuseOutside(realpathSync(resolved), file);
    return contentOf(this.nameOf(resolved), readFileSync(resolved));
  }

  #refuseOutside(candidate: string, asked: string): void {
    const relative = path.relative(this.path, candidate);
    const isOutside = relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
    if (!isOutside) return;
    const file = this.nameOf(asked);
    throw new SchematronError("PATH_OUTSIDE", "the path leaves the base folder", { file, line: 0 });
  }
}

function decode(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

function contentOf(name: string, bytes: Uint8Array): FileContent {
  return { name, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}
