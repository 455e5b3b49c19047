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
    /** A professional. */
    genre: z.literal("professionnel"),
    /** When the contribution was made. */
    date: Instant,
    /** Part played (JDV_J47_FunctionCode). */
    fonction: Code.optional(),
    /** The professional; speciality, name and organisation are due. */
    professionnel: Professionnel,
  }),
  z.strictObject({
    /** The patient. */
    genre: z.literal("patient"),
    /** When the contribution was made. */
    date: Instant,
    /** INS of the patient. */
    ins: IdentiteIns,
    /** Name. */
    nom: NomPersonne,
    ...coordonnees,
  }),
  z.strictObject({
    /** A device or a service. */
    genre: z.literal("systeme"),
    /** When the contribution was made. */
    date: Instant,
    /** Identifier of the system: PS_IdNat root for the system of a structure, the editor's OID for a referenced service. */
    id: z.strictObject({
      /** OID of who gives the identifier. */
      racine: Oid,
      /** The identifier. */
      valeur: z.string().min(1).max(64),
    }),
    /** Kind of producer (for example `DISPOSITIF`, JDV_J01). */
    specialite: Code,
    /** Device or service. */
    modele: Libelle,
    /** Software. */
    logiciel: Libelle,
    /** Structure. */
    organisation: Organisation,
    ...coordonnees,
  }),
]);
export type Auteur = z.infer<typeof Auteur>;

/** Person who typed the document in. @public */
export const OperateurSaisie = z.strictObject({
  /** When it was typed in. */
  date: Moment.optional(),
  /** Who typed. */
  professionnel: Professionnel,
});
/** What the schema of the same name gives. @public */
export interface OperateurSaisie extends z.infer<typeof OperateurSaisie> {}

/** Who gave information: a professional, or someone close to the patient. @public */
export const Informateur = z.discriminatedUnion("genre", [
  z.strictObject({
    /** A professional. */
    genre: z.literal("professionnel"),
    /** Who informed. */
    professionnel: Professionnel,
  }),
  z.strictObject({
    /** Someone close to the patient. */
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
    /** A health structure. */
    genre: z.literal("structure"),
    /** National identifier (Struct_IdNat). */
    id: StructIdNat,
    /** Name. */
    nom: Libelle,
    /** Way to reach it. */
    telecom: Telecom.optional(),
    /** Address. */
    adresse: Adresse.optional(),
  }),
  /** The DMP hosts the document (patient expression). */
  z.strictObject({
    /** The DMP itself. */
    genre: z.literal("dmp"),
  }),
]);
export type Conservateur = z.infer<typeof Conservateur>;

/** Addressee known when the document is made. @public */
export const Destinataire = z.strictObject({
  /** `principal` (PRCP) or `copie` (TRC). Left out, no type is written. */
  type: z.enum(["principal", "copie"]).optional(),
  /** National identifier (PS_IdNat). */
  id: PsIdNat.optional(),
  /** Name. */
  nom: NomPersonne.optional(),
  /** Structure. */
  organisation: Organisation.omit({ cadreExercice: true }).optional(),
  ...coordonnees,
});
/** What the schema of the same name gives. @public */
export interface Destinataire extends z.infer<typeof Destinataire> {}

/** Person who signs: legal responsible, or validator. @public */
export const Signataire = z.strictObject({
  /** When the document was signed. */
  date: Instant,
  /** The professional. */
  professionnel: Professionnel,
});
/** What the schema of the same name gives. @public */
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
  /** National identifier (PS_IdNat). */
  id: PsIdNat.optional(),
  /** Profession or speciality (JDV_J01_XdsAuthorSpecialty). */
  specialite: Code.optional(),
  /** Name. */
  nom: NomPersonne.optional(),
  /** Structure. */
  organisation: Organisation.optional(),
  ...coordonnees,
});
/** What the schema of the same name gives. @public */
export interface Participant extends z.infer<typeof Participant> {}
