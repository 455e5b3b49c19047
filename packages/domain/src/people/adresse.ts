import { z } from "zod";
import { Libelle } from "./texte.ts";

/** Use of an address: `H` home, `HP` main home, `HV` holiday home, `WP` work, `TMP` temporary. @public */
export const AdresseUsage = z.enum(["H", "HP", "HV", "WP", "TMP"]);
/** What the schema of the same name gives. @public */
export type AdresseUsage = z.infer<typeof AdresseUsage>;

const STRUCTURED_PARTS = {
  /** Number in the street. */
  numero: Libelle.optional(),
  /** Number in the street, digits only. */
  numeroSansComplement: Libelle.optional(),
  /** Kind of street. */
  typeVoie: Libelle.optional(),
  /** Street. */
  voie: Libelle.optional(),
  /** Further location: building, floor. */
  complement: Libelle.optional(),
  /** Unit: staircase, flat. */
  unite: Libelle.optional(),
  /** Post box. */
  boitePostale: Libelle.optional(),
  /** Place name, hamlet. */
  lieuDit: Libelle.optional(),
  /** Post code. */
  codePostal: Libelle.optional(),
  /** Town. */
  commune: Libelle.optional(),
  /** COG code of the town. */
  codeCommune: Libelle.optional(),
  /** State or region. */
  region: Libelle.optional(),
  /** Country. */
  pays: Libelle.optional(),
} as const;

/** Postal address in parts, the form to prefer. @public */
export const AdresseStructuree = z
  .strictObject({ ...STRUCTURED_PARTS, usage: AdresseUsage.optional() })
  .refine((value) => Object.keys(STRUCTURED_PARTS).some((part) => value[part as keyof typeof value] !== undefined), {
    error: "adresse sans aucun élément (LDL-A-001)",
  });
/** What the schema of the same name gives. @public */
export interface AdresseStructuree extends z.infer<typeof AdresseStructuree> {}

/** Postal address in 1 to 7 lines, post code and town included. @public */
export const AdresseEnLignes = z.strictObject({
  /** Lines, as on an envelope. */
  lignes: z.array(Libelle).min(1).max(7).readonly(),
  usage: AdresseUsage.optional(),
});
/** What the schema of the same name gives. @public */
export interface AdresseEnLignes extends z.infer<typeof AdresseEnLignes> {}

/** Postal address: in parts, or in lines; the CI-SIS header forbids mixing them. @public */
export const Adresse = z.union([AdresseEnLignes, AdresseStructuree]);
/** What the schema of the same name gives. @public */
export type Adresse = z.infer<typeof Adresse>;
