import type { CdaWriter } from "../build/cda-writer.ts";
import { DOSING, ENTRIES } from "../codes/entry-templates.ts";
import { type Time, writeTime } from "../datatypes/write-time.ts";
import type { Frequence, Posologie } from "../lettre-de-liaison/posologie.ts";
import type { Duree, PlageQuantite } from "../lettre-de-liaison/quantite.ts";
import { writeEntryHead, writeReference } from "./write-entry-parts.ts";

/** One step, take or condition of a dosage. */
export interface Etape {
  readonly debut?: Time | undefined;
  readonly duree?: Duree | undefined;
  readonly dose?: PlageQuantite | undefined;
  readonly frequence?: Frequence | undefined;
  readonly debit?: PlageQuantite | undefined;
  readonly condition?: string | undefined;
}

/** Steps of a dosage that is not a normal one. */
export function etapesOf(posologie: Posologie | undefined): readonly Etape[] {
  if (posologie === undefined || posologie.mode === "normale") return [];
  return posologie.mode === "progressive" ? posologie.etapes : posologie.prises;
}

/** Writes a quantity or a range of them as `low` and `high`, which both are due. */
export function writeRange({ xml }: CdaWriter, element: string, range: PlageQuantite | undefined): void {
  if (range === undefined) return;
  const { valeur, valeurMax = valeur, unite: unit } = range;
  xml.start(element);
  xml.element("low", { value: String(valeur), unit });
  xml.element("high", { value: String(valeurMax), unit });
  xml.end();
}

/** Writes a span of time as a quantity. */
export function writeDuration({ xml }: CdaWriter, element: string, { valeur, unite }: Duree): void {
  xml.element(element, { value: String(valeur), unit: unite });
}

/** Writes a frequency, as a time of its own or as a part of a larger expression. */
export function writeFrequency(writer: CdaWriter, element: "effectiveTime" | "comp", frequency: Frequence): void {
  const { xml } = writer;
  if (frequency.genre === "moment") {
    xml.start(element, { "xsi:type": "EIVL_TS", operator: "A" });
    xml.element("event", { code: frequency.moment });
  } else {
    const institutionSpecified = frequency.horairesUsuels === undefined ? undefined : String(frequency.horairesUsuels);
    xml.start(element, { "xsi:type": "PIVL_TS", operator: "A", institutionSpecified });
    writeDuration(writer, "period", frequency.toutesLes);
  }
  xml.end();
}

function writeSpan(writer: CdaWriter, element: "effectiveTime" | "comp", { debut, duree }: Etape): void {
  const { xml } = writer;
  xml.start(element, { "xsi:type": "IVL_TS" });
  if (debut !== undefined) writeTime(xml, "low", debut);
  if (duree !== undefined) writeDuration(writer, "width", duree);
  xml.end();
}

function writeStepTime(writer: CdaWriter, step: Etape): void {
  const hasSpan = step.debut !== undefined || step.duree !== undefined;
  if (hasSpan && step.frequence !== undefined) {
    writer.xml.start("effectiveTime", { "xsi:type": "SXPR_TS" });
    writeSpan(writer, "comp", step);
    writeFrequency(writer, "comp", step.frequence);
    writer.xml.end();
  } else if (hasSpan) writeSpan(writer, "effectiveTime", step);
  else if (step.frequence !== undefined) writeFrequency(writer, "effectiveTime", step.frequence);
}

/** Writes a product that is said elsewhere or does not exist. */
export function writeNoProduct({ xml }: CdaWriter): void {
  xml.start("consumable").start("manufacturedProduct");
  for (const root of ENTRIES.produit) xml.element("templateId", { root });
  xml.start("manufacturedMaterial").element("code", { nullFlavor: "NA" }).element("name", { nullFlavor: "NA" });
  xml.end().end().end();
}

function writeCondition(writer: CdaWriter, id: string): void {
  const { xml } = writer;
  xml.start("precondition").start("criterion");
  writeReference(writer, "text", id);
  xml.end().end();
}

/** IDs of the narrative for the steps of one treatment. */
export interface EtapeIds {
  readonly etape: (index: number) => string;
  readonly condition: (index: number) => string;
}

/** Writes the steps of a dosage as subordinate treatments (FR-Traitement-subordonne). */
export function writeSteps(
  writer: CdaWriter,
  {
    posologie,
    moodCode,
    ids,
  }: { readonly posologie: Posologie | undefined; readonly moodCode: string; readonly ids: EtapeIds },
): void {
  if (posologie === undefined) return;
  const { xml } = writer;
  etapesOf(posologie).forEach((step, index) => {
    xml.start("entryRelationship", { typeCode: "COMP" });
    xml.element("sequenceNumber", { value: String(index + 1) });
    xml.start("substanceAdministration", { classCode: "SBADM", moodCode });
    writeEntryHead(writer, [...ENTRIES.traitementSubordonne, DOSING[posologie.mode]]);
    writeReference(writer, "text", ids.etape(index));
    xml.element("statusCode", { code: "completed" });
    writeStepTime(writer, step);
    writeRange(writer, "doseQuantity", step.dose);
    writeRange(writer, "rateQuantity", step.debit);
    writeNoProduct(writer);
    if (step.condition !== undefined) writeCondition(writer, ids.condition(index));
    xml.end().end();
  });
}
