import { type DecodedText, decodeHl7 } from "./hl7-charset.ts";
import type { Delimiters } from "./hl7-escapes.ts";
import { refuseMessage } from "./hl7-failure.ts";
import { HL7_LIMITS } from "./hl7-limits.ts";
import { Hl7Segment } from "./hl7-segment.ts";

/** A message as segments. */
export interface Hl7Message {
  readonly segments: readonly Hl7Segment[];
  /** Whether the encoding that the message declares could be followed. */
  readonly isEncodingSure: boolean;
}

function readDelimiters(header: string): Delimiters {
  const field = header.charAt(3);
  const [encoding = ""] = header.slice(4).split(field);
  const [component = "", repetition = "", escapes = "", subcomponent = ""] = encoding;
  const all = [field, component, repetition, escapes, subcomponent].filter((one) => one !== "");
  const areUsable = component !== "" && all.every((one) => /^[^\sA-Za-z0-9]$/.test(one));
  return areUsable && new Set(all).size === all.length
    ? { field, component, repetition, escape: escapes, subcomponent }
    : refuseMessage("delimiters", 1);
}

/** The text of a message without what carries it: blocks of MLLP, byte order mark, blank lines around. */
function bare(text: string): string {
  const [message = "", ...others] = text.split("\u001C");
  if (others.some((other) => other.trim() !== "")) refuseMessage("several-messages");
  return message.trim();
}

/** Refuses a header further down: the results below it are another message's, of another patient perhaps. */
function refuseSecondHeader(lines: readonly string[], { field }: Delimiters): void {
  const [, ...others] = lines;
  const second = others.findIndex((line) => line.trimStart().startsWith(`MSH${field}`));
  if (second >= 0) refuseMessage("several-messages", second + 2);
}

function decode(source: Uint8Array | string): DecodedText {
  const size = source.length;
  if (size > HL7_LIMITS.bytes) refuseMessage("too-large");
  return typeof source === "string" ? { text: source, encoding: "utf-8", asDeclared: true } : decodeHl7(source);
}

/**
 * Splits an HL7 v2 message into segments: any delimiters, lines ended by CR, LF or both, with or without an MLLP block.
 *
 * @param source - Bytes, decoded as MSH-18 says, or text.
 * @returns The segments, in order.
 * @throws {@link LdlError} `LDL_BIO_HL7V2_UNREADABLE`.
 */
export function parseHl7(source: Uint8Array | string): Hl7Message {
  const { text, encoding, asDeclared } = decode(source);
  const message = bare(text);
  if (!message.startsWith("MSH")) refuseMessage("no-header", 1);
  const lines = message.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  if (lines.length > HL7_LIMITS.segments) refuseMessage("too-large");
  const dialect = { delimiters: readDelimiters(lines[0] ?? ""), encoding };
  refuseSecondHeader(lines, dialect.delimiters);
  const ordinals = new Map<string, number>();
  const segments = lines.map((line, index) => {
    const name = line.slice(0, 3);
    const ordinal = (ordinals.get(name) ?? 0) + 1;
    ordinals.set(name, ordinal);
    return new Hl7Segment(line, { rank: index + 1, ordinal }, dialect);
  });
  return { segments, isEncodingSure: asDeclared };
}
