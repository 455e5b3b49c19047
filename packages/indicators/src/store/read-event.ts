import { ExchangeEvent, isLdlError, type LdlIssue, parseInput } from "@ldl/domain";
import { type EventRow, toEventRow } from "./event-row.ts";

/** U+0000 and halves of surrogate pairs: PostgreSQL stores neither. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** What reading one event gives. */
export type ReadEvent =
  | { readonly ok: true; readonly row: EventRow }
  | { readonly ok: false; readonly issues: readonly LdlIssue[] };

function refused(path: string): ReadEvent {
  const message = "caractère qui ne peut pas être enregistré (U+0000 ou demi-caractère)";
  return { ok: false, issues: [{ rule: "LDL-IND-EVENT-TEXT", path, message, severity: "error" }] };
}

/**
 * Checks one event and lays it out as a row of the log. Never throws for a wrong event.
 *
 * @param data - Anything.
 * @param options - `now`: stands for an absent `recordedAt`; `name`: how paths begin.
 */
export function readEvent(data: unknown, options: { readonly now: string; readonly name?: string }): ReadEvent {
  const name = options.name ?? "";
  try {
    const event = parseInput(ExchangeEvent, data, { name });
    for (const [field, value] of Object.entries(event)) {
      if (typeof value === "string" && UNSTORABLE.test(value)) return refused(name === "" ? field : `${name}.${field}`);
    }
    return { ok: true, row: toEventRow(event, options.now) };
  } catch (error) {
    if (isLdlError(error) && error.code === "LDL_INPUT_INVALID") return { ok: false, issues: error.details.issues };
    throw error;
  }
}
