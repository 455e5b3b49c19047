import { readFile } from "node:fs/promises";
import { type CheckedFile, type CheckFileOptions, checkFile, unreadableFile } from "@ldl/cda";
import { fileProblem } from "../failure/file-problem.ts";

/**
 * Reads and checks one document; one that cannot be read is told in its place.
 *
 * @param file - Its path.
 * @param options - Kits, and which rules apply.
 * @returns What became of it.
 */
export async function checkOne(file: string, options: CheckFileOptions): Promise<CheckedFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const problem = fileProblem(error);
    if (problem === undefined) throw error;
    return unreadableFile(file, problem);
  }
  return checkFile(file, bytes, options);
}
