import { LOINC_OID, type Rule, SNOMED_CT_OID } from "@ldl/cda";
import type { Code } from "@ldl/domain";
import { CHAPTERS } from "../codes/chapters.ts";
import { NCBI_OID } from "../codes/systems.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import { CR_BIO } from "./sources.ts";
import { type Placed, partsOf, pathsOf } from "./walk-report.ts";

function chapterCodes({ chapitres }: LabReportComplete): readonly Placed<Code>[] {
  return chapitres.map(({ code }, index) => [`chapitres.${index}.code`, code]);
}

function subChapterCodes({ chapitres }: LabReportComplete): readonly Placed<Code>[] {
  return chapitres.flatMap(({ sousChapitres = [] }, index) =>
    sousChapitres.map(({ code }, sub): Placed<Code> => [`chapitres.${index}.sousChapitres.${sub}.code`, code]),
  );
}

function isKnownChapter({ systeme, code }: Code): boolean {
  return CHAPTERS.has(`${systeme}|${code}`);
}

/** Whether the block, or something in it, awaits results. */
function isAwaiting(report: LabReportComplete): boolean {
  const { blocs, batteries, isolats } = partsOf(report);
  return [...blocs, ...batteries, ...isolats].some(([, { statut }]) => statut === "active");
}

/** Rules on chapters, blocks, panels and isolates. */
export const STRUCTURE_RULES: readonly Rule<LabReportComplete>[] = [
  {
    id: "LDL-BIO-CHAPITRE-CODE",
    severity: "warning",
    source: "Circuit de la biologie, chapitres LOINC (extrait)",
    path: "chapitres[].code",
    message: "code de chapitre hors des codes connus du SDK",
    check: (report) =>
      pathsOf([...chapterCodes(report), ...subChapterCodes(report)], (code) => !isKnownChapter(code), ".code"),
  },
  {
    id: "LDL-BIO-SOUS-CHAPITRE",
    severity: "error",
    source: "IHE XD-LAB, S_laboratoryReportItem",
    path: "chapitres[].sousChapitres[].code",
    message: "code LOINC attendu pour un sous-chapitre",
    check: (report) => pathsOf(subChapterCodes(report), ({ systeme }) => systeme !== LOINC_OID, ".systeme"),
  },
  {
    id: "LDL-BIO-BLOC-CODE",
    severity: "error",
    source: `${CR_BIO}, E_FR-Resultats-examens-de-biologie-medicale`,
    path: "…bloc.code",
    message: "code LOINC du bloc obligatoire : celui de la section n'en est pas un",
    check: (report) => pathsOf(partsOf(report).blocs, ({ code }) => code?.systeme !== LOINC_OID, ".code"),
  },
  {
    id: "LDL-BIO-STATUT",
    severity: "error",
    source: `${CR_BIO}, lab:statusCode`,
    path: "statut",
    message: "un compte rendu final n'attend plus de résultat : statut partiel, ou blocs terminés",
    check: (report) => (report.statut === "final" && isAwaiting(report) ? ["statut"] : []),
  },
  {
    id: "LDL-BIO-PARTIEL",
    severity: "warning",
    source: `${CR_BIO}, lab:statusCode`,
    path: "statut",
    message: "compte rendu partiel dont aucun bloc n'attend de résultat",
    check: (report) => (report.statut === "partiel" && !isAwaiting(report) ? ["statut"] : []),
  },
  {
    id: "LDL-BIO-RENDU",
    severity: "warning",
    source: `${CR_BIO}, documentationOf/serviceEvent/effectiveTime`,
    path: "renduLe",
    message: "date de rendu du compte rendu final sur un compte rendu partiel",
    check: ({ statut, renduLe }) => (statut === "partiel" && renduLe !== undefined ? ["renduLe"] : []),
  },
  {
    id: "LDL-BIO-PRELEVEMENT",
    severity: "warning",
    source: `${CR_BIO}, E_FR-Prelevement`,
    path: "…prelevements",
    message: "compte rendu sans aucun prélèvement",
    check: (report) => (partsOf(report).prelevements.length === 0 ? ["chapitres"] : []),
  },
  {
    id: "LDL-BIO-GERME",
    severity: "error",
    source: "IHE XD-LAB, E_laboratoryIsolateOrganizer_int",
    path: "…germe",
    message: "germe codé en SNOMED CT (snomed) ou selon la taxonomie du NCBI (ncbi)",
    check: (report) =>
      partsOf(report).isolats.flatMap(([path, { germe }]) => [
        ...(germe.snomed !== undefined && germe.snomed.systeme !== SNOMED_CT_OID ? [`${path}.germe.snomed`] : []),
        ...(germe.ncbi !== undefined && germe.ncbi.systeme !== NCBI_OID ? [`${path}.germe.ncbi`] : []),
      ]),
  },
  {
    id: "LDL-BIO-PARTICIPANT",
    severity: "error",
    source: `${CR_BIO}, participant`,
    path: "autresParticipants[]",
    message: "prescripteur, préleveur et médecin traitant ont leur propre donnée",
    check: ({ autresParticipants }) =>
      (autresParticipants ?? []).flatMap(({ type, fonction }, index) =>
        type === "REF" || (type === "PRF" && fonction?.code === "PRELV") || (type === "INF" && fonction?.code === "PCP")
          ? [`autresParticipants.${index}`]
          : [],
      ),
  },
];
