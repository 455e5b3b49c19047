import {
  chainNext,
  chainStart,
  EvidenceEnd,
  type EvidenceFigure,
  EvidenceHeader,
  EvidenceLine,
} from "./evidence-chain.ts";

/** Verdict on a list of keys. @public */
export type EvidenceVerdict =
  | { readonly valid: true; readonly figure: EvidenceFigure; readonly count: number; readonly head: string }
  | {
      readonly valid: false;
      /** First line, from 1, where the chain breaks. */
      readonly line: number;
      /** What is wrong there, in French. */
      readonly reason: string;
    };

function readLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Checks the chain of a list that {@link exportEvidence} wrote. The `head` it gives must also equal the seal of the report:
 * a list rewritten as a whole is a valid chain with another head.
 *
 * @example
 * ```ts
 * import { createReadStream } from "node:fs";
 * import { createInterface } from "node:readline";
 * import { verifyEvidence } from "@ldl/indicators";
 *
 * const verdict = await verifyEvidence(createInterface({ input: createReadStream("preuves-C.jsonl") }));
 * console.log(verdict.valid);
 * ```
 * @param lines - Lines of the list, without ends of line; empty ones are skipped.
 * @returns The count and head, or the first line that is wrong.
 * @public
 */
export async function verifyEvidence(lines: AsyncIterable<string> | Iterable<string>): Promise<EvidenceVerdict> {
  let number = 0;
  let count = 0;
  let header: EvidenceHeader | undefined;
  let head = "";
  let ended = false;
  const wrong = (reason: string): EvidenceVerdict => ({ valid: false, line: number, reason });
  for await (const text of lines) {
    if (text.trim() === "") continue;
    number += 1;
    const data = readLine(text);
    if (ended) return wrong("ligne après la fin de la liste");
    if (header === undefined) {
      header = EvidenceHeader.safeParse(data).data;
      if (header === undefined) return wrong("en-tête de liste attendu");
      head = chainStart(header);
      continue;
    }
    const line = EvidenceLine.safeParse(data).data;
    if (line === undefined) {
      const end = EvidenceEnd.safeParse(data).data;
      if (end === undefined || end.count !== count || end.head !== head)
        return wrong("fin de liste qui ne correspond pas");
      ended = true;
      continue;
    }
    head = chainNext(head, line);
    count += 1;
    if (line.hash !== head) return wrong("empreinte qui ne correspond pas");
  }
  if (header === undefined || !ended) return wrong("liste incomplète");
  return { valid: true, figure: header.figure, count, head };
}
