import { insOid, type LocalIdentifier, type Patient } from "@ldl/domain";
import { IDENTIFIER_KINDS, PATIENT_NAME_KINDS } from "../codes/identifier-kinds.ts";
import { known } from "../internal/known.ts";
import type { Cx } from "../model/hl7-types.ts";
import type { SourcePatientInfo } from "../model/source-patient-info.ts";
import type { DescribeDocumentOptions } from "./describe-options.ts";

/** The two identifiers of a patient. */
export interface PatientIdentifiers {
  readonly patientId: Cx | undefined;
  readonly sourcePatientId: Cx | undefined;
}

function cxOfLocal({ valeur, racine }: LocalIdentifier): Cx {
  return { id: valeur, autorite: racine, type: IDENTIFIER_KINDS.local };
}

/** Identifiers of a patient: INS and local one, each standing for the other when it is absent. */
export function patientIdentifiers(patient: Patient, options: DescribeDocumentOptions): PatientIdentifiers {
  const locals = patient.identifiantsLocaux ?? [];
  const wanted = options.sourcePatientRoot;
  const local = wanted === undefined ? locals[0] : locals.find(({ racine }) => racine === wanted);
  const { ins } = patient;
  const national =
    ins === undefined ? undefined : { id: ins.matricule, autorite: insOid(ins), type: IDENTIFIER_KINDS.ins };
  const source = local === undefined ? undefined : cxOfLocal(local);
  return {
    patientId: national ?? (options.withoutIns === "refuse" ? undefined : source),
    sourcePatientId: source ?? national,
  };
}

const SEXES = { F: "F", M: "M", UN: "U" } as const;

function placeOfBirth(patient: Patient, birthPlace: DescribeDocumentOptions["birthPlace"]): string | undefined {
  if (patient.ins === undefined || birthPlace === "none") return undefined;
  return birthPlace === "commune" ? patient.lieuNaissance?.commune : patient.lieuNaissance?.codeCog;
}

/** Traits of a patient as PID fields. */
export function patientInfo(patient: Patient, options: DescribeDocumentOptions): SourcePatientInfo {
  const { nomNaissance, premierPrenomNaissance, prenomsNaissance, nomUtilise, prenomUtilise } = patient;
  const birthName = known({
    nom: nomNaissance === "" ? undefined : nomNaissance,
    prenom: premierPrenomNaissance ?? prenomsNaissance ?? prenomUtilise,
    type: PATIENT_NAME_KINDS.birth,
  });
  const hasUsualName = options.usualName === true && (nomUtilise ?? prenomUtilise) !== undefined;
  const usualName = known({ nom: nomUtilise, prenom: prenomUtilise, type: PATIENT_NAME_KINDS.usual });
  return known({
    noms: hasUsualName ? [birthName, usualName] : [birthName],
    dateNaissance: patient.dateNaissance.replaceAll("-", ""),
    sexe: SEXES[patient.sexe],
    lieuNaissance: placeOfBirth(patient, options.birthPlace),
  });
}
