import { writeCode, writeTemplateIds } from "@ldl/cda";
import { SECTION_TEMPLATES } from "../codes/templates.ts";
import { writeBloc } from "../entries/write-bloc.ts";
import type { ResultWriter } from "../entries/write-resultat.ts";
import type { Bloc } from "../model/bloc.ts";
import type { Chapitre, SousChapitre } from "../model/chapitre.ts";
import { writeBlocNarrative } from "../narrative/bloc-narrative.ts";
import { blocId } from "../narrative/ids.ts";

function writeHead(
  { xml }: ResultWriter,
  templateIds: readonly string[],
  { code, titre }: Pick<SousChapitre, "code" | "titre">,
): void {
  writeTemplateIds(xml, templateIds);
  writeCode(xml, "code", code);
  xml.element("title", undefined, titre ?? code.libelle);
}

function writeLeaf(writer: ResultWriter, bloc: Bloc, id: string): void {
  writer.xml.start("text");
  writeBlocNarrative(writer, bloc, id);
  writer.xml.end();
  writeBloc(writer, bloc, id);
}

/**
 * Writes the chapters of results: each one with results of its own, or with sub-chapters.
 *
 * @param writer - Writer inside `structuredBody`.
 * @param chapitres - Chapters.
 */
export function writeChapitres(writer: ResultWriter, chapitres: readonly Chapitre[]): void {
  const { xml } = writer;
  chapitres.forEach((chapitre, index) => {
    xml.start("component").start("section");
    writeHead(writer, SECTION_TEMPLATES.chapitre, chapitre);
    if (chapitre.bloc !== undefined) writeLeaf(writer, chapitre.bloc, blocId(index));
    chapitre.sousChapitres?.forEach((sous, subIndex) => {
      xml.start("component").start("section");
      writeHead(writer, SECTION_TEMPLATES.sousChapitre, sous);
      writeLeaf(writer, sous.bloc, blocId(index, subIndex));
      xml.end().end();
    });
    xml.end().end();
  });
}
