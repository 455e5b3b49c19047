import {
  type CdaWriter,
  codeAttributes,
  writeCode,
  writeIdentifier,
  writeReference,
  writeTemplateIds,
  writeTime,
} from "@ldl/cda";
import { ENTRY_TEMPLATES } from "../codes/templates.ts";
import type { Batterie, Image, Isolat } from "../model/bloc.ts";
import { antibiogrammeId, imageId, itemId } from "../narrative/ids.ts";
import { STATUS } from "./prepared.ts";
import { writeCommentaires } from "./write-commentaires.ts";
import { writeParticipants } from "./write-participants.ts";
import { writePrelevements } from "./write-prelevements.ts";
import { type ResultWriter, writeResultat } from "./write-resultat.ts";

function writeImage({ xml, references }: CdaWriter, image: Image, id: string): void {
  xml.start("observationMedia", { classCode: "OBS", moodCode: "EVN", ID: references.declare(id) });
  writeTemplateIds(xml, ENTRY_TEMPLATES.image);
  xml.element("value", { mediaType: image.mediaType, representation: "B64" }, image.base64);
  xml.end();
}

/**
 * Writes images (FR-Image-illustrative).
 *
 * @param writer - Writer inside an act (`relationship`) or an organizer (`component`).
 * @param images - Images.
 * @param parent - ID of what they illustrate.
 * @param link - How they hang on it.
 */
export function writeImages(
  writer: CdaWriter,
  images: readonly Image[] | undefined,
  parent: string,
  link: "relationship" | "component",
): void {
  images?.forEach((image, index) => {
    if (link === "component") writer.xml.start("component");
    else writer.xml.start("entryRelationship", { typeCode: "COMP" });
    writeImage(writer, image, imageId(parent, index));
    writer.xml.end();
  });
}

function writeBatterieCode(writer: CdaWriter, { code, codeLocal, libelle }: Batterie, id: string): void {
  if (code === undefined && codeLocal === undefined && libelle === undefined) return;
  const { xml } = writer;
  xml.start("code", code === undefined ? undefined : codeAttributes(code));
  if (libelle !== undefined) writeReference(writer, "originalText", id);
  if (codeLocal !== undefined) writeCode(xml, "translation", codeLocal);
  xml.end();
}

/**
 * Writes a panel (FR-Batterie-examens-de-biologie-medicale).
 *
 * @param writer - Writer inside what holds the panel.
 * @param batterie - The panel.
 * @param id - ID of its label in the narrative.
 */
export function writeBatterie(writer: ResultWriter, batterie: Batterie, id: string): void {
  const { xml } = writer;
  xml.start("organizer", { classCode: "BATTERY", moodCode: "EVN" });
  writeTemplateIds(xml, ENTRY_TEMPLATES.batterie);
  writeBatterieCode(writer, batterie, id);
  xml.prepared(STATUS[batterie.statut]);
  if (batterie.date !== undefined) writeTime(xml, "effectiveTime", batterie.date);
  writeParticipants(writer, batterie, undefined);
  writePrelevements(writer, batterie.prelevements, id, "component");
  batterie.resultats.forEach((resultat, index) => {
    xml.start("component");
    writeResultat(writer, resultat, itemId(id, index));
    xml.end();
  });
  writeImages(writer, batterie.images, id, "component");
  writeCommentaires(writer, batterie.commentaires, id, "component");
  xml.end();
}

function writeGerme(writer: CdaWriter, { id: identifiant, germe }: Isolat, id: string): void {
  const { xml } = writer;
  xml.start("specimen", { typeCode: "SPC" }).start("specimenRole", { classCode: "SPEC" });
  if (identifiant !== undefined) writeIdentifier(xml, identifiant.racine, identifiant.valeur);
  xml.start("specimenPlayingEntity", { classCode: "MIC" });
  xml.start("code", germe.snomed === undefined ? undefined : codeAttributes(germe.snomed));
  writeReference(writer, "originalText", id);
  if (germe.ncbi !== undefined) writeCode(xml, "translation", germe.ncbi);
  xml.end().end().end().end();
}

/**
 * Writes an isolate (FR-Isolat-microbiologique).
 *
 * @param writer - Writer inside the act.
 * @param isolat - The isolate.
 * @param id - ID of the name of its organism in the narrative.
 */
export function writeIsolat(writer: ResultWriter, isolat: Isolat, id: string): void {
  const { xml } = writer;
  xml.start("organizer", { classCode: "CLUSTER", moodCode: "EVN" });
  writeTemplateIds(xml, ENTRY_TEMPLATES.isolat);
  xml.prepared(STATUS[isolat.statut]);
  if (isolat.date !== undefined) writeTime(xml, "effectiveTime", isolat.date);
  writeGerme(writer, isolat, id);
  writeParticipants(writer, isolat, undefined);
  isolat.resultats?.forEach((resultat, index) => {
    xml.start("component");
    writeResultat(writer, resultat, itemId(id, index));
    xml.end();
  });
  isolat.antibiogrammes?.forEach((antibiogramme, index) => {
    xml.start("component");
    writeBatterie(writer, antibiogramme, antibiogrammeId(id, index));
    xml.end();
  });
  writeImages(writer, isolat.images, id, "component");
  writeCommentaires(writer, isolat.commentaires, id, "component");
  xml.end();
}
