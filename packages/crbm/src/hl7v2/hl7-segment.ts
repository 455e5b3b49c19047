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
  /**
   * Text of a component, or of one of its subcomponents; empty when there is none. Of a component whose subcomponent is
   * not named, the first one: what the others say more makes the field one that is read in part.
   */
  text(component?: number, subcomponent?: number): string;
  /** Text of a component that has no subcomponents: their delimiter, not escaped by the sender, is part of the text. */
  words(component: number): string;
  /** Text of a value that has no components (ST, TX, FT, NM…): delimiters not escaped by the sender are part of it. */
  whole(): string;
}

/** Names of segments; anything else may be a line of text, and would put words of a patient into findings. */
const NAME = /^[A-Z][A-Z0-9]{2}$/;

/** What HL7 v2 writes to erase a value. */
const DELETED = '""';

function isBlank(raw: string): boolean {
  return raw.trim() === "" || raw === DELETED;
}

function splitAt(raw: string, separator: string, max: number, rank: number): readonly string[] {
  const parts = separator === "" ? [raw] : raw.split(separator);
  return parts.length > max ? refuseMessage("too-large", rank) : parts;
}

/**
 * A segment: fields are split when they are asked for, and the segment remembers which were, so that what nobody reads
 * can be told.
 */
export class Hl7Segment {
  /** Three letters; `?` for a line that begins with no such name. */
  readonly name: string;
  /** Rank in the message, from 1. */
  readonly rank: number;
  /** Rank among the segments of that name, from 1. */
  readonly ordinal: number;
  private readonly fields: readonly string[];
  private readonly dialect: Hl7Dialect;
  private readonly read = new Set<number>();
  /** Fields of which only the first value was asked for, and those that lost subcomponents. */
  private readonly firsts = new Set<number>();
  private readonly cut = new Set<number>();
  private readonly ignored = new Set<number>();
  private unknownEscape = false;

  constructor(line: string, place: { readonly rank: number; readonly ordinal: number }, dialect: Hl7Dialect) {
    const parts = splitAt(line, dialect.delimiters.field, HL7_LIMITS.fields, place.rank);
    const [name = ""] = parts;
    this.name = NAME.test(name) ? name : "?";
    // MSH-1 is the separator: the fields of a header are one further on.
    this.fields = this.name === "MSH" ? [this.name, dialect.delimiters.field, ...parts.slice(1)] : parts;
    this.rank = place.rank;
    this.ordinal = place.ordinal;
    this.dialect = dialect;
  }

  /** Place of a field, for findings: `OBX[4]-5`. */
  path(field?: number): string {
    // A line without name is told by its rank in the message.
    const segment = `${this.name}[${this.name === "?" ? this.rank : this.ordinal}]`;
    return field === undefined ? segment : `${segment}-${field}`;
  }

  /** Text of the first value of a field; empty when there is none. */
  text(field: number, component = 1, subcomponent?: number): string {
    return this.first(field)?.text(component, subcomponent) ?? "";
  }

  /** First value of a field of which a report takes one: when it has more, the field is read in part. */
  first(field: number): Hl7Value | undefined {
    if (!this.read.has(field)) this.firsts.add(field);
    const [raw] = this.raws(field);
    return raw === undefined ? undefined : this.valueOf(raw, field);
  }

  /** Values of a field; none when it is empty. */
  values(field: number): readonly Hl7Value[] {
    this.read.add(field);
    this.firsts.delete(field);
    return this.raws(field).map((raw) => this.valueOf(raw, field));
  }

  /** Declares fields read, that say nothing a report needs. */
  ignore(...fields: readonly number[]): void {
    for (const field of fields) {
      this.read.add(field);
      this.ignored.add(field);
    }
  }

  /** Fields that hold something and that nobody asked for. */
  unread(): readonly number[] {
    return this.fields.flatMap((raw, field) =>
      field > 0 && raw !== "" && raw !== DELETED && !this.read.has(field) && !this.firsts.has(field) ? [field] : [],
    );
  }

  /** Fields that were read, but for further values or subcomponents that say more. */
  readInPart(): readonly number[] {
    const repeated = [...this.firsts].filter((field) =>
      this.raws(field)
        .slice(1)
        .some((raw) => !isBlank(raw)),
    );
    return [...new Set([...repeated, ...this.cut])].filter((field) => !this.ignored.has(field));
  }

  /** Whether a text held an escape sequence that nothing is known of. */
  get hasUnknownEscape(): boolean {
    return this.unknownEscape;
  }

  private raws(field: number): readonly string[] {
    const raw = this.fields[field] ?? "";
    if (raw === "" || raw === DELETED) return [];
    return splitAt(raw, this.dialect.delimiters.repetition, HL7_LIMITS.repetitions, this.rank);
  }

  private unescape(raw: string): string {
    if (raw === DELETED) return "";
    const { text, hasUnknown } = unescapeHl7(raw, this.dialect.delimiters, this.dialect.encoding);
    if (hasUnknown) this.unknownEscape = true;
    return text.trim();
  }

  private valueOf(raw: string, field: number): Hl7Value {
    const { component, subcomponent } = this.dialect.delimiters;
    let components: readonly string[] | undefined;
    const at = (rank: number): string => {
      components ??= splitAt(raw, component, HL7_LIMITS.components, this.rank);
      return components[rank - 1] ?? "";
    };
    return {
      whole: () => this.unescape(raw),
      words: (rank) => this.unescape(at(rank)),
      text: (rank = 1, subRank) => {
        const whole = at(rank);
        if (subRank === undefined && !whole.includes(subcomponent)) return this.unescape(whole);
        const [first = "", ...others] = splitAt(whole, subcomponent, HL7_LIMITS.components, this.rank);
        if (subRank !== undefined) return this.unescape(subRank === 1 ? first : (others[subRank - 2] ?? ""));
        // A name and its parts, a street line and its parts: the first subcomponent holds the others.
        if (others.some((other) => other !== DELETED && !first.includes(other))) this.cut.add(field);
        return this.unescape(first);
      },
    };
  }
}
