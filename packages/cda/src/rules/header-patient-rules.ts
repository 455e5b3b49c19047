import type { DocumentHeader } from "../header/document-header.ts";
import { isAfter } from "./dates.ts";
import type { Rule } from "./rule.ts";
import { STRUCTURATION } from "./sources.ts";
import { contactsOf, optional, pathsOf, placed } from "./walk-header.ts";

function repeated<T>(list: readonly T[] | undefined): boolean {
  return list !== undefined && list.length > 1 && new Set(list.map((item) => JSON.stringify(item))).size < list.length;
}

/** Rules on the patient and those close to the patient. */
export const HEADER_PATIENT_RULES: readonly Rule<DocumentHeader>[] = [
  {
    id: "LDL-P-ENVIRONNEMENT",
    severity: "error",
    source: "Référentiel INS",
    path: "patient.ins.environnement",
    message: "INS d'un autre environnement que celui attendu",
    check: ({ patient }, { insEnvironment }) =>
      insEnvironment !== undefined && patient.ins !== undefined && patient.ins.environnement !== insEnvironment
        ? ["patient.ins.environnement"]
        : [],
  },
  {
    id: "LDL-P-NAISSANCE",
    severity: "error",
    source: `${STRUCTURATION}, recordTarget`,
    path: "patient.dateNaissance",
    message: "date de naissance postérieure au document",
    check: ({ patient, creeLe }) => (isAfter(patient.dateNaissance, creeLe) ? ["patient.dateNaissance"] : []),
  },
  {
    id: "LDL-P-MINEUR",
    severity: "warning",
    source: `${STRUCTURATION}, guardian`,
    path: "patient.representants",
    message: "patient mineur sans représentant légal",
    check: ({ patient, creeLe }) => {
      const majority = `${Number(patient.dateNaissance.slice(0, 4)) + 18}${patient.dateNaissance.slice(4)}`;
      return creeLe.slice(0, 10) < majority && !patient.representants?.length ? ["patient.representants"] : [];
    },
  },
  {
    id: "LDL-H-DOUBLON",
    severity: "error",
    source: `${STRUCTURATION}, RIM-002`,
    path: "patient.identifiantsLocaux, …adresses, …telecoms",
    message: "élément en double",
    check: (header) => [
      ...optional("patient.identifiantsLocaux", header.patient.identifiantsLocaux).flatMap(([path, ids]) =>
        repeated(ids) ? [path] : [],
      ),
      ...contactsOf(header).flatMap(([path, { adresses, telecoms }]) => [
        ...(repeated(adresses) ? [`${path}.adresses`] : []),
        ...(repeated(telecoms) ? [`${path}.telecoms`] : []),
      ]),
    ],
  },
  {
    id: "LDL-H-PROCHE-TELECOM",
    severity: "warning",
    source: `${STRUCTURATION}, informant/relatedEntity`,
    path: "informateurs[].telecoms",
    message: "proche sans moyen de le joindre",
    check: (header) =>
      pathsOf(
        placed("informateurs", header.informateurs),
        (informant) => informant.genre === "proche" && !informant.telecoms?.length,
        ".telecoms",
      ),
  },
];
