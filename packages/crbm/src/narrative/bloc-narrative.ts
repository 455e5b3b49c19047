import { type CdaWriter, formatTime, writeLines, writeParagraph } from "@ldl/cda";
import type { Moment } from "@ldl/domain";
import type { Batterie, Bloc, Image, Isolat, StatutBloc } from "../model/bloc.ts";
import type { Commentaire } from "../model/commentaire.ts";
import type { LaboratoireExecutant } from "../model/laboratoire.ts";
import type { Resultat, Validation } from "../model/resultat.ts";
import { formatExecutant, formatValidation } from "./format-people.ts";
import { antibiogrammeId, imageId, itemId } from "./ids.ts";
import { commentParts, writePrelevementTable } from "./prelevement-table.ts";
import { type NamedResult, writeResultTable } from "./resultat-table.ts";

const STATUS_WORDS: Readonly<Record<StatutBloc, string | undefined>> = {
  completed: undefined,
  active: "Résultats partiels : des analyses sont en cours.",
  aborted: "Examen interrompu.",
};

/** What all groups of results have. */
interface Group {
  readonly statut: StatutBloc;
  readonly executant?: LaboratoireExecutant | undefined;
  readonly validation?: Validation | undefined;
  readonly automates?: readonly string[] | undefined;
  readonly images?: readonly Image[] | undefined;
  readonly commentaires?: readonly Commentaire[] | undefined;
}

function writeImages({ xml, references }: CdaWriter, images: readonly Image[] | undefined, parent: string): void {
  images?.forEach(({ legende }, index) => {
    const referencedObject = references.refer(imageId(parent, index)).slice(1);
    xml.start("renderMultiMedia", { referencedObject });
    if (legende !== undefined) xml.element("caption", undefined, legende);
    xml.end();
  });
}

function writeComments(writer: CdaWriter, commentaires: readonly Commentaire[] | undefined, parent: string): void {
  for (const { avant, texte, id } of commentParts(commentaires, parent)) {
    writer.xml.start("paragraph");
    writer.xml.text(avant ?? "Commentaire : ");
    writer.xml.start("content", { ID: id === undefined ? undefined : writer.references.declare(id) });
    writeLines(writer, texte);
    writer.xml.end().end();
  }
}

/** Writes what follows the results of a group: status, people, analysers, images, comments. */
function writeGroupEnd(writer: CdaWriter, group: Group, id: string): void {
  const { executant, validation, automates = [] } = group;
  const lines = [
    STATUS_WORDS[group.statut],
    executant === undefined ? undefined : formatExecutant(executant),
    validation === undefined ? undefined : formatValidation(validation),
    automates.length === 0 ? undefined : `Automate : ${automates.join(", ")}`,
  ];
  for (const line of lines) if (line !== undefined) writeParagraph(writer, line);
  writeImages(writer, group.images, id);
  writeComments(writer, group.commentaires, id);
}

function named(resultats: readonly Resultat[] | undefined, id: string): readonly NamedResult[] {
  return (resultats ?? []).map((resultat, index) => ({ resultat, id: itemId(id, index) }));
}

function writeHeading(
  { xml, references }: CdaWriter,
  before: string,
  label: string,
  id: string,
  date: Moment | undefined,
) {
  xml.start("paragraph", { styleCode: "Bold" });
  if (before !== "") xml.text(before);
  xml.element("content", { ID: references.declare(id) }, label);
  if (date !== undefined) xml.text(` (${formatTime(date)})`);
  xml.end();
}

function writeBatterie(writer: CdaWriter, batterie: Batterie, id: string): void {
  if (batterie.libelle !== undefined) writeHeading(writer, "", batterie.libelle, id, batterie.date);
  writePrelevementTable(writer, batterie.prelevements, id);
  writeResultTable(writer, named(batterie.resultats, id));
  writeGroupEnd(writer, batterie, id);
}

function writeIsolat(writer: CdaWriter, isolat: Isolat, id: string): void {
  writeHeading(writer, "Isolat : ", isolat.germe.libelle, id, isolat.date);
  writeResultTable(writer, named(isolat.resultats, id));
  isolat.antibiogrammes?.forEach((antibiogramme, index) => {
    writeBatterie(writer, antibiogramme, antibiogrammeId(id, index));
  });
  writeGroupEnd(writer, isolat, id);
}

/** Writes the elements of a block; results that follow one another share a table. */
function writeElements(writer: CdaWriter, { elements }: Bloc, id: string): void {
  let run: NamedResult[] = [];
  const flush = () => {
    writeResultTable(writer, run);
    run = [];
  };
  elements.forEach((element, index) => {
    const elementId = itemId(id, index);
    if (element.genre === "resultat") {
      run.push({ resultat: element, id: elementId });
      return;
    }
    flush();
    if (element.genre === "batterie") writeBatterie(writer, element, elementId);
    else writeIsolat(writer, element, elementId);
  });
  flush();
}

/**
 * Writes what people read of a block of results.
 *
 * @param writer - Writer inside `text`.
 * @param bloc - The block.
 * @param id - ID of the block.
 */
export function writeBlocNarrative(writer: CdaWriter, bloc: Bloc, id: string): void {
  writePrelevementTable(writer, bloc.prelevements, id);
  writeElements(writer, bloc, id);
  writeGroupEnd(writer, bloc, id);
}
