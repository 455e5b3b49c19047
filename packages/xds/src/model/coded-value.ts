import { Libelle } from "@ldl/domain";
import { z } from "zod";

/**
 * A coded metadata value: code, code system, label.
 *
 * The system is an OID but for a few historical names: the entry of a signature uses `URN` and `ASTM`.
 *
 * @public
 */
export const CodedValue = z.strictObject({
  /** The code. */
  code: z.string().max(256).regex(/^\S+$/, { error: "code sans blanc attendu (LDL-XDS-CODE)" }),
  /** OID of the code system, or its historical name. */
  systeme: z.string().max(256).regex(/^\S+$/, { error: "système de codes attendu (LDL-XDS-CODE)" }),
  /** Label that a person reads. */
  libelle: Libelle,
});
/** What the schema of the same name gives. @public */
export interface CodedValue extends z.infer<typeof CodedValue> {}
