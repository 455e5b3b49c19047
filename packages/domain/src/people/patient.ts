import { z } from "zod";
import { IdentiteIns } from "../identifiers/identite-ins.ts";
import { LocalIdentifier } from "../identifiers/local-identifier.ts";
import { CivilDate } from "../time/civil-date.ts";
import { Moment } from "../time/moment.ts";
import { isCertainlyAfter } from "../time/moment-bounds.ts";
import { Adresse } from "./adresse.ts";
import { Civilite, Titre } from "./nom-personne.ts";
import { Representant } from "./representant.ts";
import { Telecom } from "./telecom.ts";
import { Libelle } from "./texte.ts";

/** Sex as registered (JDV_J143): `F`, `M`, `UN` unknown. @public */
export const Sexe = z.enum(["F", "M", "UN"]);
/** What the schema of the same name gives. @public */
export type Sexe = z.infer<typeof Sexe>;

/**
 * Place of birth. `codeCog` is the INSEE code of the commune; abroad `99` and the code of the country; `99999` unknown.
 *
 * @public
 */
export const LieuNaissance = z.strictObject({
  /** COG code, 5 characters. */
  codeCog: z
    .string()
    .regex(/^(?:\d{5}|2[AB]\d{3})$/, { error: "code officiel géographique de 5 caractères attendu (LDL-P-COG)" })
    .optional(),
  /** Commune, or town and country abroad. */
  commune: Libelle.optional(),
  /** Name of the place (maternity ward…). */
  nom: Libelle.optional(),
});
/** What the schema of the same name gives. @public */
export interface LieuNaissance extends z.infer<typeof LieuNaissance> {}

const PatientShape = z.strictObject({
  /** INS of a qualified identity. Leave it out while the identity is not qualified. */
  ins: IdentiteIns.optional(),
  /** IPP and other identifiers given by organisations. */
  identifiantsLocaux: z.array(LocalIdentifier).readonly().optional(),
  /** Birth name. */
  nomNaissance: Libelle,
  /** First given name of the birth certificate. */
  premierPrenomNaissance: Libelle.optional(),
  /** All given names of the birth certificate, separated by blanks. */
  prenomsNaissance: Libelle.optional(),
  /** Family name in use. */
  nomUtilise: Libelle.optional(),
  /** Given name in use. */
  prenomUtilise: Libelle.optional(),
  /** Civility. */
  civilite: Civilite.optional(),
  /** Title. */
  titre: Titre.optional(),
  /** Registered sex. */
  sexe: Sexe,
  /** Date of birth. */
  dateNaissance: CivilDate,
  /** Place of birth. */
  lieuNaissance: LieuNaissance.optional(),
  /** The patient is dead. */
  decede: z.boolean().optional(),
  /** Date of death. */
  dateDeces: Moment.optional(),
  /** Born of a multiple birth. */
  naissanceMultiple: z.boolean().optional(),
  /** Rank in a multiple birth, from 1. */
  rangNaissance: z.int().min(1).max(9).optional(),
  /** Addresses. */
  adresses: z.array(Adresse).readonly().optional(),
  /** Ways to reach the patient. */
  telecoms: z.array(Telecom).readonly().optional(),
  /** Legal representatives. */
  representants: z.array(Representant).readonly().optional(),
});

const TRAITS_REQUIRED_WITH_INS = ["premierPrenomNaissance", "prenomsNaissance"] as const;

/**
 * The patient, with the traits of the INS.
 *
 * @remarks Référentiel INS and CI-SIS header: with an INS, birth name, first given name, list of given names, sex, date
 * and COG code of the place of birth are all due; without it, at least one local identifier and one given name.
 * @public
 */
export const Patient = PatientShape.superRefine((patient, context) => {
  const report = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
  if (patient.ins === undefined) {
    if ((patient.identifiantsLocaux ?? []).length === 0)
      report(["identifiantsLocaux"], "un INS ou un identifiant local est obligatoire (LDL-P-001)");
    if (
      patient.prenomsNaissance === undefined &&
      patient.premierPrenomNaissance === undefined &&
      patient.prenomUtilise === undefined
    )
      report(["prenomsNaissance"], "au moins un prénom est obligatoire (LDL-P-002)");
  } else {
    for (const trait of TRAITS_REQUIRED_WITH_INS)
      if (patient[trait] === undefined) report([trait], "trait obligatoire avec un INS (LDL-P-003)");
    if (patient.lieuNaissance?.codeCog === undefined)
      report(["lieuNaissance", "codeCog"], "code du lieu de naissance obligatoire avec un INS (LDL-P-003)");
  }
  if (patient.dateDeces !== undefined && isCertainlyAfter(Moment.parse(patient.dateNaissance), patient.dateDeces))
    report(["dateDeces"], "décès antérieur à la naissance (LDL-P-004)");
  if (patient.dateDeces !== undefined && patient.decede === false)
    report(["decede"], "date de décès d'un patient dit vivant (LDL-P-005)");
});
/** What the schema of the same name gives. @public */
export interface Patient extends z.infer<typeof Patient> {}
