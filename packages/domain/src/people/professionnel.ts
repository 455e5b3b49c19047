import { z } from "zod";
import { PsIdNat } from "../identifiers/ps-id-nat.ts";
import { Adresse } from "./adresse.ts";
import { Code } from "./code.ts";
import { NomPersonne } from "./nom-personne.ts";
import { Organisation } from "./organisation.ts";
import { Telecom } from "./telecom.ts";

/** A health professional. @public */
export const Professionnel = z.strictObject({
  /** National identifier (PS_IdNat). */
  id: PsIdNat,
  /** Profession or speciality (JDV_J01_XdsAuthorSpecialty). */
  specialite: Code.optional(),
  /** Name. */
  nom: NomPersonne.optional(),
  /** Addresses. */
  adresses: z.array(Adresse).readonly().optional(),
  /** Ways to reach the professional, among them MSSanté addresses (`mailto:`). */
  telecoms: z.array(Telecom).readonly().optional(),
  /** Structure for which the professional acts. */
  organisation: Organisation.optional(),
});
/** What the schema of the same name gives. @public */
export interface Professionnel extends z.infer<typeof Professionnel> {}
