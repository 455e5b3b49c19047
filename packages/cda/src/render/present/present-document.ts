import type { DisplayBlock, DisplayInline } from "../../display/display-model.ts";
import type { ReadDocument } from "../../read/document.ts";
import type { EmbeddedFile } from "../../read/embedded-file.ts";
import type { DocumentSection } from "../../read/read-section.ts";
import { formatMoment, formatSize } from "./format-values.ts";
import { presentDetails, presentEssentials } from "./present-header.ts";
import { patientNotices, presentPatient } from "./present-patient.ts";
import type { Notice, Presentation, PresentedFile, PresentedSection } from "./presentation.ts";

/**
 * Gives what a section shows in place of its narrative.
 *
 * @param section - The section, with its entries.
 * @param document - The document around it.
 * @returns The blocks to show. Everything that the narrative says must be there: it is the legal text.
 * @public
 */
export type SectionPresenter = (section: DocumentSection, document: ReadDocument) => readonly DisplayBlock[];

/** Presenters by OID of section template; the first template of a section that has one decides. @public */
export type SectionPresenters = Readonly<Record<string, SectionPresenter>>;

const KIND_LABELS: Readonly<Record<ReadDocument["kind"], string>> = {
  "LDL-SES": "Lettre de liaison à la sortie",
  "LDL-EES": "Lettre de liaison à l'entrée",
  "CR-BIO": "Compte rendu de biologie médicale",
  OTHER: "Document de santé",
};

/** Name of a format for people, and extension of a saved file. */
const FORMATS: Readonly<Record<string, readonly [label: string, extension: string]>> = {
  "application/pdf": ["PDF", "pdf"],
  "text/plain": ["texte", "txt"],
  "text/rtf": ["RTF", "rtf"],
  "application/rtf": ["RTF", "rtf"],
  "image/jpeg": ["image JPEG", "jpg"],
  "image/png": ["image PNG", "png"],
  "image/gif": ["image GIF", "gif"],
  "image/bmp": ["image BMP", "bmp"],
  "image/tiff": ["image TIFF", "tif"],
};

const FILE_TITLES: Readonly<Record<EmbeddedFile["role"], string>> = {
  body: "Document",
  copy: "Copie du document",
  image: "Image",
  attachment: "Document joint",
};

function presentFile(file: EmbeddedFile, index: number): PresentedFile {
  const [format, extension] = FORMATS[file.mediaType] ?? [file.mediaType, "bin"];
  const title = file.title ?? FILE_TITLES[file.role];
  const size = formatSize(Math.floor((file.encodedLength * 3) / 4));
  return {
    anchor: `fichier-${index + 1}`,
    label: `${title} (${format}, ${size} environ)`,
    fileName: `document-${index + 1}.${extension}`,
    file,
  };
}

function documentNotices({ header, issues, kind }: ReadDocument): readonly Notice[] {
  const notices: Notice[] = [];
  if (header.remplace !== undefined)
    notices.push({ tone: "info", text: `Version ${header.version} : elle remplace et annule la version précédente.` });
  if (kind === "CR-BIO" && header.acte.statut === "active")
    notices.push({ tone: "warning", text: "Compte rendu partiel : des résultats sont encore attendus." });
  if (header.confidentialite === "R" || header.confidentialite === "V")
    notices.push({ tone: "warning", text: "Document à diffusion restreinte." });
  const missing = issues.filter(({ severity }) => severity === "error").length;
  if (missing > 0)
    notices.push({ tone: "warning", text: `Document incomplet : ${missing} élément(s) obligatoire(s) absent(s).` });
  return notices;
}

function presentSection(
  section: DocumentSection,
  document: ReadDocument,
  presenters: SectionPresenters,
): PresentedSection {
  const template = section.templateIds.find((root) => Object.hasOwn(presenters, root));
  const presenter = template === undefined ? undefined : presenters[template];
  return {
    title: section.title ?? section.code?.label ?? "Section sans titre",
    blocks: presenter === undefined ? section.narrative : presenter(section, document),
    sections: section.sections.map((child) => presentSection(child, document, presenters)),
  };
}

/** A plain text as a paragraph that keeps its lines. */
function presentText(file: EmbeddedFile): readonly DisplayBlock[] {
  const lines = new TextDecoder().decode(file.bytes()).split(/\r\n?|\n/);
  const children = lines.flatMap((text, index): readonly DisplayInline[] =>
    index === 0 ? [{ kind: "text", text }] : [{ kind: "break" }, { kind: "text", text }],
  );
  return [{ kind: "paragraph", caption: [], children }];
}

/** What the page shows of a level 1 document: its text or its image; a PDF is among the files. */
function presentBody(file: EmbeddedFile): readonly PresentedSection[] {
  const isText = file.mediaType === "text/plain";
  if (!isText && !file.mediaType.startsWith("image/")) return [];
  const blocks: readonly DisplayBlock[] = isText
    ? presentText(file)
    : [{ kind: "paragraph", caption: [], children: [{ kind: "media", fileIds: [file.id ?? ""], caption: [] }] }];
  return [{ title: "Contenu", blocks, sections: [] }];
}

/**
 * Gathers what a page shows of a document, whatever the format.
 *
 * @param document - A document as read.
 * @param presenters - What replaces the narrative of some sections.
 * @returns The presentation.
 */
export function presentDocument(document: ReadDocument, presenters: SectionPresenters): Presentation {
  const { header, kind, level, nonXmlBody } = document;
  const shown = document.files.filter(({ role }) => role !== "image");
  return {
    language: header.langue,
    title: header.titre,
    subtitle: [
      KIND_LABELS[kind],
      `du ${formatMoment(header.creeLe)}`,
      `version ${header.version}`,
      ...(level === 1 ? ["document non structuré"] : []),
    ].join(" · "),
    notices: [...patientNotices(header.patient), ...documentNotices(document)],
    patient: presentPatient(header.patient),
    essentials: presentEssentials(header),
    files: shown.map(presentFile),
    sections:
      nonXmlBody === undefined
        ? document.sections.map((section) => presentSection(section, document, presenters))
        : presentBody(nonXmlBody),
    details: presentDetails(header),
  };
}
