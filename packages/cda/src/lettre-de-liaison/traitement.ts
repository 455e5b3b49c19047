import { Code, Libelle, Moment } from "@ldl/domain";
import { z } from "zod";
import { APPROACH_SITE } from "../codes/jdv/approach-site.ts";
import { EDQM_OID, HL7_ROUTE_OID } from "../codes/systemes.ts";
import { includesCode } from "../codes/value-set.ts";
import { Posologie } from "./posologie.ts";
import { Duree, Quantite } from "./quantite.ts";
import { TexteCourt } from "./texte-narratif.ts";

function coded(pattern: RegExp, expected: string) {
  return z.strictObject({
    /** Code. */
    code: z.string().regex(pattern, { error: `${expected} (LDL-MED-001)` }),
    /** Label of the terminology. */
    libelle: Libelle,
  });
}

/** A medicine: its name, and its codes when it has some. @public */
export const Medicament = z.strictObject({
  /** Name on the prescription. */
  nom: Libelle,
  /** Spécialité (CIS, 8 digits). */
  cis: coded(/^\d{8}$/, "code CIS de 8 chiffres attendu").optional(),
  /** Présentation (CIP, 7 or 13 digits). */
  cip: coded(/^(?:\d{7}|\d{13})$/, "code CIP de 7 ou 13 chiffres attendu").optional(),
  /** Classe ATC. */
  atc: coded(/^[A-Z](?:\d{2}(?:[A-Z](?:[A-Z](?:\d{2})?)?)?)?$/, "code ATC attendu").optional(),
  /** Médicament virtuel (Médicabase). */
  mv: coded(/^MV\d{8}$/, "code MV et 8 chiffres attendu").optional(),
});
/** What the schema of the same name gives. @public */
export interface Medicament extends z.infer<typeof Medicament> {}

const traitementFields = {
  /** The medicine. */
  medicament: Medicament,
  /** First day. */
  debut: Moment.optional(),
  /** Last day. */
  fin: Moment.optional(),
  /** Length, instead of the last day. */
  duree: Duree.optional(),
  /** Dosage. */
  posologie: Posologie.optional(),
  /** Route of administration: EDQM standard terms, or HL7 RouteOfAdministration. */
  voie: Code.refine((code) => code.systeme === EDQM_OID || code.systeme === HL7_ROUTE_OID, {
    path: ["systeme"],
    error: "voie d'administration codée en EDQM ou HL7 RouteOfAdministration attendue (LDL-MED-002)",
  }).optional(),
  /** Site of administration (JDV_ImmunizationApproachSiteCode_CISIS). */
  site: Code.refine((code) => includesCode(APPROACH_SITE, code), {
    error: "code hors du jeu de valeurs JDV_ImmunizationApproachSiteCode_CISIS (LDL-JDV-SITE)",
  }).optional(),
  /** Highest dose in a span of time. */
  doseMax: z
    .strictObject({
      /** The dose. */
      dose: Quantite,
      /** The span of time. */
      par: Duree,
    })
    .optional(),
  /** What the treatment is for. */
  motif: z
    .strictObject({
      /** Wording. */
      libelle: Libelle,
      /** CIM-10 or other code. */
      code: Code.optional(),
    })
    .optional(),
  /** Instructions for the patient. */
  instructionsPatient: TexteCourt.optional(),
  /** Instructions for the pharmacist. */
  instructionsDispensateur: TexteCourt.optional(),
};

const FIN_OU_DUREE = {
  path: ["duree"],
  error: "une date de fin ou une durée, pas les deux (LDL-MED-003)",
};

/** A treatment at admission or at discharge. @public */
export const Traitement = z
  .strictObject({
    ...traitementFields,
    /** Anything else. */
    commentaire: TexteCourt.optional(),
  })
  .refine((traitement) => traitement.fin === undefined || traitement.duree === undefined, FIN_OU_DUREE);
/** What the schema of the same name gives. @public */
export interface Traitement extends z.infer<typeof Traitement> {}

/** A treatment stopped during the stay, with the reason of the stop or of the replacement. @public */
export const TraitementArrete = z
  .strictObject({
    ...traitementFields,
    /** Why it was stopped, and what replaces it. */
    raisonArret: TexteCourt.optional(),
  })
  .refine((traitement) => traitement.fin === undefined || traitement.duree === undefined, FIN_OU_DUREE);
/** What the schema of the same name gives. @public */
export interface TraitementArrete extends z.infer<typeof TraitementArrete> {}

/** Nothing to list: `aucun` it is known that there is none, `inconnu` there is no information. @public */
export const SansElement = [
  z.strictObject({
    /** It is known that there is none. */
    etat: z.literal("aucun"),
  }),
  z.strictObject({
    /** There is no information. */
    etat: z.literal("inconnu"),
  }),
] as const;

/** Treatments, or an explicit statement that there is none or that they are not known. @public */
export const Traitements = z.discriminatedUnion("etat", [
  z.strictObject({
    /** There are some. */
    etat: z.literal("renseigne"),
    /** The treatments. */
    liste: z.array(Traitement).min(1).max(200).readonly(),
  }),
  ...SansElement,
]);
export type Traitements = z.infer<typeof Traitements>;
