import { Oid, Uuid } from "@ldl/domain";
import { z } from "zod";

/** Identifier of a specimen or of an isolate: a UUID, or an OID with a value. @public */
export const Identifiant = z.strictObject({
  /** OID of who gives the identifier, or a UUID in upper case. */
  racine: z.union([Oid, Uuid]),
  /** The identifier; left out when the root alone identifies. */
  valeur: z
    .string()
    .min(1)
    .max(64)
    .regex(/^\S(?:.*\S)?$/u, { error: "identifiant sans blanc au début ni à la fin (LDL-BIO-IDENTIFIANT)" })
    .optional(),
});
/** What the schema of the same name gives. @public */
export interface Identifiant extends z.infer<typeof Identifiant> {}
