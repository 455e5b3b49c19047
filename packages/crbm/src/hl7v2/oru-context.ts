import type { Instant, LdlIssue, Moment } from "@ldl/domain";
import type { FromOruOptions } from "./from-oru-options.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import { createOruClock } from "./oru-clock.ts";
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
  /** Reads a time that was found in a field. */
  momentOf(written: string, segment: Hl7Segment, field: number): Moment | undefined;
  /** Gives a moment as an instant: the start, in the time zone of the message, of a date without time. */
  instant(moment: Moment): Instant;
  /** Findings so far. */
  issues(): readonly LdlIssue[];
}

/** Findings; the last that is kept of a rule says how many there are more. */
function withRest(issues: readonly LdlIssue[], counts: ReadonlyMap<OruRule, number>): readonly LdlIssue[] {
  const lasts = new Map(
    [...counts]
      .filter(([, count]) => count > MAX_PER_RULE)
      .map(([rule, count]) => [issues.findLastIndex((issue) => issue.rule === rule), count - MAX_PER_RULE]),
  );
  return issues.map((issue, index) => {
    const more = lasts.get(index);
    return more === undefined ? issue : { ...issue, message: `${issue.message} (et ${more} autre(s) endroit(s))` };
  });
}

/**
 * Starts the conversion of a message.
 *
 * @param options - What the message does not say.
 * @param header - First segment of the message (MSH), whose time (MSH-7) gives the offset of the times without one.
 * @returns A context without findings.
 */
export function createOruContext(options: FromOruOptions, header: Hl7Segment | undefined): OruContext {
  const issues: LdlIssue[] = [];
  const counts = new Map<OruRule, number>();
  const clock = createOruClock(options.fuseau ?? "Europe/Paris", header?.text(7) ?? "");
  const known = new Set<string>();
  const find: OruContext["find"] = (rule, segment, field) => {
    const key = `${rule} ${segment.path(field)}`;
    if (known.has(key)) return;
    known.add(key);
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    if (count <= MAX_PER_RULE) issues.push({ rule, path: segment.path(field), ...ORU_FINDINGS[rule] });
  };
  const momentOf: OruContext["momentOf"] = (written, segment, field) => {
    if (written === "") return undefined;
    const moment = clock.moment(written);
    if (moment === undefined) find("LDL-HL7-DATE", segment, field);
    return moment;
  };
  return {
    options,
    find,
    momentOf,
    moment: (segment, field, component = 1) => momentOf(segment.text(field, component), segment, field),
    instant: (moment) => clock.instant(moment),
    issues: () => withRest(issues, counts),
  };
}
