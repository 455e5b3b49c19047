import type { ReadDocument } from "@ldl/cda";
import { classOfType } from "../codes/class-by-type.ts";
import { mapDocument, uniqueIdOf } from "../describe/map-document.ts";
import { patientIdentifiers } from "../describe/map-patient.ts";
import type { Report } from "../internal/findings.ts";
import { samePatient } from "../internal/same-patient.ts";
import type { ReceivedDocumentEntry } from "../model/document-entry.ts";

type Entry = ReceivedDocumentEntry;

/** The patient of the document is the one of the entry, by the INS or by any local identifier. */
function isPatientOf(document: ReadDocument, { patientId }: Entry): boolean {
  if (patientId === undefined) return true;
  const { patient } = document.header;
  const roots = [undefined, ...(patient.identifiantsLocaux ?? []).map(({ racine }) => racine)];
  const identifiers = roots.flatMap((root) => {
    const ids = patientIdentifiers(patient, root === undefined ? {} : { sourcePatientRoot: root });
    return [ids.patientId, ids.sourcePatientId];
  });
  return identifiers.some((id) => id !== undefined && samePatient(id, patientId));
}

/** What a metadata says against what the document says, when both say something. */
function differs(said: string | undefined, own: string | undefined): boolean {
  return said !== undefined && own !== undefined && said !== own;
}

function otherDifferences(entry: Entry, bytes: Uint8Array, document: ReadDocument): readonly (keyof Entry)[] {
  const draft = mapDocument(bytes, document, {});
  const first = entry.confidentialityCodes?.[0]?.code;
  const classOf = entry.typeCode === undefined ? undefined : classOfType(entry.typeCode)?.code;
  const compared: readonly (readonly [keyof Entry, string | undefined, string | undefined])[] = [
    ["titre", entry.titre, draft.titre?.value],
    ["creationTime", entry.creationTime, draft.creationTime?.value],
    ["serviceStartTime", entry.serviceStartTime, draft.serviceStartTime?.value],
    ["languageCode", entry.languageCode, draft.languageCode?.value],
    ["confidentialityCodes", first, draft.confidentialityCodes?.value?.[0]?.code],
    ["classCode", entry.classCode?.code, classOf],
    ["formatCode", entry.formatCode?.code, draft.formatCode?.value?.code],
  ];
  return compared.filter(([, said, own]) => differs(said, own)).map(([key]) => key);
}

/**
 * Compares the metadata of a document with what the document says: patient, identifier and type must be the same.
 *
 * @internal
 */
export function checkCoherence(
  entry: Entry,
  bytes: Uint8Array,
  document: ReadDocument,
  { path, report }: { readonly path: string; readonly report: Report },
): void {
  if (!isPatientOf(document, entry)) report("LDL-XDM-CDA-PATIENT", path);
  if (entry.uniqueId !== uniqueIdOf(document.header.id)) report("LDL-XDM-CDA-ID", path);
  const { code, system } = document.code;
  if (differs(entry.typeCode?.code, code) || differs(entry.typeCode?.systeme, system)) report("LDL-XDM-CDA-TYPE", path);
  for (const key of otherDifferences(entry, bytes, document)) report("LDL-XDM-CDA-OTHER", `${path}#${key}`);
}
