import { codeAttributes, writeCode, writeTemplateIds } from "@ldl/cda";
import { ENTRY_TEMPLATES } from "../codes/templates.ts";
import type { Bloc } from "../model/bloc.ts";
import { itemId } from "../narrative/ids.ts";
import { STATUS } from "./prepared.ts";
import { writeCommentaires } from "./write-commentaires.ts";
import { writeBatterie, writeImages, writeIsolat } from "./write-groupes.ts";
import { writeParticipants } from "./write-participants.ts";
import { writePrelevements } from "./write-prelevements.ts";
import { type ResultWriter, writeResultat } from "./write-resultat.ts";

function writeElement(writer: ResultWriter, element: Bloc["elements"][number], id: string): void {
  if (element.genre === "resultat") writeResultat(writer, element, id);
  else if (element.genre === "batterie") writeBatterie(writer, element, id);
  else writeIsolat(writer, element, id);
}

/**
 * Writes the results of a chapter or of a sub-chapter (FR-Resultats-examens-de-biologie-medicale).
 *
 * @param writer - Writer inside the section.
 * @param bloc - The results.
 * @param id - ID of the block.
 */
export function writeBloc(writer: ResultWriter, bloc: Bloc, id: string): void {
  const { xml } = writer;
  xml.start("entry", { typeCode: "DRIV" });
  writeTemplateIds(xml, ENTRY_TEMPLATES.bloc);
  xml.start("act", { classCode: "ACT", moodCode: "EVN" });
  xml.start("code", bloc.code === undefined ? undefined : codeAttributes(bloc.code));
  if (bloc.codeLocal !== undefined) writeCode(xml, "translation", bloc.codeLocal);
  xml.end();
  xml.prepared(STATUS[bloc.statut]);
  writeParticipants(writer, bloc, bloc.automates);
  writePrelevements(writer, bloc.prelevements, id, "relationship");
  bloc.elements.forEach((element, index) => {
    xml.start("entryRelationship", { typeCode: "COMP" });
    writeElement(writer, element, itemId(id, index));
    xml.end();
  });
  writeImages(writer, bloc.images, id, "relationship");
  writeCommentaires(writer, bloc.commentaires, id, "relationship");
  xml.end().end();
}
