import type { Code, Moment } from "@ldl/domain";
import type { Valeur } from "../model/valeur.ts";

/** A specimen, for a row. @public */
export interface FlatSpecimen {
  /** Nature, for people: `Sang veineux`. */
  readonly label: string;
  /** Nature, as coded (JDV_HL7_SpecimenType_CISIS). */
  readonly code: string;
  /** Bar code, or root when the root alone identifies. */
  readonly id: string;
  /** When it was taken. */
  readonly collectedAt: Moment;
  /** When it was received. */
  readonly receivedAt?: Moment;
}

/** What a row and an earlier result have in common. @public */
export interface FlatValue {
  /** The value as shown, without its unit: `7.80`, `<0.05`, `1/80`, `2 - 5` (`>2 - <5` without its ends), `paille`. */
  readonly value?: string;
  /** The value as a number, when it is one: what a curve is drawn from. A censored value (`<0.05`) has none. */
  readonly number?: number;
  /** Side of the limit, for a value below or above what can be measured. */
  readonly comparator?: "<" | "<=" | ">" | ">=";
  /** UCUM unit. */
  readonly unit?: string;
  /** JDV_HL7_ObservationInterpretation_CISIS: `N`, `H`, `L`, `S`, `I`, `R`… It prevails over the bounds. */
  readonly interpretation?: string;
}

/** An earlier result of the same analyte, in a row. @public */
export interface FlatPrevious extends FlatValue {
  /** When. */
  readonly date: Moment;
}

/**
 * One result as a row. A trend joins rows of equal `loinc` (or local code) and equal `unit`, never of different units.
 *
 * @public
 */
export interface FlatResult extends FlatValue {
  /** Titles from the chapter down to the panel, the isolate or the antibiogram. */
  readonly path: readonly string[];
  /** LOINC code. */
  readonly loinc?: string;
  /** Code of the laboratory, or national waiting code. */
  readonly localCode?: Code;
  /** Label in the words of the laboratory. */
  readonly label: string;
  /** The value with its type; absent when the analysis was given up, or has no value. */
  readonly valeur?: Valeur;
  /** The same value in other units, as documents before 2024.01 give it. */
  readonly equivalents: readonly { readonly value: string; readonly unit: string }[];
  /** Lower bound of the reference values, as written. */
  readonly low?: string;
  /** Upper bound of the reference values, as written. */
  readonly high?: string;
  /** Unit of the bounds, when it is not the one of the value. */
  readonly rangeUnit?: string;
  /** Reference values in words, and the conditions under which they hold. */
  readonly range?: string;
  /** Nature of the specimens, for people. */
  readonly specimen?: string;
  /** The specimens that the result comes from: those of the result, else of its panel, else of its block. */
  readonly specimens: readonly FlatSpecimen[];
  /** When the result was obtained. */
  readonly date?: Moment;
  /** `completed`, or `aborted` when the analysis was given up. */
  readonly status: "completed" | "aborted";
  /** Earlier results, in the order of the document. */
  readonly previous: readonly FlatPrevious[];
  /** Comments, one on a line. */
  readonly comment?: string;
  /** Technique, for people. */
  readonly method?: string;
  /** Micro-organism, for a result on an isolate. */
  readonly organism?: string;
  /** Rank of the isolate in the report, from 1, for a result on an isolate: tells two strains of one organism apart. */
  readonly isolate?: number;
  /** Laboratory that made the analysis, when it is another one. */
  readonly performer?: string;
}
