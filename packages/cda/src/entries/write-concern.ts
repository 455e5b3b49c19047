import type { CdaWriter } from "../build/cda-writer.ts";
import { ETAT_SUIVI, type EtatSuivi } from "../codes/statuts.ts";
import { type Time, writeTimeOrNull } from "../datatypes/write-time.ts";
import type { AuteurEntree } from "../lettre-de-liaison/auteur-entree.ts";
import { writeEntryAuthor, writeEntryHead } from "./write-entry-parts.ts";

/** A list of problems or of allergies that is, or was, followed. */
export interface Concern {
  readonly templateIds: readonly string[];
  readonly suivi: EtatSuivi;
  readonly debut?: Time | undefined;
  readonly fin?: Time | undefined;
  /** Why a bound is not known. Default: `UNK`. */
  readonly nullFlavor?: "UNK" | "NA";
  readonly auteur?: AuteurEntree | undefined;
}

/** Writes a list of problems or of allergies; the end is due when it is no more followed, and forbidden before. */
export function writeConcern(writer: CdaWriter, concern: Concern, observations: () => void): void {
  const { xml } = writer;
  const isOver = concern.suivi === "termine" || concern.suivi === "interrompu";
  const nullFlavor = concern.nullFlavor ?? "UNK";
  xml.start("entry").start("act", { classCode: "ACT", moodCode: "EVN" });
  writeEntryHead(writer, concern.templateIds);
  xml.element("code", { nullFlavor: "NA" });
  xml.element("statusCode", { code: ETAT_SUIVI[concern.suivi] });
  xml.start("effectiveTime");
  writeTimeOrNull(xml, "low", concern.debut, nullFlavor);
  if (isOver) writeTimeOrNull(xml, "high", concern.fin, nullFlavor);
  xml.end();
  writeEntryAuthor(writer, concern.auteur);
  observations();
  xml.end().end();
}

/** Writes the bounds of a problem or of an allergy: the start is due, be it unknown. */
export function writeProblemPeriod(
  { xml }: CdaWriter,
  { debut, fin }: { readonly debut?: Time | undefined; readonly fin?: Time | undefined },
): void {
  xml.start("effectiveTime", { "xsi:type": "IVL_TS" });
  writeTimeOrNull(xml, "low", debut, "UNK");
  if (fin !== undefined) writeTimeOrNull(xml, "high", fin, "UNK");
  xml.end();
}
