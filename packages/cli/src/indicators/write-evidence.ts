import path from "node:path";
import {
  type CountingOptions,
  type EventStore,
  type EvidenceFigure,
  type EvidenceSeal,
  exportEvidence,
} from "@ldl/indicators";
import { type LineFile, openLineFile } from "./line-file.ts";

/**
 * Writes the list of keys behind each figure as `preuves-C.jsonl`, `preuves-D.jsonl`…
 *
 * @param store - Where the events are.
 * @param options - As the figures were counted.
 * @param folder - Where to write; it exists.
 * @returns Number of keys and seal of each list, with the name of its file.
 */
export async function writeEvidence(
  store: EventStore,
  options: CountingOptions,
  folder: string,
): Promise<readonly (EvidenceSeal & { readonly file: string })[]> {
  const nameOf = (figure: EvidenceFigure): string => `preuves-${figure}.jsonl`;
  const files = new Map<EvidenceFigure, LineFile>();
  const fileOf = async (figure: EvidenceFigure): Promise<LineFile> => {
    const file = files.get(figure) ?? (await openLineFile(path.join(folder, nameOf(figure))));
    files.set(figure, file);
    return file;
  };
  try {
    const write = async (figure: EvidenceFigure, line: string): Promise<void> => (await fileOf(figure)).write(line);
    const seals = await exportEvidence(store, { ...options, write });
    for (const file of files.values()) await file.finish();
    return seals.map((seal) => ({ ...seal, file: nameOf(seal.figure) }));
  } catch (error) {
    for (const file of files.values()) await file.abandon().catch(() => undefined);
    throw error;
  }
}
