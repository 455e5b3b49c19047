import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRIES } from "../codes/entry-templates.ts";
import { ABSENT_PROBLEM } from "../codes/jdv/absent-problem.ts";
import { STATUT_PROBLEME, TYPE_PROBLEME } from "../codes/statuts.ts";
import { writeCode } from "../datatypes/write-code.ts";
import type { Probleme } from "../lettre-de-liaison/probleme.ts";
import { writeConcern, writeProblemPeriod } from "./write-concern.ts";
import {
  writeAbsence,
  writeComment,
  writeEntryHead,
  writeReference,
  writeReferencedCode,
} from "./write-entry-parts.ts";
import { writeCertainty, writeSeverity, writeStatus } from "./write-qualifiers.ts";

/** IDs of the narrative of a problem, all made from one prefix. */
export function problemeIds(prefix: string) {
  return {
    ligne: prefix,
    libelle: `${prefix}-libelle`,
    statut: `${prefix}-statut`,
    severite: `${prefix}-severite`,
    certitude: `${prefix}-certitude`,
    commentaire: `${prefix}-commentaire`,
  };
}

function writeProblemObservation(writer: CdaWriter, problem: Probleme, ids: ReturnType<typeof problemeIds>): void {
  const { xml } = writer;
  const negationInd = problem.absent === undefined ? undefined : String(problem.absent);
  xml.start("entryRelationship", { typeCode: "SUBJ", inversionInd: "false" });
  xml.start("observation", { classCode: "OBS", moodCode: "EVN", negationInd });
  writeEntryHead(writer, ENTRIES.probleme);
  writeCode(xml, "code", TYPE_PROBLEME[problem.type]);
  writeReference(writer, "text", ids.ligne);
  xml.element("statusCode", { code: "completed" });
  writeProblemPeriod(writer, problem);
  writeReferencedCode(writer, { element: "value", type: "CD", code: problem.code, id: ids.libelle });
  writeSeverity(writer, problem.severite, ids.severite);
  writeStatus(writer, problem.statut === undefined ? undefined : STATUT_PROBLEME[problem.statut], ids.statut);
  writeCertainty(writer, problem.certitude, ids.certitude);
  if (problem.commentaire !== undefined) writeComment(writer, ids.commentaire);
  xml.end().end();
}

/** Writes a problem and its follow-up (FR-Liste-des-problemes, FR-Probleme). */
export function writeProblem(writer: CdaWriter, problem: Probleme, ids: ReturnType<typeof problemeIds>): void {
  const { suivi, debut, fin, auteur } = problem;
  writeConcern(writer, { templateIds: ENTRIES.listeProblemes, suivi, debut, fin, auteur }, () => {
    writeProblemObservation(writer, problem, ids);
  });
}

/** Writes that there is no problem, or that nothing is known of problems. */
export function writeNoProblem(writer: CdaWriter, etat: "aucun" | "inconnu", id: string): void {
  const { xml } = writer;
  writeConcern(writer, { templateIds: ENTRIES.listeProblemes, suivi: "termine", nullFlavor: "NA" }, () => {
    xml.start("entryRelationship", { typeCode: "SUBJ", inversionInd: "false" });
    xml.start("observation", { classCode: "OBS", moodCode: "EVN" });
    writeEntryHead(writer, ENTRIES.probleme);
    writeCode(xml, "code", TYPE_PROBLEME.probleme);
    writeReference(writer, "text", id);
    xml.element("statusCode", { code: "completed" });
    writeProblemPeriod(writer, {});
    const code = etat === "aucun" ? "no-known-problems" : "no-problem-info";
    writeAbsence(writer, { element: "value", type: "CD", set: ABSENT_PROBLEM, code, id });
    xml.end().end();
  });
}
