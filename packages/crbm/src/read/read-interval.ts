import { cleanLine, hl7Child } from "@ldl/cda";
import { attributeOf, type XmlElement } from "@ldl/xml";
import type { Nombre } from "../model/nombre.ts";
import type { Unite } from "../model/unite.ts";
import { formatWithUnit } from "../narrative/format-valeur.ts";
import type { BioContext } from "./bio-context.ts";
import { readNombre, readUnite } from "./read-numbers.ts";

/** An end of an interval. */
export interface Bound {
  readonly value: Nombre;
  /** Whether the bound belongs to the interval, when the document says it; by default it does. */
  readonly inclusive: boolean | undefined;
  readonly unit: Unite | undefined;
}

/** An interval; an end that is absent or null is open. */
export interface Interval {
  readonly low: Bound | undefined;
  readonly high: Bound | undefined;
  /** Unit of both ends. */
  readonly unit: Unite | undefined;
  /** The interval in words, when its ends have two units: no number of it may be compared or drawn. */
  readonly words: string | undefined;
}

function readBound(element: XmlElement | undefined, context: BioContext): Bound | undefined {
  if (element === undefined) return undefined;
  const value = readNombre(element, context);
  if (value === undefined) return undefined;
  const inclusive = attributeOf(element, "inclusive");
  return {
    value,
    inclusive: inclusive === undefined ? undefined : inclusive !== "false",
    unit: readUnite(element, context),
  };
}

function wordsOfBound({ value, unit }: Bound): string {
  return formatWithUnit(
    unit === undefined ? { type: "reel", valeur: value } : { type: "quantite", valeur: value, unite: unit },
  );
}

function wordsOf(low: Bound, high: Bound): string {
  if (low.inclusive !== false && high.inclusive !== false) return `${wordsOfBound(low)} à ${wordsOfBound(high)}`;
  const above = low.inclusive === false ? ">" : "≥";
  const below = high.inclusive === false ? "<" : "≤";
  return `${above} ${wordsOfBound(low)} et ${below} ${wordsOfBound(high)}`;
}

/** A width or a centre: an end that is absent is not open then, it has to be computed. */
function isComputed(element: XmlElement): boolean {
  return hl7Child(element, "width") !== undefined || hl7Child(element, "center") !== undefined;
}

/** Whether an end has a unit, be it that of a number without dimension. */
function hasUnit(element: XmlElement | undefined): boolean {
  return element !== undefined && cleanLine(attributeOf(element, "unit")) !== undefined;
}

/**
 * Reads an interval of quantities or of numbers. Ends in two units are never joined under one: the interval is in words
 * then. A unit that one end alone has is that of both.
 *
 * @param element - Element of type IVL_PQ, IVL_REAL or IVL_INT.
 * @param context - Where what is wrong is reported.
 * @returns The interval; `undefined` when it is given by its width or its centre.
 */
export function readInterval(element: XmlElement, context: BioContext): Interval | undefined {
  const lowest = hl7Child(element, "low");
  const highest = hl7Child(element, "high");
  const low = readBound(lowest, context);
  const high = readBound(highest, context);
  const unit = low?.unit ?? high?.unit;
  if (low === undefined || high === undefined)
    return isComputed(element) ? undefined : { low, high, unit, words: undefined };
  if (low.unit === high.unit) return { low, high, unit, words: undefined };
  const hasTwo = hasUnit(lowest) && hasUnit(highest);
  context.find(hasTwo ? "LDL-BIO-R-UNIT-TWO" : "LDL-BIO-R-UNIT-ONE", element);
  return { low, high, unit, words: hasTwo ? wordsOf(low, high) : undefined };
}
