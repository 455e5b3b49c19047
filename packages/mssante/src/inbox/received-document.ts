import { insOid } from "@ldl/domain";
import type { ReceivedDocumentEntry, XdmDocument } from "@ldl/xds";
import type { IncomingFile } from "../incoming/incoming-message.ts";
import { definedOnly } from "../internal/defined-only.ts";
import type { IdentityVerdict, PatientTraits } from "./patient-identity.ts";

/**
 * What a new version of a document replaces.
 *
 * - `none`: it replaces nothing.
 * - `latest`: it replaces the latest version that we hold.
 * - `unknownParent`: it replaces a document that we never had.
 *
 * @public
 */
export type ReplacementVerdict =
  | { readonly kind: "none" }
  | { readonly kind: "latest" | "unknownParent"; readonly uniqueId: string };

/** A document of a received message, checked, as it is handed to the host. All of it is health data. @public */
export interface ReceivedDocument {
  /** Identifier of this version. */
  readonly uniqueId: string;
  /** Its bytes; `integrity` says whether hash and size are those of the archive's metadata. */
  readonly bytes: Uint8Array;
  /** Media type, `text/xml` for a CDA. */
  readonly mimeType: string;
  /** Whether hash and size were verified. */
  readonly integrity: "verified" | "unknown";
  /** Its metadata, as received. */
  readonly entry: ReceivedDocumentEntry;
  /** Patient, as the document says, else its metadata. */
  readonly patient: PatientTraits;
  /** What the patient is to us. */
  readonly identity: IdentityVerdict;
  /** What it replaces. */
  readonly replacement: ReplacementVerdict;
  /** Readable copies of the message, for every document of it. */
  readonly readableCopies: readonly IncomingFile[];
}

/** `AAAAMMJJ…` as `AAAA-MM-JJ`. */
function civilDate(value: string | undefined): string | undefined {
  return value?.replace(/^(\d{4})(\d{2})(\d{2}).*$/, "$1-$2-$3");
}

/** Traits by the metadata, for a document that is no CDA. */
function traitsOfEntry({ patientId, sourcePatientInfo }: ReceivedDocumentEntry): PatientTraits {
  const [name] = sourcePatientInfo?.noms ?? [];
  const ins = patientId?.type === "NH" ? patientId : undefined;
  return definedOnly({
    matricule: ins?.id,
    autorite: ins?.autorite,
    nomNaissance: name?.nom,
    prenom: name?.prenom,
    dateNaissance: civilDate(sourcePatientInfo?.dateNaissance),
    sexe: sourcePatientInfo?.sexe,
  });
}

/** Traits of the patient of a document: what the CDA says, else its metadata. */
export function traitsOf({ document, entry }: XdmDocument): PatientTraits {
  if (document === undefined) return traitsOfEntry(entry);
  const { ins, nomNaissance, premierPrenomNaissance, prenomsNaissance, dateNaissance, sexe } = document.header.patient;
  const oid = ins === undefined ? undefined : insOid(ins);
  return definedOnly({
    matricule: ins?.matricule,
    autorite: oid,
    nomNaissance: nomNaissance === "" ? undefined : nomNaissance,
    prenom: premierPrenomNaissance ?? prenomsNaissance?.split(" ")[0],
    dateNaissance,
    sexe,
  });
}

/** Who may replace a document: its authors and their structures, by identifier. */
export function authorsOf({ authors = [] }: ReceivedDocumentEntry): readonly string[] {
  const ids = authors.flatMap(({ authorPerson, authorInstitutions = [] }) => [
    authorPerson?.id,
    ...authorInstitutions.map(({ id }) => id),
  ]);
  return [...new Set(ids.filter((id) => id !== undefined))];
}
