import { LdlError, type MssanteExtractionRefusal } from "@ldl/domain";
import type { MalformedReason } from "./extraction-line.ts";

/** Lines of an extraction that were left out, and why. @public */
export interface MalformedLines {
  /** How many. */
  readonly count: number;
  /** How many for each reason. */
  readonly byReason: Readonly<Partial<Record<MalformedReason, number>>>;
  /** The first twenty: line number, the header being 1, and reason. Their content is not repeated. */
  readonly first: readonly { readonly line: number; readonly reason: MalformedReason }[];
}

/** What an import did. @public */
export interface ExtractionReport {
  /** Lines read, without the header and blank ones. */
  readonly lines: number;
  /** Lines left out. */
  readonly malformed: MalformedLines;
  /** Lines that say again what an earlier one says: same address, person, structure and service. */
  readonly duplicates: number;
  /** Mailboxes that the directory did not have. */
  readonly added: number;
  /** Mailboxes of which something else is said now. */
  readonly changed: number;
  /** Mailboxes that are no longer in the extraction. */
  readonly removed: number;
  /** Mailboxes in the directory now. */
  readonly total: number;
  /** When the import ended. */
  readonly importedAt: Date;
}

/** Counts lines that are left out. */
export interface MalformedCounter {
  add(line: number, reason: MalformedReason): void;
  result(): MalformedLines;
}

const SHOWN = 20;

/** Starts at zero. */
export function createMalformedCounter(): MalformedCounter {
  let count = 0;
  const byReason: Partial<Record<MalformedReason, number>> = {};
  const first: { line: number; reason: MalformedReason }[] = [];
  return {
    add(line, reason) {
      count += 1;
      byReason[reason] = (byReason[reason] ?? 0) + 1;
      if (first.length < SHOWN) first.push({ line, reason });
    },
    result: () => ({ count, byReason, first }),
  };
}

/** The error of an extraction that is not imported: the directory stays as it was. */
export function extractionRefused(
  reason: MssanteExtractionRefusal,
  facts: { readonly share?: number; readonly malformed?: MalformedLines; readonly cause?: unknown } = {},
): LdlError<"LDL_MSS_EXTRACTION_REFUSED"> {
  const { cause, share, malformed } = facts;
  return new LdlError("LDL_MSS_EXTRACTION_REFUSED", `extraction not imported: ${reason}`, {
    details: {
      reason,
      ...(share === undefined ? {} : { share }),
      ...(malformed === undefined ? {} : { malformed: malformed.count }),
    },
    ...(cause === undefined ? {} : { cause }),
  });
}
