import { z } from "zod";
import { LocalIdentifier } from "../identifiers/local-identifier.ts";
import { StructIdNat } from "../identifiers/struct-id-nat.ts";
import { Adresse } from "./adresse.ts";
import { Civilite } from "./nom-personne.ts";
import { Telecom } from "./telecom.ts";
import { Libelle } from "./texte.ts";

const coordonnees = {
  /** Identifiers of the representative. */
  ids: z.array(LocalIdentifier).readonly().optional(),
  /** Addresses. */
  adresses: z.array(Adresse).readonly().optional(),
  /** Ways to reach the representative. */
  telecoms: z.array(Telecom).readonly().optional(),
};

/** Legal representative of a patient: a person, or an organisation. @public */
export const Representant = z.discriminatedUnion("genre", [
  z.strictObject({
    genre: z.literal("personne"),
    ...coordonnees,
    /** Name; no title. */
    nom: z.strictObject({ nom: Libelle, prenom: Libelle.optional(), civilite: Civilite.optional() }),
  }),
  z.strictObject({
    genre: z.literal("organisation"),
    ...coordonnees,
    /** Organisation in charge. */
    organisation: z.strictObject({ id: StructIdNat.optional(), nom: Libelle.optional() }),
  }),
]);
/** What the schema of the same name gives. @public */
export type Representant = z.infer<typeof Representant>;
