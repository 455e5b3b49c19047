import { Association, ReceivedDocumentEntry, ReceivedSubmissionSet } from "@ldl/xds";
import { z } from "zod";

/** Who submitted a document: what the rights on it depend on. */
export const Owner = z.strictObject({
  /** Struct_IdNat; empty in the strict dialect. */
  structure: z.string(),
  /** PS_IdNat, or what the structure calls its user. */
  userId: z.string(),
  mode: z.string(),
});
export interface Owner extends z.infer<typeof Owner> {}

/** A version of a document entry, with where its bytes are and who submitted the document. */
export const StoredEntry = z.strictObject({
  entry: ReceivedDocumentEntry,
  /** SHA-1 of the bytes: name of their file. */
  sha1: z.string(),
  owner: Owner,
});
export interface StoredEntry extends z.infer<typeof StoredEntry> {}

/** A record of the DMP. */
export const StoredPatient = z.strictObject({
  ins: z.string(),
  status: z.enum(["active", "closed"]).default("active"),
  nom: z.string().default("PATIENT"),
  prenom: z.string().default("Test"),
  dateNaissance: z.string().default("19700101"),
  sexe: z.enum(["M", "F", "U"]).default("U"),
  rattacheMes: z.boolean().default(true),
});
export interface StoredPatient extends z.infer<typeof StoredPatient> {}

/** What a patient lets a professional, or a structure, do. */
export const StoredAuthorization = z.strictObject({
  ins: z.string(),
  /** PS_IdNat, or Struct_IdNat when the authorization is the structure's. */
  holder: z.string(),
  status: z.enum(["VALIDE", "NON_EXISTE", "INTERDIT", "EXPIRE"]),
  medecinTraitant: z.boolean(),
});
export interface StoredAuthorization extends z.infer<typeof StoredAuthorization> {}

/** What one transaction changes, written at once. */
export const Change = z.strictObject({
  patients: z.array(StoredPatient).optional(),
  authorizations: z.array(StoredAuthorization).optional(),
  submissionSets: z.array(ReceivedSubmissionSet).optional(),
  entries: z.array(StoredEntry).optional(),
  associations: z.array(Association).optional(),
  /** New status of entries that exist. */
  statuses: z.array(z.strictObject({ id: z.string(), status: z.string() })).optional(),
});
export interface Change extends z.infer<typeof Change> {}
