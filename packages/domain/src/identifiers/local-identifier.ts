import { z } from "zod";
import { Oid } from "./oid.ts";

/**
 * Identifier given by an organisation: IPP, NIP, order number… `racine` is the OID of the issuer.
 *
 * @public
 */
export const LocalIdentifier = z.strictObject({
  /** OID of the organisation that gives the identifier. */
  racine: Oid,
  /** Value, at most 64 characters. */
  valeur: z
    .string()
    .min(1, { error: "valeur d'identifiant attendue (LDL-ID-LOCAL)" })
    .max(64, { error: "identifiant de 64 caractères au plus (LDL-ID-LOCAL)" })
    .regex(/^\S(?:.*\S)?$/u, { error: "identifiant sans blanc au début ni à la fin (LDL-ID-LOCAL)" }),
});
/** What the schema of the same name gives. @public */
export interface LocalIdentifier extends z.infer<typeof LocalIdentifier> {}

/** Permanent identifier of a patient in an establishment (IPP). @public */
export const Ipp = LocalIdentifier;
export interface Ipp extends LocalIdentifier {}
