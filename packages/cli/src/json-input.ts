import { UsageError } from "./command.ts";
import type { Io } from "./io.ts";

/**
 * Reads a JSON file.
 *
 * @param file - Its path.
 * @param io - Files.
 * @returns What it holds, unchecked.
 * @throws {@link UsageError} when it is no JSON; the message says where, not what.
 */
export async function readJson(file: string, io: Io): Promise<unknown> {
  const text = new TextDecoder("utf-8", { fatal: false }).decode(await io.read(file));
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = /position \d+|line \d+ column \d+/.exec(error instanceof Error ? error.message : "")?.[0];
    throw new UsageError(`${file} : JSON illisible${at === undefined ? "" : ` (${at})`}`);
  }
}
