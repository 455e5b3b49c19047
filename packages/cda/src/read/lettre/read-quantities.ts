import { attributeOf, type XmlElement } from "@ldl/xml";
import type { Duree, PlageQuantite } from "../../lettre-de-liaison/quantite.ts";
import { Duree as DureeSchema } from "../../lettre-de-liaison/quantite.ts";
import { hl7Child, isNull } from "../datatypes/elements.ts";
import { present } from "../datatypes/present.ts";
import type { LetterContext } from "./letter-context.ts";

/** A number and its unit as written. */
interface Written {
  readonly valeur: number;
  readonly unite: string | undefined;
}

function readWritten(element: XmlElement | undefined, context: LetterContext): Written | undefined {
  if (element === undefined || isNull(element)) return undefined;
  const written = attributeOf(element, "value");
  if (written === undefined) return undefined;
  const valeur = Number(written);
  if (written.trim() === "" || !Number.isFinite(valeur)) {
    context.report("LDL-R-QUANTITY", element);
    return undefined;
  }
  return { valeur, unite: attributeOf(element, "unit") };
}

/** Reads a quantity. */
export function readQuantite(
  element: XmlElement | undefined,
  context: LetterContext,
): { valeur: number; unite?: string } | undefined {
  const written = readWritten(element, context);
  return written === undefined ? undefined : { valeur: written.valeur, ...present({ unite: written.unite }) };
}

/** Reads a quantity or a range of them: one value, or a low and a high bound. */
export function readPlage(element: XmlElement | undefined, context: LetterContext): PlageQuantite | undefined {
  if (element === undefined) return undefined;
  const low = readQuantite(hl7Child(element, "low"), context) ?? readQuantite(element, context);
  const high = readQuantite(hl7Child(element, "high"), context);
  if (low === undefined) return high;
  return high === undefined || high.valeur === low.valeur ? low : { ...low, valeurMax: high.valeur };
}

/** Reads a span of time. */
export function readDuree(element: XmlElement | undefined, context: LetterContext): Duree | undefined {
  const written = readWritten(element, context);
  if (element === undefined || written === undefined) return undefined;
  const unite = DureeSchema.shape.unite.safeParse(written.unite);
  if (!unite.success) context.report("LDL-R-QUANTITY", element);
  return unite.success ? { valeur: written.valeur, unite: unite.data } : undefined;
}
