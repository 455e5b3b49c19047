import { hl7Child, isNull } from "@ldl/cda";
import { attributeOf, type XmlElement } from "@ldl/xml";
import type { Nombre } from "../model/nombre.ts";
import type { Unite } from "../model/unite.ts";
import type { BioContext } from "./bio-context.ts";
import { readNombre, readUnite } from "./read-numbers.ts";

/** An end of an interval. */
export interface Bound {
  readonly value: Nombre;
  /** Whether the bound belongs to the interval, when the document says it; by default it does. */
  readonly inclusive: boolean | undefined;
  readonly unit: Unite | undefined;
}

/** The ends of an interval; one that is absent or null is open. */
export interface Bounds {
  readonly low: Bound | undefined;
  readonly high: Bound | undefined;
}

function readBound(element: XmlElement | undefined, context: BioContext): Bound | undefined {
  if (element === undefined || isNull(element)) return undefined;
  const value = readNombre(element, context);
  if (value === undefined) return undefined;
  const inclusive = attributeOf(element, "inclusive");
  return {
    value,
    inclusive: inclusive === undefined ? undefined : inclusive !== "false",
    unit: readUnite(element, context),
  };
}

/**
 * Reads the ends of an interval of quantities or of numbers.
 *
 * @param element - Element of type IVL_PQ, IVL_REAL or IVL_INT.
 * @param context - Where what is wrong is reported.
 * @returns Its ends.
 */
export function readBounds(element: XmlElement, context: BioContext): Bounds {
  return {
    low: readBound(hl7Child(element, "low"), context),
    high: readBound(hl7Child(element, "high"), context),
  };
}
