import { z } from "zod";
import { Oid } from "../identifiers/oid.ts";
import { Libelle } from "./texte.ts";

/**
 * A coded value: code, OID of its system, label.
 *
 * @public
 */
export const Code = z.strictObject({
  /** The code. */
  code: z.string().min(1).max(64).regex(/^\S+$/, { error: "code sans blanc attendu (LDL-C-001)" }),
  /** OID of the code system. */
  systeme: Oid,
  /** Label that a person reads. */
  libelle: Libelle,
  /** Name of the code system, for people. */
  nomSysteme: Libelle.optional(),
});
/** What the schema of the same name gives. @public */
export interface Code extends z.infer<typeof Code> {}
