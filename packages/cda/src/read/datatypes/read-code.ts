import { type Code, Oid } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import type { ReadContext } from "../read-context.ts";
import { asWritten } from "./as-written.ts";
import { cleanLine, hl7Child, hl7Children, lineOf } from "./elements.ts";
import { present } from "./present.ts";

/**
 * A coded value of a body (CD, CE…) as the document has it: every part may be missing.
 *
 * @public
 */
export interface CodedValue {
  /** The code. */
  readonly code?: string;
  /** OID of the code system. */
  readonly system?: string;
  /** Name of the code system. */
  readonly systemName?: string;
  /** Label. */
  readonly label?: string;
  /** Text written in the value itself. */
  readonly originalText?: string;
  /** Reference to the narrative, as written (`#m1`, `m1`). */
  readonly reference?: string;
  /** Why the value is absent (`UNK`, `NA`…). */
  readonly nullFlavor?: string;
  /** The same notion in other code systems. */
  readonly translations: readonly CodedValue[];
}

/**
 * Reads a coded value.
 *
 * @param element - Element of a coded type.
 * @returns Its parts; those that are missing are left out.
 * @internal
 */
export function readCodedValue(element: XmlElement): CodedValue {
  const original = hl7Child(element, "originalText");
  const reference = hl7Child(original, "reference");
  return {
    ...present({
      code: cleanLine(attributeOf(element, "code")),
      system: cleanLine(attributeOf(element, "codeSystem")),
      systemName: cleanLine(attributeOf(element, "codeSystemName")),
      label: cleanLine(attributeOf(element, "displayName")),
      originalText: lineOf(original),
      reference: reference === undefined ? undefined : attributeOf(reference, "value"),
      nullFlavor: attributeOf(element, "nullFlavor"),
    }),
    translations: hl7Children(element, "translation").map(readCodedValue),
  };
}

/**
 * Reads a code of the header: code, system and label are due.
 *
 * @param element - Element of a coded type, or nothing.
 * @param context - Where what is wrong is reported.
 * @returns The code; `undefined` when the element is absent or null.
 * @internal
 */
export function readHeaderCode(element: XmlElement | undefined, context: ReadContext): Code | undefined {
  if (element === undefined) return undefined;
  const code = cleanLine(attributeOf(element, "code"));
  if (code === undefined) return undefined;
  const label = cleanLine(attributeOf(element, "displayName"));
  const systeme = readOid(cleanLine(attributeOf(element, "codeSystem")), element, context);
  if (label === undefined) context.report("LDL-R-CODE", element, "@displayName");
  const nomSysteme = cleanLine(attributeOf(element, "codeSystemName"));
  return {
    code,
    systeme,
    libelle: label ?? lineOf(hl7Child(element, "originalText")) ?? code,
    ...present({ nomSysteme }),
  };
}

function readOid(written: string | undefined, element: XmlElement, context: ReadContext): Oid {
  return asWritten(Oid, written ?? "", context, () => context.report("LDL-R-CODE", element, "@codeSystem"));
}

/**
 * Reads a code of the header that is mandatory.
 *
 * @param element - Element of a coded type, or nothing.
 * @param parent - Element that should hold it.
 * @param name - Its name.
 * @param context - Where what is wrong is reported.
 * @returns The code; one with empty parts when it is absent.
 * @internal
 */
export function requireHeaderCode(
  element: XmlElement | undefined,
  parent: XmlElement,
  name: string,
  context: ReadContext,
): Code {
  const code = readHeaderCode(element, context);
  if (code !== undefined) return code;
  context.report("LDL-R-ABSENT", parent, name);
  return { code: "", systeme: asWritten(Oid, "", context), libelle: "" };
}
