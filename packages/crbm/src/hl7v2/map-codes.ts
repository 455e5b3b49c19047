import { present } from "@ldl/cda";
import { type Code, Oid } from "@ldl/domain";
import type { z } from "zod";
import type { Hl7Segment, Hl7Value } from "./hl7-segment.ts";
import { CODE_SYSTEMS } from "./hl7-tables.ts";
import type { OruContext } from "./oru-context.ts";

/** A code as a vendor gives it. */
export type CodeInput = z.input<typeof Code>;

/** Longest label of a report. */
const MAX_LABEL = 250;

/** A text as a label: one line, bounded; absent when it is empty. */
export function labelOf(text: string): string | undefined {
  const line = text.replace(/\s*[\r\n\t]+\s*/g, " ").trim();
  return line === "" ? undefined : line.slice(0, MAX_LABEL).trim();
}

/** Names of systems that mean the one of the laboratory. */
const LOCAL = /^(?:|L|99\w*)$/;

interface System {
  readonly systeme: string;
  readonly nomSysteme?: string;
}

function systemOf(
  name: string,
  at: { readonly segment: Hl7Segment; readonly field: number },
  context: OruContext,
): System {
  const known = CODE_SYSTEMS[name];
  if (known !== undefined) return { systeme: known[0], nomSysteme: known[1] };
  const { systemes, systemeLocal } = context.options;
  const given = systemes?.[name];
  if (given !== undefined) return { systeme: given, nomSysteme: name };
  if (Oid.safeParse(name).success) return { systeme: name };
  if (!LOCAL.test(name)) context.find("LDL-HL7-SYSTEM", at.segment, at.field);
  return { systeme: systemeLocal };
}

/** Which of the two codes of a coded value. */
const FIRST = 1;
const ALTERNATE = 4;

function readCode(
  value: Hl7Value,
  first: typeof FIRST | typeof ALTERNATE,
  at: { readonly segment: Hl7Segment; readonly field: number },
  context: OruContext,
): CodeInput | undefined {
  const code = value.text(first).replace(/\s+/g, "_");
  if (code === "") return undefined;
  const system = systemOf(value.text(first + 2), at, context);
  return { code: code.slice(0, 64), libelle: labelOf(value.text(first + 1)) ?? code, ...present({ ...system }) };
}

/** A coded value: its codes, and its words. */
export interface CodedInput {
  /** Code and alternate code, those that are there. */
  readonly codes: readonly CodeInput[];
  /** Original text, else text of the first code that has one. */
  readonly texte: string | undefined;
}

/**
 * Reads a coded value (CE, CWE, CNE): code, alternate code, words.
 *
 * @param value - One value of a field.
 * @param at - Where it stands.
 * @param context - Where an unknown system is reported.
 * @returns Its parts.
 */
export function readCoded(
  value: Hl7Value,
  at: { readonly segment: Hl7Segment; readonly field: number },
  context: OruContext,
): CodedInput {
  const codes = [readCode(value, FIRST, at, context), readCode(value, ALTERNATE, at, context)];
  const words = [value.text(9), value.text(2), value.text(5)].find((text) => text !== "");
  return {
    codes: codes.flatMap((code) => code ?? []),
    texte: words === undefined ? undefined : labelOf(words),
  };
}
