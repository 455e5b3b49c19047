import { present } from "@ldl/cda";
import { type Code, Oid } from "@ldl/domain";
import type { z } from "zod";
import type { Hl7Segment, Hl7Value } from "./hl7-segment.ts";
import { CODE_SYSTEMS } from "./hl7-tables.ts";
import type { OruContext } from "./oru-context.ts";

/** A code as a vendor gives it. */
export type CodeInput = z.input<typeof Code>;

/** A field, for findings. */
export interface Place {
  readonly segment: Hl7Segment;
  readonly field: number;
}

/** Longest label, and longest code, of a report. */
const MAX_LABEL = 250;
const MAX_CODE = 64;

function lineOf(text: string): string {
  return text.replace(/\s*[\r\n\t]+\s*/g, " ").trim();
}

/** A text as a label: one line; absent when it is empty, ended by an ellipsis when it is too long. */
export function labelOf(text: string): string | undefined {
  const line = lineOf(text);
  if (line.length <= MAX_LABEL) return line === "" ? undefined : line;
  // Half of a pair of surrogates is no character.
  const start = line.slice(0, MAX_LABEL - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${start.trim()}…`;
}

/** A text of a field as a label; one that is too long is reported. */
export function labelAt(text: string, { segment, field }: Place, context: OruContext): string | undefined {
  if (lineOf(text).length > MAX_LABEL) context.find("LDL-HL7-LABEL", segment, field);
  return labelOf(text);
}

/** Names of systems that mean the one of the laboratory. */
export const LOCAL = /^(?:|L|99\w*)$/;

interface System {
  readonly systeme: string;
  readonly nomSysteme?: string;
}

function systemOf(name: string, at: Place, context: OruContext): System {
  const known = Object.hasOwn(CODE_SYSTEMS, name) ? CODE_SYSTEMS[name] : undefined;
  if (known !== undefined) return { systeme: known[0], nomSysteme: known[1] };
  const { systemes, systemeLocal } = context.options;
  const given = systemes !== undefined && Object.hasOwn(systemes, name) ? systemes[name] : undefined;
  if (given !== undefined) return { systeme: given, nomSysteme: name };
  if (Oid.safeParse(name).success) return { systeme: name };
  if (!LOCAL.test(name)) context.find("LDL-HL7-SYSTEM", at.segment, at.field);
  return { systeme: systemeLocal };
}

/** First components of the codes of a coded value: the code, the alternate one and, from 2.7, a second alternate one. */
const CODES = [1, 4, 10] as const;

/** Component of the original text. */
const ORIGINAL_TEXT = 9;

/** The code at a component: no blank, at most 64 characters; cut, it would be another one. */
function codeAt(value: Hl7Value, first: number, at: Place, context: OruContext): string {
  const written = value.words(first);
  const code = written.replace(/\s+/g, "_");
  if (code !== written || code.length > MAX_CODE) context.find("LDL-HL7-CODE-FORM", at.segment, at.field);
  return code.length > MAX_CODE ? "" : code;
}

function readCode(value: Hl7Value, first: number, at: Place, context: OruContext): CodeInput | undefined {
  const code = codeAt(value, first, at, context);
  if (code === "") return undefined;
  const system = systemOf(value.words(first + 2), at, context);
  return { code, libelle: labelAt(value.words(first + 1), at, context) ?? code, ...present({ ...system }) };
}

/** A coded value: its codes, and its words. */
export interface CodedInput {
  /** Code and alternate codes, those that are there. */
  readonly codes: readonly CodeInput[];
  /** Original text, else text of the first code that has one. */
  readonly texte: string | undefined;
  /** The same words, those that are too long for a label in full. */
  readonly inFull: string | undefined;
}

/** The words of a coded value; a code that is none, because of its length, counts as words. */
function wordsOf(value: Hl7Value): readonly string[] {
  const long = CODES.map((rank) => value.words(rank)).filter((code) => code.length > MAX_CODE);
  return [value.words(ORIGINAL_TEXT), ...CODES.map((rank) => value.words(rank + 1)), ...long].filter(
    (text) => text !== "",
  );
}

/**
 * Reads a coded value (CE, CWE, CNE): code, alternate codes, words.
 *
 * @param value - One value of a field.
 * @param at - Where it stands.
 * @param context - Where an unknown system, and words without place, are reported.
 * @returns Its parts.
 */
export function readCoded(value: Hl7Value, at: Place, context: OruContext): CodedInput {
  const codes = CODES.flatMap((first) => readCode(value, first, at, context) ?? []);
  const [inFull, ...others] = wordsOf(value);
  const texte = inFull === undefined ? undefined : labelAt(inFull, at, context);
  const said = new Set([inFull, ...codes.map(({ libelle }) => libelle)]);
  if (others.some((words) => !said.has(words) && !said.has(labelOf(words) ?? "")))
    context.find("LDL-HL7-PART", at.segment, at.field);
  return { codes, texte, inFull };
}
