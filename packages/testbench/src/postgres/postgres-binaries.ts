import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** Where Debian and its derivatives put the server programs, one folder per major version. */
const DEBIAN_FOLDER = "/usr/lib/postgresql";

function debianFolders(): string[] {
  if (!existsSync(DEBIAN_FOLDER)) return [];
  const versions = readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => path.join(DEBIAN_FOLDER, version, "bin"));
}

/**
 * Finds the folder with the server programs of an installed PostgreSQL (`initdb`, `postgres`, `psql`): the newest of
 * Debian's, else the first folder of the search path that has them.
 *
 * @example
 * ```ts
 * import { findPostgres } from "@ldl/testbench";
 *
 * if (findPostgres() === undefined) console.warn("skipped: PostgreSQL is not installed");
 * ```
 * @returns The folder, or `undefined` when PostgreSQL is not installed.
 * @public
 */
export function findPostgres(): string | undefined {
  const searchPath = process.env["PATH"]?.split(path.delimiter) ?? [];
  const isServerFolder = (folder: string): boolean =>
    ["initdb", "postgres", "psql"].every((program) => existsSync(path.join(folder, program)));
  return [...debianFolders(), ...searchPath].find(isServerFolder);
}
