import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRIES } from "../codes/entry-templates.ts";
import { ABSENT_ALLERGY } from "../codes/jdv/absent-allergy.ts";
import { STATUT_ALLERGIE, TYPE_ALLERGIE, TYPE_PROBLEME } from "../codes/statuts.ts";
import { writeCode } from "../datatypes/write-code.ts";
import type { Allergie, Allergies, ReactionAllergique } from "../lettre-de-liaison/allergie.ts";
import { indexedIds } from "../narrative/indexed-ids.ts";
import { writeConcern, writeProblemPeriod } from "./write-concern.ts";
import { writeAbsence, writeEntryHead, writeReference, writeReferencedCode } from "./write-entry-parts.ts";
import { writeCertainty, writeCriticality, writeSeverity, writeStatus } from "./write-qualifiers.ts";

/** IDs of the narrative of an allergy, all made from one prefix. */
export function allergieIds(prefix: string) {
  return {
    ligne: prefix,
    agent: `${prefix}-agent`,
    description: `${prefix}-description`,
    statut: `${prefix}-statut`,
    severite: `${prefix}-severite`,
    criticite: `${prefix}-criticite`,
    certitude: `${prefix}-certitude`,
    reaction: indexedIds((index) => `${prefix}-reaction-${index + 1}`),
    reactionSeverite: indexedIds((index) => `${prefix}-reaction-${index + 1}-severite`),
  };
}

type Ids = ReturnType<typeof allergieIds>;

function writeAgent(writer: CdaWriter, agent: NonNullable<Allergie["agent"]>, id: string): void {
  const { xml } = writer;
  xml.start("participant", { typeCode: "CSM" }).start("participantRole", { classCode: "MANU" });
  xml.start("playingEntity", { classCode: "MMAT" });
  writeReferencedCode(writer, { element: "code", code: agent.code, id, otherwise: { nullFlavor: "NAV" } });
  xml.element("name", undefined, agent.libelle);
  xml.end().end().end();
}

function writeReaction(
  writer: CdaWriter,
  reaction: ReactionAllergique,
  ids: { readonly libelle: string; readonly severite: string },
): void {
  const { xml } = writer;
  xml.start("entryRelationship", { typeCode: "MFST", inversionInd: "false" });
  xml.start("observation", { classCode: "OBS", moodCode: "EVN" });
  writeEntryHead(writer, ENTRIES.probleme);
  writeCode(xml, "code", TYPE_PROBLEME[reaction.type]);
  writeReference(writer, "text", ids.libelle);
  xml.element("statusCode", { code: "completed" });
  writeProblemPeriod(writer, { debut: reaction.date });
  writeReferencedCode(writer, { element: "value", type: "CD", code: reaction.code, id: ids.libelle });
  writeSeverity(writer, reaction.severite, ids.severite);
  xml.end().end();
}

function writeAllergy(writer: CdaWriter, allergy: Allergie, ids: Ids): void {
  const { xml } = writer;
  xml.start("entryRelationship", { typeCode: "SUBJ", inversionInd: "false" });
  xml.start("observation", { classCode: "OBS", moodCode: "EVN" });
  writeEntryHead(writer, ENTRIES.allergie);
  writeCode(xml, "code", TYPE_ALLERGIE[allergy.type]);
  writeReference(writer, "text", ids.ligne);
  xml.element("statusCode", { code: "completed" });
  writeProblemPeriod(writer, allergy);
  const wording = allergy.description === undefined ? ids.agent : ids.description;
  writeReferencedCode(writer, { element: "value", type: "CD", code: allergy.description?.code, id: wording });
  if (allergy.agent !== undefined) writeAgent(writer, allergy.agent, ids.agent);
  for (const [index, reaction] of (allergy.reactions ?? []).entries())
    writeReaction(writer, reaction, { libelle: ids.reaction(index), severite: ids.reactionSeverite(index) });
  writeSeverity(writer, allergy.severite, ids.severite);
  writeStatus(writer, allergy.statut === undefined ? undefined : STATUT_ALLERGIE[allergy.statut], ids.statut);
  writeCriticality(writer, allergy.criticite, ids.criticite);
  writeCertainty(writer, allergy.certitude, ids.certitude);
  xml.end().end();
}

/** Writes a list of allergies (FR-Liste-des-allergies-et-hypersensibilites). */
export function writeAllergies(
  writer: CdaWriter,
  allergies: Extract<Allergies, { etat: "renseigne" }>,
  idsOf: (index: number) => Ids,
): void {
  const { suivi, debut, fin, auteur } = allergies;
  writeConcern(writer, { templateIds: ENTRIES.listeAllergies, suivi, debut, fin, auteur }, () => {
    allergies.liste.forEach((allergy, index) => {
      writeAllergy(writer, allergy, idsOf(index));
    });
  });
}

const NO_ALLERGY = {
  toutes: "no-known-allergies",
  medicamenteuses: "no-known-medication-allergies",
  environnementales: "no-known-environmental-allergies",
  alimentaires: "no-known-food-allergies",
} as const;

/** Writes that no allergy is known, or that nothing is known of allergies. */
export function writeNoAllergy(
  writer: CdaWriter,
  allergies: Exclude<Allergies, { etat: "renseigne" }>,
  id: string,
): void {
  const { xml } = writer;
  const code = allergies.etat === "aucun" ? NO_ALLERGY[allergies.portee] : "no-allergy-info";
  writeConcern(writer, { templateIds: ENTRIES.listeAllergies, suivi: "termine", nullFlavor: "NA" }, () => {
    xml.start("entryRelationship", { typeCode: "SUBJ", inversionInd: "false" });
    xml.start("observation", { classCode: "OBS", moodCode: "EVN" });
    writeEntryHead(writer, ENTRIES.allergie);
    writeCode(xml, "code", TYPE_ALLERGIE.allergie);
    writeReference(writer, "text", id);
    xml.element("statusCode", { code: "completed" });
    writeProblemPeriod(writer, {});
    writeAbsence(writer, { element: "value", type: "CD", set: ABSENT_ALLERGY, code, id });
    xml.end().end();
  });
}
