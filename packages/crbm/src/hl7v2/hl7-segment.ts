import { type Delimiters, unescapeHl7 } from "./hl7-escapes.ts";
import { refuseMessage } from "./hl7-failure.ts";
import { HL7_LIMITS } from "./hl7-limits.ts";

/** What the segments of one message have in common. */
export interface Hl7Dialect {
  readonly delimiters: Delimiters;
  readonly encoding: string;
}

/** One value of a field: components and subcomponents, numbered from 1. */
export interface Hl7Value {
  /** Text of a component, or of one of its subcomponents; empty when there is none. */
  text(component?: number, subcomponent?: number): string;
  /** Text of the whole value, its delimiters as they are. */
  readonly raw: string;
}

/** What HL7 v2 writes to erase a value. */
const DELETED = '""';

function splitAt(raw: string, separator: string, max: number, rank: number): readonly string[] {
  const parts = separator === "" ? [raw] : raw.split(separator);
  return parts.length > max ? refuseMessage("too-large", rank) : parts;
}

/**
 * A segment: fields are split when they are asked for, and the segment remembers which were, so that what nobody reads
 * can be told.
 */
export class Hl7Segment {
  /** Three letters. */
  readonly name: string;
  /** Rank in the message, from 1. */
  readonly rank: number;
  /** Rank among the segments of that name, from 1. */
  readonly ordinal: number;
  private readonly fields: readonly string[];
  private readonly dialect: Hl7Dialect;
  private readonly read = new Set<number>();
  private unknownEscape = false;

  constructor(line: string, place: { readonly rank: number; readonly ordinal: number }, dialect: Hl7Dialect) {
    const parts = splitAt(line, dialect.delimiters.field, HL7_LIMITS.fields, place.rank);
    this.name = parts[0] ?? "";
    // MSH-1 is the separator: the fields of a header are one further on.
    this.fields = this.name === "MSH" ? [this.name, dialect.delimiters.field, ...parts.slice(1)] : parts;
    this.rank = place.rank;
    this.ordinal = place.ordinal;
    this.dialect = dialect;
  }

  /** Place of a field, for findings: `OBX[4]-5`. */
  path(field?: number): string {
    const segment = `${this.name}[${this.ordinal}]`;
    return field === undefined ? segment : `${segment}-${field}`;
  }

  /** Text of the first value of a field; empty when there is none. */
  text(field: number, component = 1, subcomponent?: number): string {
    return this.values(field)[0]?.text(component, subcomponent) ?? "";
  }

  /** Values of a field; none when it is empty. */
  values(field: number): readonly Hl7Value[] {
    this.read.add(field);
    const raw = this.fields[field] ?? "";
    if (raw === "" || raw === DELETED) return [];
    const { repetition } = this.dialect.delimiters;
    return splitAt(raw, repetition, HL7_LIMITS.repetitions, this.rank).map((one) => this.valueOf(one));
  }

  /** Declares fields read, that say nothing a report needs. */
  ignore(...fields: readonly number[]): void {
    for (const field of fields) this.read.add(field);
  }

  /** Fields that hold something and that nobody asked for. */
  unread(): readonly number[] {
    return this.fields.flatMap((raw, field) =>
      field > 0 && raw !== "" && raw !== DELETED && !this.read.has(field) ? [field] : [],
    );
  }

  /** Whether a text held an escape sequence that nothing is known of. */
  get hasUnknownEscape(): boolean {
    return this.unknownEscape;
  }

  private valueOf(raw: string): Hl7Value {
    const { component, subcomponent } = this.dialect.delimiters;
    const components = splitAt(raw, component, HL7_LIMITS.components, this.rank);
    return {
      raw,
      text: (rank = 1, subRank) => {
        const whole = components[rank - 1] ?? "";
        // The first component of a value stands for its first subcomponent.
        const part =
          subRank === undefined && !whole.includes(subcomponent)
            ? whole
            : (splitAt(whole, subcomponent, HL7_LIMITS.components, this.rank)[(subRank ?? 1) - 1] ?? "");
        const { text, hasUnknown } = unescapeHl7(part, this.dialect.delimiters, this.dialect.encoding);
        if (hasUnknown) this.unknownEscape = true;
        return part === DELETED ? "" : text.trim();
      },
    };
  }
}
