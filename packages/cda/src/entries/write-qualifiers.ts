import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { ENTRIES } from "../codes/entry-templates.ts";
import { CERTITUDE, type Certitude, CRITICITE, type Criticite, SEVERITE, type Severite } from "../codes/statuts.ts";
import { codeAttributes, type WrittenCode, writeCode } from "../datatypes/write-code.ts";
import { writeTemplateIds } from "../datatypes/write-identifier.ts";
import { writeEntryHead, writeReference } from "./write-entry-parts.ts";

/** An observation that qualifies a problem or an allergy. */
interface Qualifier {
  readonly relation: Readonly<Record<string, string>>;
  readonly templateIds: readonly string[];
  readonly code: WrittenCode;
  readonly type: "CD" | "CE";
  readonly valeur: WrittenCode;
  /** ID of the wording. */
  readonly id: string;
  /** Whether the model gives the observation an identifier and a time of its own. */
  readonly identified?: boolean;
}

const ABOUT = { typeCode: "SUBJ", inversionInd: "true" };

function writeQualifier(writer: CdaWriter, qualifier: Qualifier): void {
  const { xml } = writer;
  xml.start("entryRelationship", qualifier.relation).start("observation", { classCode: "OBS", moodCode: "EVN" });
  if (qualifier.identified === true) writeEntryHead(writer, qualifier.templateIds);
  else writeTemplateIds(xml, qualifier.templateIds);
  writeCode(xml, "code", qualifier.code);
  writeReference(writer, "text", qualifier.id);
  xml.element("statusCode", { code: "completed" });
  if (qualifier.identified === true) xml.element("effectiveTime", { nullFlavor: "NA" });
  xml.element("value", { "xsi:type": qualifier.type, ...codeAttributes(qualifier.valeur) });
  xml.end().end();
}

/** Writes a severity (FR-Severite). */
export function writeSeverity(writer: CdaWriter, severity: Severite | undefined, id: string): void {
  if (severity === undefined) return;
  writeQualifier(writer, {
    relation: ABOUT,
    templateIds: ENTRIES.severite,
    code: ENTRY_CODES.severite,
    type: "CD",
    valeur: SEVERITE[severity],
    id,
  });
}

/** Writes a clinical status (FR-Statut-du-probleme). */
export function writeStatus(writer: CdaWriter, status: WrittenCode | undefined, id: string): void {
  if (status === undefined) return;
  writeQualifier(writer, {
    relation: { typeCode: "REFR", inversionInd: "false" },
    templateIds: ENTRIES.statut,
    code: ENTRY_CODES.statut,
    type: "CE",
    valeur: status,
    id,
  });
}

/** Writes a criticality (FR-Criticite). */
export function writeCriticality(writer: CdaWriter, criticality: Criticite | undefined, id: string): void {
  if (criticality === undefined) return;
  writeQualifier(writer, {
    relation: ABOUT,
    templateIds: ENTRIES.criticite,
    code: ENTRY_CODES.criticite,
    type: "CE",
    valeur: CRITICITE[criticality],
    id,
    identified: true,
  });
}

/** Writes a certainty (FR-Certitude). */
export function writeCertainty(writer: CdaWriter, certainty: Certitude | undefined, id: string): void {
  if (certainty === undefined) return;
  writeQualifier(writer, {
    relation: ABOUT,
    templateIds: ENTRIES.certitude,
    code: ENTRY_CODES.certitude,
    type: "CE",
    valeur: CERTITUDE[certainty],
    id,
    identified: true,
  });
}
