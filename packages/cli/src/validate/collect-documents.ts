import { stat } from "node:fs/promises";
import path from "node:path";
import { UsageError } from "../command.ts";

const GLOB = /[*?[{]/;
const IGNORED = ["**/node_modules/**", "**/.git/**"];

async function kindOf(name: string): Promise<"folder" | "file" | "absent"> {
  try {
    return (await stat(name)).isDirectory() ? "folder" : "file";
  } catch {
    return "absent";
  }
}

async function filesOf(name: string): Promise<readonly string[]> {
  const kind = await kindOf(name);
  const isGlob = kind === "absent" && GLOB.test(name);
  // A file that is not there is told in the report, with the others.
  if (kind === "file" || (kind === "absent" && !isGlob)) return [name];
  const { glob, escapePath } = await import("tinyglobby");
  const pattern = isGlob ? name : `${escapePath(name)}/**/*.xml`;
  const found = await glob(pattern.replaceAll("\\", "/"), {
    ignore: IGNORED,
    expandDirectories: false,
    absolute: path.isAbsolute(name),
  });
  if (found.length === 0) throw new UsageError(`aucun document pour ${name}`);
  return found.map((file) => path.normalize(file)).sort();
}

/**
 * Finds the documents that arguments stand for: files, folders with all `.xml` files inside, patterns such as `envoi/**\/*.xml`.
 *
 * @param names - Arguments.
 * @returns Paths, each once, in the order of the arguments then in alphabetical order.
 * @throws {@link UsageError} when a folder or a pattern holds no document.
 */
export async function collectDocuments(names: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(names.map(filesOf));
  const byPath = new Map(found.flat().map((file) => [path.resolve(file), file]));
  return [...byPath.values()];
}
