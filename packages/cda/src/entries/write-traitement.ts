import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { DOSING, ENTRIES } from "../codes/entry-templates.ts";
import { ABSENT_MEDICATION } from "../codes/jdv/absent-medication.ts";
import { ATC_OID, CIP_OID, CIS_OID, codeIn, MV_OID } from "../codes/systemes.ts";
import { type WrittenCode, writeCode, writeOptionalCode } from "../datatypes/write-code.ts";
import { writeTemplateIds } from "../datatypes/write-identifier.ts";
import { writeTimeOrNull } from "../datatypes/write-time.ts";
import type { Medicament, Traitement, TraitementArrete } from "../lettre-de-liaison/traitement.ts";
import { indexedIds } from "../narrative/indexed-ids.ts";
import {
  writeAbsence,
  writeComment,
  writeEntryHead,
  writeReference,
  writeReferencedCode,
} from "./write-entry-parts.ts";
import { etapesOf, writeDuration, writeFrequency, writeNoProduct, writeRange, writeSteps } from "./write-posologie.ts";

/** A treatment of any section. */
export type TraitementEcrit = Traitement & Pick<TraitementArrete, "raisonArret">;

/** IDs of the narrative of a treatment, all made from one prefix. */
export function traitementIds(prefix: string) {
  return {
    ligne: prefix,
    medicament: `${prefix}-medicament`,
    motif: `${prefix}-motif`,
    patient: `${prefix}-patient`,
    dispensateur: `${prefix}-dispensateur`,
    commentaire: `${prefix}-commentaire`,
    etape: indexedIds((index) => `${prefix}-etape-${index + 1}`),
    condition: indexedIds((index) => `${prefix}-condition-${index + 1}`),
  };
}

type Ids = ReturnType<typeof traitementIds>;

function translationsOf({ cip, mv, atc }: Medicament): readonly WrittenCode[] {
  return [
    ...(cip === undefined ? [] : [codeIn(CIP_OID, cip.code, cip.libelle)]),
    ...(mv === undefined ? [] : [codeIn(MV_OID, mv.code, mv.libelle)]),
    ...(atc === undefined ? [] : [codeIn(ATC_OID, atc.code, atc.libelle)]),
  ];
}

function writeProduct(writer: CdaWriter, medicine: Medicament, id: string): void {
  const { xml } = writer;
  xml.start("consumable").start("manufacturedProduct");
  writeTemplateIds(xml, ENTRIES.produit);
  xml.start("manufacturedMaterial");
  writeReferencedCode(writer, {
    element: "code",
    code: medicine.cis === undefined ? undefined : codeIn(CIS_OID, medicine.cis.code, medicine.cis.libelle),
    id,
    otherwise: { nullFlavor: "NAV" },
    translations: translationsOf(medicine),
  });
  xml.element("name", undefined, medicine.nom);
  xml.end().end().end();
}

/** The schematron wants both bounds, or a length: a bound that is not known is null. */
function writePeriod(writer: CdaWriter, { debut, fin, duree }: TraitementEcrit): void {
  const { xml } = writer;
  xml.start("effectiveTime", { "xsi:type": "IVL_TS" });
  if (duree === undefined || debut !== undefined) writeTimeOrNull(xml, "low", debut, "UNK");
  if (duree === undefined) writeTimeOrNull(xml, "high", fin, "UNK");
  else writeDuration(writer, "width", duree);
  xml.end();
}

function writeMaxDose(writer: CdaWriter, { doseMax }: TraitementEcrit): void {
  if (doseMax === undefined) return;
  writer.xml.start("maxDoseQuantity");
  writer.xml.element("numerator", { value: String(doseMax.dose.valeur), unit: doseMax.dose.unite });
  writeDuration(writer, "denominator", doseMax.par);
  writer.xml.end();
}

function writeReason(writer: CdaWriter, { motif }: TraitementEcrit, id: string): void {
  if (motif === undefined) return;
  const { xml } = writer;
  xml.start("entryRelationship", { typeCode: "RSON" }).start("act", { classCode: "ACT", moodCode: "EVN" });
  writeEntryHead(writer, ENTRIES.referenceInterne);
  writeReferencedCode(writer, { element: "code", code: motif.code, id, otherwise: { nullFlavor: "NA" } });
  xml.element("statusCode", { code: "completed" });
  xml.end().end();
}

const INSTRUCTIONS = {
  patient: { code: ENTRY_CODES.instructionsPatient, templateIds: ENTRIES.instructionsPatient },
  dispensateur: { code: ENTRY_CODES.instructionsDispensateur, templateIds: ENTRIES.instructionsDispensateur },
} as const;

function writeInstructions(writer: CdaWriter, reader: keyof typeof INSTRUCTIONS, id: string): void {
  const { xml } = writer;
  const { code, templateIds } = INSTRUCTIONS[reader];
  xml.start("entryRelationship", { typeCode: "SUBJ", inversionInd: "true" });
  xml.start("act", { classCode: "ACT", moodCode: "INT" });
  writeTemplateIds(xml, templateIds);
  writeCode(xml, "code", code);
  writeReference(writer, "text", id);
  xml.element("statusCode", { code: "completed" });
  xml.end().end();
}

function writeDosage(writer: CdaWriter, treatment: TraitementEcrit): void {
  const { xml } = writer;
  const normal = treatment.posologie?.mode === "normale" ? treatment.posologie : undefined;
  if (normal?.frequence !== undefined) writeFrequency(writer, "effectiveTime", normal.frequence);
  writeOptionalCode(xml, "routeCode", treatment.voie);
  writeOptionalCode(xml, "approachSiteCode", treatment.site);
  writeRange(writer, "doseQuantity", normal?.dose);
  writeRange(writer, "rateQuantity", normal?.debit);
  writeMaxDose(writer, treatment);
}

function writeRelated(writer: CdaWriter, treatment: TraitementEcrit, options: { moodCode: string; ids: Ids }): void {
  const { ids } = options;
  writeSteps(writer, { ...options, posologie: treatment.posologie });
  writeReason(writer, treatment, ids.motif);
  if (treatment.instructionsPatient !== undefined) writeInstructions(writer, "patient", ids.patient);
  if (treatment.instructionsDispensateur !== undefined) writeInstructions(writer, "dispensateur", ids.dispensateur);
  if ((treatment.commentaire ?? treatment.raisonArret) !== undefined) writeComment(writer, ids.commentaire);
}

/** Writes a treatment (FR-Traitement). */
export function writeTreatment(
  writer: CdaWriter,
  treatment: TraitementEcrit,
  options: { readonly moodCode: "EVN" | "INT"; readonly ids: Ids },
): void {
  const { xml } = writer;
  const mode = etapesOf(treatment.posologie).length === 0 ? "normale" : (treatment.posologie?.mode ?? "normale");
  xml.start("entry").start("substanceAdministration", { classCode: "SBADM", moodCode: options.moodCode });
  writeEntryHead(writer, [...ENTRIES.traitement, DOSING[mode]]);
  writeCode(xml, "code", ENTRY_CODES.medicament);
  writeReference(writer, "text", options.ids.ligne);
  xml.element("statusCode", { code: "completed" });
  writePeriod(writer, treatment);
  writeDosage(writer, treatment);
  writeProduct(writer, treatment.medicament, options.ids.medicament);
  writeRelated(writer, treatment, options);
  xml.end().end();
}

/** Writes that there is no treatment, or that nothing is known of treatments. */
export function writeNoTreatment(writer: CdaWriter, etat: "aucun" | "inconnu", id: string): void {
  const { xml } = writer;
  xml.start("entry").start("substanceAdministration", { classCode: "SBADM", moodCode: "EVN" });
  writeEntryHead(writer, [...ENTRIES.traitement, DOSING.normale]);
  const code = etat === "aucun" ? "no-known-medications" : "no-medication-info";
  writeAbsence(writer, { element: "code", set: ABSENT_MEDICATION, code, id });
  writeReference(writer, "text", id);
  xml.element("statusCode", { code: "completed" });
  xml.start("effectiveTime", { "xsi:type": "IVL_TS" });
  xml.element("low", { nullFlavor: "NA" }).element("high", { nullFlavor: "NA" });
  xml.end();
  writeNoProduct(writer);
  xml.end().end();
}
