import { z } from "zod";
import { LocalIdentifier } from "../identifiers/local-identifier.ts";
import { StructIdNat } from "../identifiers/struct-id-nat.ts";
import { Adresse } from "./adresse.ts";
import { Code } from "./code.ts";
import { Telecom } from "./telecom.ts";
import { Libelle } from "./texte.ts";

/** A health structure: establishment, practice, laboratory, pharmacy. @public */
export const Organisation = z.strictObject({
  /** National identifier (Struct_IdNat). */
  id: StructIdNat.optional(),
  /** Other identifiers: legal entity, accreditations of a laboratory… */
  identifiantsLocaux: z.array(LocalIdentifier).min(1).readonly().optional(),
  /** Name. */
  nom: Libelle.optional(),
  /** Ways to reach it. */
  telecoms: z.array(Telecom).readonly().optional(),
  /** Addresses. */
  adresses: z.array(Adresse).readonly().optional(),
  /** Care setting (JDV_J04_XdsPracticeSettingCode). */
  cadreExercice: Code.optional(),
});
/** What the schema of the same name gives. @public */
export interface Organisation extends z.infer<typeof Organisation> {}
