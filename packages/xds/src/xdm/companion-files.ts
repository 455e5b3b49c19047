import { instantOf } from "@ldl/domain";
import type { Dtm } from "../model/dtm.ts";
import type { PreparedXdm } from "./prepare-xdm.ts";

const LIGATURES: Readonly<Record<string, string>> = {
  œ: "oe",
  Œ: "OE",
  æ: "ae",
  Æ: "AE",
  "’": "'",
  "–": "-",
  "—": "-",
};

/** Text in ASCII: without accents, other characters as `?`. */
function toAscii(text: string): string {
  return text
    .replace(/[œŒæÆ’–—]/g, (character) => LIGATURES[character] ?? "?")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7E\r\n]/gu, "?");
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as HTML in ASCII: nothing of it is markup, other characters by their number. */
function toHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => NAMED[character] ?? "")
    .replace(/[^\x20-\x7E]/gu, (character) => `&#${character.codePointAt(0) ?? 63};`);
}

/** Day in Paris, as people read it. */
function dayOf(date: Date): string {
  const [year = "", month = "", day = ""] = instantOf(date).slice(0, 10).split("-");
  return `${day}/${month}/${year}`;
}

/** Day of an XDS date as people read it: in Paris when it has an hour, which is in UTC. */
function dayOfDtm(dtm: Dtm): string {
  const [year = "", month, day, hour, minute = "00"] = dtm.match(/^\d{4}|\d{2}/g) ?? [];
  if (hour !== undefined) return dayOf(new Date(`${year}-${month}-${day}T${hour}:${minute}:00Z`));
  return [day, month, year].filter((part) => part !== undefined).join("/");
}

/**
 * Writes README.TXT: who made the archive, with what, and how it is laid out. ASCII, without accents.
 *
 * @remarks IHE ITI TF-2 §3.32.4.1.2.2.
 * @internal
 */
export function readmeText({ media, date }: PreparedXdm): string {
  const { structure, contact, logiciel } = media;
  const lines = [
    "Documents de santé - archive IHE XDM",
    "",
    `Structure émettrice : ${structure}`,
    `Contact : ${contact}`,
    `Date : ${dayOf(date)}`,
    "",
    `Logiciel : ${logiciel.nom} ${logiciel.version}`,
    `Éditeur : ${logiciel.editeur}`,
    `Contact de l'éditeur : ${logiciel.contact}`,
    "",
    "Le fichier INDEX.HTM présente la liste des documents.",
    "Le dossier IHE_XDM/SUBSET01 contient les documents (DOCnnnnn.XML) et leurs métadonnées (METADATA.XML).",
    "",
  ];
  return toAscii(lines.join("\r\n"));
}

/**
 * Writes INDEX.HTM: the list of the documents with links to them. XHTML Basic, no script, nothing remote, nothing about the
 * patient but the titles.
 *
 * @remarks IHE ITI TF-2 §3.32.4.1.2.1.
 * @internal
 */
export function indexHtml({ media, date, documents }: PreparedXdm): string {
  const rows = documents.map(({ entry, pdf }) => {
    const link = (name: string) => `<a href="IHE_XDM/SUBSET01/${name}">${name}</a>`;
    const file = entry.uri ?? "";
    const copy = pdf === undefined ? "" : ` ${link(file.replace(/XML$/, "PDF"))}`;
    const cells = [
      toHtml(entry.titre),
      toHtml(entry.typeCode.libelle),
      dayOfDtm(entry.serviceStartTime),
      `${link(file)}${copy}`,
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  const title = "Documents de sant&#233;";
  return [
    '<?xml version="1.0" encoding="US-ASCII"?>',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML Basic 1.1//EN" "http://www.w3.org/TR/xhtml-basic/xhtml-basic11.dtd">',
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr">',
    `<head><title>${title}</title></head>`,
    "<body>",
    `<h1>${title}</h1>`,
    `<p>${toHtml(media.structure)}, ${dayOf(date)}. ${toHtml(media.contact)}</p>`,
    `<table summary="Liste des documents"><tr>${["Titre", "Type", "Date", "Fichier"].map((name) => `<th>${name}</th>`).join("")}</tr>`,
    ...rows,
    "</table>",
    '<p><a href="README.TXT">README.TXT</a></p>',
    "</body>",
    "</html>",
    "",
  ].join("\r\n");
}
