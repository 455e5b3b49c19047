import {
  type DocumentSection,
  hl7Child,
  hl7Children,
  hl7Path,
  lineOf,
  present,
  readHeaderCode,
  readTimeSpan,
} from "@ldl/cda";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import type { RaisonExamen, Vaccination } from "../model/contexte-depistage.ts";
import type { BioContext } from "./bio-context.ts";
import { readTranslation, wordsOfCode } from "./read-analyse.ts";
import { checkAssertion, isAsserted, isNegated } from "./read-assertion.ts";
import { timeOf } from "./read-resultat.ts";

function entriesOf(section: DocumentSection, localName: string): readonly XmlElement[] {
  return section.entries.flatMap((entry) => hl7Children(entry, localName));
}

function hasCode(entry: XmlElement, code: string): boolean {
  const element = hl7Child(entry, "code");
  return element !== undefined && attributeOf(element, "code") === code;
}

/**
 * Reads why a screening test was made.
 *
 * @param section - FR-Raison-de-la-recommandation.
 * @param context - Where what is wrong is reported.
 * @returns The reason; `undefined`, with a finding, when context or motive has no code.
 */
export function readRaisonExamen(section: DocumentSection, context: BioContext): RaisonExamen | undefined {
  const observations = entriesOf(section, "observation").filter((observation) => {
    checkAssertion(observation, context);
    return isAsserted(observation);
  });
  const codedValueOf = (code: string) => {
    const observation = observations.find((one) => hasCode(one, code));
    return { observation, code: readHeaderCode(hl7Child(observation, "value"), context) };
  };
  const contexte = codedValueOf(ENTRY_CODES.raisonExamen.code);
  const motif = codedValueOf(ENTRY_CODES.probleme.code);
  if (contexte.code === undefined || motif.code === undefined || motif.observation === undefined) {
    context.find("LDL-BIO-R-SECTION-OTHER", section.element);
    return undefined;
  }
  const since = readTimeSpan(hl7Child(motif.observation, "effectiveTime"), context);
  return {
    ...present({ titre: section.title }),
    contexte: contexte.code,
    motif: { code: motif.code, ...present({ depuis: since.low ?? since.value }) },
  };
}

function readVaccination(entry: XmlElement, context: BioContext): Vaccination | undefined {
  const material = hl7Path(entry, "consumable", "manufacturedProduct", "manufacturedMaterial");
  const code = hl7Child(material, "code");
  const atc = readTranslation(code, context);
  const vaccin = wordsOfCode(code, context) ?? lineOf(hl7Child(material, "name")) ?? atc?.libelle;
  if (vaccin === undefined) {
    context.find("LDL-BIO-R-ENTRY", entry);
    return undefined;
  }
  const realisee = isAsserted(entry);
  if (!realisee && !isNegated(entry)) context.find("LDL-BIO-R-MOOD", entry);
  return { vaccin, ...present({ atc }), realisee, ...present({ date: timeOf(entry, context) }) };
}

/**
 * Reads the vaccinations that matter for the results.
 *
 * @param section - FR-Vaccinations.
 * @param context - Where what is wrong is reported.
 * @returns The vaccinations that are named.
 */
export function readVaccinations(section: DocumentSection, context: BioContext): readonly Vaccination[] {
  return entriesOf(section, "substanceAdministration").flatMap((entry) => readVaccination(entry, context) ?? []);
}
