import { attributeOf, type XmlElement } from "@ldl/xml";
import { OBSERVATIONS } from "../../codes/entry-templates.ts";
import { CLADIMED_OID, EMDN_OID, LPP_OID } from "../../codes/systemes.ts";
import { DEVICE_FACTS } from "../../entries/write-dispositif.ts";
import type { DispositifMedical, DispositifsMedicaux } from "../../lettre-de-liaison/dispositif-medical.ts";
import { hl7Child, hl7Children, hl7Path } from "../datatypes/elements.ts";
import { present } from "../datatypes/present.ts";
import { readIdentifier, readLocalIdentifier } from "../datatypes/read-identifier.ts";
import { readTimeSpan } from "../datatypes/read-time.ts";
import { readContextIds } from "../header/read-contexte.ts";
import type { DocumentSection } from "../read-section.ts";
import { codeIn, dueText, entriesOf, type LetterContext, optionalCode, wordingOf } from "./letter-context.ts";
import { absenceCode, emptyState } from "./read-traitements.ts";

type Facts = Pick<DispositifMedical, (typeof DEVICE_FACTS)[number]>;

function readFacts(supply: XmlElement): Facts {
  const facts: Facts = {};
  for (const relationship of hl7Children(supply, "entryRelationship")) {
    const observation = hl7Child(relationship, "observation");
    const code = hl7Child(observation, "code");
    const value = hl7Child(observation, "value");
    const fact = DEVICE_FACTS.find(
      (name) => code !== undefined && attributeOf(code, "code") === OBSERVATIONS[name].code.code,
    );
    const answer = value === undefined ? undefined : attributeOf(value, "value");
    if (fact !== undefined && (answer === "true" || answer === "false")) facts[fact] = answer === "true";
  }
  return facts;
}

function roleOf(supply: XmlElement): XmlElement | undefined {
  const device = hl7Children(supply, "participant").find((part) => attributeOf(part, "typeCode") === "DEV");
  return hl7Child(device, "participantRole");
}

function readDispositif(supply: XmlElement, context: LetterContext): DispositifMedical {
  const role = roleOf(supply);
  const code = hl7Path(role, "playingDevice", "code");
  const id = hl7Child(supply, "id");
  // The identifier that every entry has is a UUID alone: a number of supply has an extension.
  const isNumbered = id !== undefined && readIdentifier(id).extension !== undefined;
  const span = readTimeSpan(hl7Child(supply, "effectiveTime"), context);
  const libelle = wordingOf(code, context) ?? optionalCode(code, context)?.libelle;
  return {
    libelle: dueText(libelle, supply, context),
    ...present({
      emdn: codeIn(code, EMDN_OID),
      cladimed: codeIn(code, CLADIMED_OID),
      lpp: codeIn(code, LPP_OID),
      udi: readContextIds(role, context).ids?.[0],
      idFourniture: isNumbered ? readLocalIdentifier(id, context) : undefined,
      debut: span.low ?? span.value,
      fin: span.high,
    }),
    ...readFacts(supply),
  };
}

/**
 * Reads the medical devices.
 *
 * @param section - The section, if any.
 * @param context - The document, and where what is wrong is reported.
 * @returns The devices; `undefined` without section or without entries.
 */
export function readDispositifs(
  section: DocumentSection | undefined,
  context: LetterContext,
): DispositifsMedicaux | undefined {
  const supplies = section === undefined ? [] : entriesOf(section, "supply");
  if (supplies.length === 0) return undefined;
  const empty = emptyState(supplies.map((supply) => absenceCode(hl7Path(roleOf(supply), "playingDevice", "code"))));
  return empty ?? { etat: "renseigne", liste: supplies.map((supply) => readDispositif(supply, context)) };
}
