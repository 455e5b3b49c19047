import type { OutboxHistoryLine, OutboxState } from "../entry.ts";
import type { JsonObject } from "../json.ts";
import type { AttemptOutcome } from "../outcome.ts";
import type { StoredPart } from "./parts.ts";

/** What is known of an entry when something is decided about it. */
export interface Standing {
  readonly parts: readonly StoredPart[];
  readonly attempt: number;
  /** Attempts that count against the limit. */
  readonly tries: number;
  /** Attempts in which the handler threw. */
  readonly errors: number;
  readonly uncertain: boolean;
  /** Whether the present attempt may already have had its effect. */
  readonly dispatched: boolean;
  /** Milliseconds until the entry is too old. */
  readonly remainingMs: number;
}

/** A part as a line of the history names it. */
export interface PartLine {
  readonly name: string;
  readonly state: StoredPart["state"];
  readonly reason: string | undefined;
  readonly detail: JsonObject | undefined;
}

/** A line of the history that is still to be written. */
export interface NewLine {
  readonly kind: OutboxHistoryLine["kind"];
  readonly outcome: AttemptOutcome | undefined;
  readonly reason: string | undefined;
  readonly detail: JsonObject | undefined;
  readonly parts: readonly PartLine[];
}

/** What a leased row becomes. Without a line nothing is kept of the attempt: it never began. */
export interface Settlement {
  readonly state: Exclude<OutboxState, "leased" | "cancelled">;
  readonly reason: string | undefined;
  readonly delayMs: number;
  readonly parts: readonly StoredPart[];
  readonly tries: number;
  readonly errors: number;
  readonly uncertain: boolean;
  readonly line: NewLine | undefined;
}

/** Gives the entry back as it was. */
export function giveBack(standing: Standing, delayMs = 0, reason?: string): Settlement {
  const { parts, tries, errors, uncertain } = standing;
  return { state: "ready", reason, delayMs, parts, tries, errors, uncertain, line: undefined };
}

/** A line that is no attempt, about the entry as a whole. */
export function plainLine(kind: NewLine["kind"], reason: string | undefined): NewLine {
  return { kind, outcome: undefined, reason, detail: undefined, parts: [] };
}
