import { Civilite, type NomPersonne, Titre } from "@ldl/domain";
import type { XmlElement } from "@ldl/xml";
import { asWritten } from "../datatypes/as-written.ts";
import { hl7Child, hl7Children, isNull, lineOf } from "../datatypes/elements.ts";
import { present } from "../datatypes/present.ts";
import type { ReadContext } from "../read-context.ts";

/** The texts of several elements, one blank between them; absent when all are empty. */
export function joinLines(elements: readonly XmlElement[]): string | undefined {
  const text = elements.flatMap((element) => lineOf(element) ?? []).join(" ");
  return text === "" ? undefined : text;
}

/**
 * Reads the civility and the title of a name.
 *
 * @param name - Element of type PN.
 * @param context - Where what is wrong is reported.
 * @returns Those that are there, kept as written when they are not of the value sets.
 * @internal
 */
export function readTitles(
  name: XmlElement,
  context: ReadContext,
): { readonly civilite?: Civilite; readonly titre?: Titre } {
  const report = () => context.report("LDL-R-NAME-TITLE", name);
  const prefix = lineOf(hl7Child(name, "prefix"));
  const suffix = lineOf(hl7Child(name, "suffix"));
  return {
    ...(prefix === undefined ? {} : { civilite: asWritten(Civilite, prefix, context, report) }),
    ...(suffix === undefined ? {} : { titre: asWritten(Titre, suffix, context, report) }),
  };
}

/**
 * Reads the name of a person who is not the patient.
 *
 * @param name - Element of type PN, or nothing.
 * @param context - Where what is wrong is reported.
 * @returns The name; `undefined` when it is absent or null. A name in plain text is a family name.
 * @internal
 */
export function readPersonName(name: XmlElement | undefined, context: ReadContext): NomPersonne | undefined {
  if (name === undefined || isNull(name)) return undefined;
  const family = joinLines(hl7Children(name, "family"));
  const prenom = joinLines(hl7Children(name, "given"));
  const nom = family ?? (prenom === undefined ? lineOf(name) : undefined);
  if (nom === undefined) context.report("LDL-R-ABSENT", name, "family");
  if (nom === undefined && prenom === undefined) return undefined;
  return { nom: nom ?? "", ...present({ prenom }), ...readTitles(name, context) };
}
