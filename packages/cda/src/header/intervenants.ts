import {
  Adresse,
  Code,
  IdentiteIns,
  Instant,
  Libelle,
  Moment,
  NomPersonne,
  Oid,
  Organisation,
  Professionnel,
  PsIdNat,
  StructIdNat,
  Telecom,
} from "@ldl/domain";
import { z } from "zod";

const coordonnees = {
  /** Addresses. */
  adresses: z.array(Adresse).readonly().optional(),
  /** Ways to reach the person. */
  telecoms: z.array(Telecom).readonly().optional(),
};

/** Author of the document: a professional, the patient, or a system. @public */
export const Auteur = z.discriminatedUnion("genre", [
  z.strictObject({
    genre: z.literal("professionnel"),
    /** When the contribution was made. */
    date: Instant,
    /** Part played (JDV_J47_FunctionCode). */
    fonction: Code.optional(),
    /** The professional; speciality, name and organisation are due. */
    professionnel: Professionnel,
  }),
  z.strictObject({
    genre: z.literal("patient"),
    date: Instant,
    /** INS of the patient. */
    ins: IdentiteIns,
    nom: NomPersonne,
    ...coordonnees,
  }),
  z.strictObject({
    genre: z.literal("systeme"),
    date: Instant,
    /** Identifier of the system: PS_IdNat root for the system of a structure, the editor's OID for a referenced service. */
    id: z.strictObject({ racine: Oid, valeur: z.string().min(1).max(64) }),
    /** Kind of producer (for example `DISPOSITIF`, JDV_J01). */
    specialite: Code,
    /** Device or service. */
    modele: Libelle,
    /** Software. */
    logiciel: Libelle,
    organisation: Organisation,
    ...coordonnees,
  }),
]);
export type Auteur = z.infer<typeof Auteur>;

/** Person who typed the document in. @public */
export const OperateurSaisie = z.strictObject({ date: Moment.optional(), professionnel: Professionnel });
export interface OperateurSaisie extends z.infer<typeof OperateurSaisie> {}

/** Who gave information: a professional, or someone close to the patient. @public */
export const Informateur = z.discriminatedUnion("genre", [
  z.strictObject({ genre: z.literal("professionnel"), professionnel: Professionnel }),
  z.strictObject({
    genre: z.literal("proche"),
    /** `ECON` emergency contact, `NOK` trusted person, `CON` informant, `CAREGIVER` carer, `PAT` helped person. */
    role: z.enum(["ECON", "NOK", "CON", "CAREGIVER", "PAT"]),
    /** Relationship with the patient (JDV_J11_RelationPatient). */
    lien: Code.optional(),
    /** Name; no title. */
    nom: NomPersonne.omit({ titre: true }),
    ...coordonnees,
  }),
]);
export type Informateur = z.infer<typeof Informateur>;

/** Structure that keeps the document. @public */
export const Conservateur = z.discriminatedUnion("genre", [
  z.strictObject({
    genre: z.literal("structure"),
    id: StructIdNat,
    nom: Libelle,
    telecom: Telecom.optional(),
    adresse: Adresse.optional(),
  }),
  /** The DMP hosts the document (patient expression). */
  z.strictObject({ genre: z.literal("dmp") }),
]);
export type Conservateur = z.infer<typeof Conservateur>;

/** Addressee known when the document is made. @public */
export const Destinataire = z.strictObject({
  /** `principal` (PRCP) or `copie` (TRC). Left out, no type is written. */
  type: z.enum(["principal", "copie"]).optional(),
  id: PsIdNat.optional(),
  nom: NomPersonne.optional(),
  organisation: Organisation.omit({ cadreExercice: true }).optional(),
  ...coordonnees,
});
export interface Destinataire extends z.infer<typeof Destinataire> {}

/** Person who signs: legal responsible, or validator. @public */
export const Signataire = z.strictObject({
  /** When the document was signed. */
  date: Instant,
  professionnel: Professionnel,
});
export interface Signataire extends z.infer<typeof Signataire> {}

/** Other participant: médecin traitant (`INF` + function `PCP`), adresseur (`REFB`), prescripteur (`REF`)… @public */
export const Participant = z.strictObject({
  /** JDV_J144. */
  type: z.enum(["REF", "REFB", "INF", "RESP", "PRF", "CON", "VRF"]),
  /** JDV_J47_FunctionCode. */
  fonction: Code.optional(),
  /** Start of the participation. Without start nor end, the time is written as not applicable. */
  debut: Moment.optional(),
  /** End of the participation. */
  fin: Moment.optional(),
  /** `PROV` health professional, `AGNT` other professional. Default: `PROV`. */
  role: z.enum(["PROV", "AGNT"]).default("PROV"),
  id: PsIdNat.optional(),
  specialite: Code.optional(),
  nom: NomPersonne.optional(),
  organisation: Organisation.optional(),
  ...coordonnees,
});
export interface Participant extends z.infer<typeof Participant> {}
