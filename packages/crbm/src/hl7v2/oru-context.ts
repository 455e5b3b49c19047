import { fromHl7Ts, Instant, instantOf, type LdlIssue, type Moment, momentBounds } from "@ldl/domain";
import type { FromOruOptions } from "./from-oru-options.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import { ORU_FINDINGS, type OruRule } from "./oru-findings.ts";

/** Findings kept for one rule. */
const MAX_PER_RULE = 200;

/** What the parts of a message are converted with. */
export interface OruContext {
  readonly options: FromOruOptions;
  /** Records a finding on a segment or on one of its fields. */
  find(rule: OruRule, segment: Hl7Segment, field?: number): void;
  /** Reads a time of a field: `undefined`, with a finding when something is written there, if it is no date. */
  moment(segment: Hl7Segment, field: number, component?: number): Moment | undefined;
  /** Gives a moment as an instant: the start, in the time zone of the options, of a date without time. */
  instant(moment: Moment): Instant;
  /** Findings so far. */
  issues(): readonly LdlIssue[];
}

/** A time to the hour, which CDA does not have. */
const TO_THE_HOUR = /^\d{10}(?=[+-]|$)/;

/**
 * Starts the conversion of a message.
 *
 * @param options - What the message does not say.
 * @returns A context without findings.
 */
export function createOruContext(options: FromOruOptions): OruContext {
  const issues: LdlIssue[] = [];
  const counts = new Map<OruRule, number>();
  const timeZone = options.fuseau ?? "Europe/Paris";
  const known = new Set<string>();
  const find: OruContext["find"] = (rule, segment, field) => {
    const key = `${rule} ${segment.path(field)}`;
    if (known.has(key)) return;
    known.add(key);
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    if (count <= MAX_PER_RULE) issues.push({ rule, path: segment.path(field), ...ORU_FINDINGS[rule] });
  };
  return {
    options,
    find,
    moment(segment, field, component = 1) {
      const written = segment.text(field, component);
      if (written === "") return undefined;
      const moment = fromHl7Ts(written.replace(TO_THE_HOUR, "$&00"), { timeZone });
      if (moment === undefined) find("LDL-HL7-DATE", segment, field);
      return moment;
    },
    instant(moment) {
      return (
        Instant.safeParse(moment).data ?? instantOf(new Date(momentBounds(moment, { timeZone }).from), { timeZone })
      );
    },
    issues: () => issues,
  };
}
