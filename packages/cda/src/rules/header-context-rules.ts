import type { DocumentHeader } from "../header/document-header.ts";
import { isAfter, isReversed, isSameInstant, type Span } from "./dates.ts";
import type { Rule } from "./rule.ts";
import { STRUCTURATION } from "./sources.ts";
import { optional, pathsOf, placed } from "./walk-header.ts";

function performers(header: DocumentHeader) {
  return [
    ["acte.executant.professionnel", header.acte.executant.professionnel] as const,
    ...placed("actesSecondaires", header.actesSecondaires).flatMap(([path, act]) =>
      act.executant === undefined ? [] : [[`${path}.executant.professionnel`, act.executant.professionnel] as const],
    ),
  ];
}

/** Rules on acts, stays and versions. */
export const HEADER_CONTEXT_RULES: readonly Rule<DocumentHeader>[] = [
  {
    id: "LDL-H-ACTE-ORGANISATION",
    severity: "error",
    source: `${STRUCTURATION}, documentationOf/serviceEvent/performer`,
    path: "acte.executant.professionnel.organisation.cadreExercice",
    message: "structure de l'exécutant et son cadre d'exercice obligatoires",
    check: (header) =>
      pathsOf(
        performers(header),
        ({ organisation }) => organisation?.cadreExercice === undefined,
        ".organisation.cadreExercice",
      ),
  },
  {
    id: "LDL-H-ACTE-DATES",
    severity: "error",
    source: `${STRUCTURATION}, documentationOf/serviceEvent/effectiveTime`,
    path: "acte.fin",
    message: "fin de l'acte postérieure à son début attendue",
    check: (header) =>
      pathsOf(
        [...optional<Span>("acte", header.acte), ...placed<Span>("actesSecondaires", header.actesSecondaires)],
        ({ debut, fin }) =>
          debut !== undefined && fin !== undefined && (isReversed({ debut, fin }) || isSameInstant(debut, fin)),
        ".fin",
      ),
  },
  {
    id: "LDL-H-SEJOUR-DATES",
    severity: "error",
    source: `${STRUCTURATION}, componentOf/encompassingEncounter/effectiveTime`,
    path: "priseEnCharge.fin",
    message: "fin de la prise en charge postérieure à son début attendue",
    check: ({ priseEnCharge: { debut, fin } }) =>
      debut !== undefined && fin !== undefined && !isAfter(fin, debut) ? ["priseEnCharge.fin"] : [],
  },
  {
    id: "LDL-H-PARTICIPANT-DATES",
    severity: "error",
    source: `${STRUCTURATION}, participant/time`,
    path: "participants[].fin",
    message: "fin de la participation postérieure à son début attendue",
    check: (header) =>
      pathsOf(
        [
          ...placed<Span>("participants", header.participants),
          ...placed<Span>("priseEnCharge.participants", header.priseEnCharge.participants),
        ],
        isReversed,
        ".fin",
      ),
  },
  {
    id: "LDL-H-SETID",
    severity: "error",
    source: `${STRUCTURATION}, setId`,
    path: "setId",
    message: "identifiant du lot de versions différent de celui du document attendu",
    check: ({ id, setId }) => (id.racine === setId.racine && id.extension === setId.extension ? ["setId"] : []),
  },
  {
    id: "LDL-H-VERSION",
    severity: "error",
    source: `${STRUCTURATION}, versionNumber, relatedDocument`,
    path: "version",
    message: "une version supérieure à 1 remplace un document, et seulement elle",
    check: ({ version, remplace }) => (version > 1 === (remplace !== undefined) ? [] : ["version"]),
  },
  {
    id: "LDL-H-REMPLACE",
    severity: "error",
    source: `${STRUCTURATION}, relatedDocument`,
    path: "remplace",
    message: "le document remplacé est un autre document, d'une version antérieure",
    check: ({ id, version, remplace }) => {
      if (remplace === undefined) return [];
      const isItself = remplace.id.racine === id.racine && remplace.id.extension === id.extension;
      if (isItself) return ["remplace.id"];
      return remplace.version !== undefined && remplace.version >= version ? ["remplace.version"] : [];
    },
  },
  {
    id: "LDL-H-ID-OID",
    severity: "warning",
    source: "DMP, identifiant de document",
    path: "id.racine",
    message: "identifiant de document par OID attendu pour une alimentation du DMP",
    check: ({ id }) => (id.racine.includes("-") ? ["id.racine"] : []),
  },
];
