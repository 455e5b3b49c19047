import { type DocumentSection, hl7Child, hl7Children, narrativeText, present, readTime } from "@ldl/cda";
import { attributeOf, type XmlElement } from "@ldl/xml";
import type { CommentaireGeneral, SecondeIntention } from "../model/chapitre.ts";
import type { BioContext } from "./bio-context.ts";
import { wordsOfCode } from "./read-analyse.ts";
import { readBase64 } from "./read-base64.ts";

const PDF = "application/pdf";

/** The PDF of an attached document; nothing, with a finding, when it has none. */
function readPdf(organizer: XmlElement, context: BioContext): string | undefined {
  for (const component of hl7Children(organizer, "component")) {
    const value = hl7Child(hl7Child(component, "observationMedia"), "value");
    const base64 = value === undefined ? "" : readBase64(value);
    if (value !== undefined && base64 !== "" && attributeOf(value, "mediaType")?.trim().toLowerCase() === PDF)
      return base64;
  }
  context.find("LDL-BIO-R-ATTACHMENT", organizer);
  return undefined;
}

function organizersOf(section: DocumentSection): readonly XmlElement[] {
  return section.entries.flatMap((entry) => hl7Child(entry, "organizer") ?? []);
}

function readReport(
  organizer: XmlElement,
  section: DocumentSection,
  context: BioContext,
): SecondeIntention | undefined {
  const base64 = readPdf(organizer, context);
  if (base64 === undefined) return undefined;
  const observation = hl7Children(organizer, "component").flatMap((child) => hl7Child(child, "observation") ?? [])[0];
  const reference = hl7Child(hl7Child(observation, "text"), "reference");
  const target = reference === undefined ? undefined : attributeOf(reference, "value");
  const titre =
    (target === undefined ? undefined : context.wording(target)) ??
    wordsOfCode(hl7Child(observation, "value"), context) ??
    section.title;
  const date = readTime(hl7Child(observation, "effectiveTime"), context);
  return { titre: titre ?? "", ...present({ date }), base64 };
}

/**
 * Reads the reports of another laboratory that are joined.
 *
 * @param section - FR-Resultats-de-laboratoire-de-biologie-de-seconde-intention.
 * @param context - Where what is wrong is reported.
 * @returns The reports that have a PDF.
 */
export function readSecondeIntention(section: DocumentSection, context: BioContext): readonly SecondeIntention[] {
  return organizersOf(section).flatMap((organizer) => readReport(organizer, section, context) ?? []);
}

/**
 * Reads the PDF copy of the report.
 *
 * @param section - FR-Document-PDF-copie.
 * @param context - Where what is wrong is reported.
 * @returns Its base64, if any.
 */
export function readCopie(section: DocumentSection, context: BioContext): string | undefined {
  const [organizer] = organizersOf(section);
  if (organizer === undefined) context.find("LDL-BIO-R-ATTACHMENT", section.element);
  return organizer === undefined ? undefined : readPdf(organizer, context);
}

/**
 * Reads a comment on the whole report.
 *
 * @param section - FR-Commentaire-non-code.
 * @param context - Where an empty comment is reported.
 * @returns The comment; `undefined` without text.
 */
export function readCommentaireGeneral(section: DocumentSection, context: BioContext): CommentaireGeneral | undefined {
  const text = hl7Child(section.element, "text");
  const texte = text === undefined ? "" : narrativeText(text);
  if (texte.trim() !== "") return { titre: section.title ?? section.code?.label ?? "", texte };
  context.find("LDL-BIO-R-COMMENT", section.element);
  return undefined;
}
