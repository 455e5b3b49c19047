import { cleanLine, hl7Children, includesCode } from "@ldl/cda";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { INTERPRETATION } from "../codes/jdv/interpretation.ts";
import { INTERPRETATION_OID } from "../codes/systems.ts";
import type { BioContext } from "./bio-context.ts";
import { isAsserted } from "./read-assertion.ts";

interface WrittenCode {
  readonly element: XmlElement;
  readonly code: string;
  readonly system: string | undefined;
}

function codesOf(elements: readonly XmlElement[]): readonly WrittenCode[] {
  return elements.flatMap((element) => {
    const code = cleanLine(attributeOf(element, "code"));
    return code === undefined ? [] : [{ element, code, system: cleanLine(attributeOf(element, "codeSystem")) }];
  });
}

const isOfHl7 = ({ system }: WrittenCode): boolean => system === undefined || system === INTERPRETATION_OID;

/**
 * Reads the interpretation of a result: the first one of the code system of HL7. The same letters in another system may
 * mean anything, and are left out.
 *
 * @param observation - Result, or earlier result.
 * @param context - Where what is wrong is reported.
 * @returns The code; `undefined` without any, or when the result is denied or did not take place.
 */
export function readInterpretation(observation: XmlElement, context: BioContext): string | undefined {
  const elements = hl7Children(observation, "interpretationCode");
  const codes = codesOf(elements);
  if (elements.length > 1 || codes.length < elements.length) context.find("LDL-BIO-R-INTERPRETATION", observation);
  for (const { element, system } of codes)
    if (system !== INTERPRETATION_OID) context.find("LDL-BIO-R-INTERPRETATION-SYSTEM", element);
  const found = codes.find(isOfHl7);
  if (found === undefined || !isAsserted(observation)) return undefined;
  if (!includesCode(INTERPRETATION, { code: found.code, systeme: INTERPRETATION_OID }))
    context.find("LDL-BIO-R-INTERPRETATION-CODE", found.element);
  return found.code;
}

/**
 * Tells which kind of values a reference range gives.
 *
 * @param range - `observationRange`.
 * @returns The code of another kind than normal values (`HX`: an alert threshold); `undefined` for normal values, coded `N`
 * or not coded.
 */
export function otherKindOfRange(range: XmlElement): string | undefined {
  return codesOf(hl7Children(range, "interpretationCode")).find((written) => written.code !== "N" || !isOfHl7(written))
    ?.code;
}
