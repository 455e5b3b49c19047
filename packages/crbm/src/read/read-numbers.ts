import { asWritten, cleanLine, isNull } from "@ldl/cda";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { Nombre } from "../model/nombre.ts";
import { Unite } from "../model/unite.ts";
import type { BioContext } from "./bio-context.ts";

/** The form of a number of a report; there are too many numbers to ask their schema each time. */
const PLAIN = /^-?(?:0|[1-9]\d{0,29})(?:\.\d{1,29})?$/;

/** Unit of a number without dimension, by default in the data types of CDA. */
const NO_UNIT = "1";

/**
 * Reads the number of a quantity as written: trailing zeros stay.
 *
 * @param element - Element with `@value`.
 * @param context - Where a number of another form is reported.
 * @returns The number; `undefined` without value, or when it is declared null whatever else is written.
 */
export function readNombre(element: XmlElement | undefined, context: BioContext): Nombre | undefined {
  const written = element === undefined ? undefined : cleanLine(attributeOf(element, "value"));
  if (element === undefined || isNull(element) || written === undefined) return undefined;
  if (!PLAIN.test(written)) context.find("LDL-BIO-R-NUMBER", element);
  return asWritten(Nombre, written, context);
}

/**
 * Reads the unit of a quantity.
 *
 * @param element - Element with `@unit`.
 * @param context - Where a unit with a blank is reported.
 * @returns The unit; `undefined` without unit, or for a number without dimension.
 */
export function readUnite(element: XmlElement | undefined, context: BioContext): Unite | undefined {
  const written = element === undefined ? undefined : cleanLine(attributeOf(element, "unit"));
  if (element === undefined || written === undefined || written === NO_UNIT) return undefined;
  return asWritten(Unite, written, context, () => context.find("LDL-BIO-R-UNIT", element));
}
