import {
  type BuildDocumentOptions,
  type ClinicalDocument,
  type DocumentHeader,
  type DocumentModel,
  headerOf,
  nextInput,
  type ReadDocument,
  type ReplacedDocument,
  readDocument,
  renderPdf,
  uuidSource,
  type VersionMember,
  writeDocument,
  writePdfCopySection,
} from "@ldl/cda";
import { parseInput } from "@ldl/domain";
import { DOCUMENT_TEMPLATES } from "../codes/templates.ts";
import type { TextValueType } from "../entries/write-valeur.ts";
import { LabReport, type LabReportInput } from "../model/lab-report.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import { CR_BIO_PRESENTERS } from "../render/cr-bio-presenters.ts";
import { checkLaboratory, checkReport, type RelaxableBioRule } from "../rules/check-report.ts";
import { writeCommentairesGeneraux, writeSecondeIntention } from "../sections/write-autres-sections.ts";
import { writeChapitres } from "../sections/write-chapitres.ts";
import { writeRaisonExamen, writeVaccinations } from "../sections/write-depistage.ts";
import { completeReport } from "./complete-report.ts";
import { CR_BIO_TYPE, headerOfReport } from "./header-of-report.ts";

/** Options of {@link buildCrBio}. @public */
export interface BuildCrBioOptions extends Omit<BuildDocumentOptions, "relaxedRules"> {
  /** Rules whose breach becomes a warning; what each one costs is in the README. Default: none. */
  readonly relaxedRules?: readonly RelaxableBioRule[];
  /**
   * How results in words are written: `ST`, inline, or `CD`, as the official examples have them, a code without code
   * that refers to the narrative. Default: `ST`.
   */
  readonly textValueType?: TextValueType;
  /**
   * The host's own rendering of the PDF copy, a PDF/A-1, used when the report holds none. It is given the document
   * without the copy. Default: the rendering of `renderPdf` with `CR_BIO_PRESENTERS`.
   */
  readonly renderCopy?: (document: ReadDocument) => Uint8Array;
}

/** A biology report that was built. @public */
export interface LabReportDocument extends ClinicalDocument {
  readonly kind: "CR-BIO";
  readonly level: 3;
  /** The report as it was written, defaults filled in. */
  readonly report: LabReportComplete;
}

const MODEL: DocumentModel = {
  kind: "CR-BIO",
  code: CR_BIO_TYPE,
  templateIds: DOCUMENT_TEMPLATES.document,
  partTemplateIds: {
    destinataire: DOCUMENT_TEMPLATES.destinataire,
    valideur: DOCUMENT_TEMPLATES.valideur,
    participant: ({ type }) => (type === "REF" ? DOCUMENT_TEMPLATES.prescripteur : []),
    executant: DOCUMENT_TEMPLATES.laboratoireExecutant,
  },
};

/** What a report is written with besides its content. */
interface WriteSettings {
  readonly header: DocumentHeader;
  readonly newId: () => string;
  readonly indentation: "none" | "spaces";
  readonly textValueType: TextValueType;
}

function writeReport(report: LabReportComplete, settings: WriteSettings): Uint8Array {
  const { header, newId, indentation, textValueType } = settings;
  return writeDocument({ ...report, ...header }, MODEL, { newId, indentation }, (cdaWriter) => {
    const writer = { ...cdaWriter, textValueType };
    writer.xml.start("structuredBody");
    writeRaisonExamen(writer, report.raisonExamen);
    writeChapitres(writer, report.chapitres);
    writeSecondeIntention(writer, report.secondeIntention);
    writeVaccinations(writer, report.vaccinations);
    writeCommentairesGeneraux(writer, report.commentaires);
    writePdfCopySection({ writer, entries: true }, report.copiePdf);
    writer.xml.end();
  });
}

/** Gives the report its PDF copy: the one of the host, else one made of the document without it. */
function withCopy(report: LabReportComplete, settings: WriteSettings, options: BuildCrBioOptions): LabReportComplete {
  if (report.copiePdf !== undefined) return report;
  const document = readDocument(writeReport(report, { ...settings, indentation: "none" }));
  const pdf = options.renderCopy?.(document) ?? renderPdf(document, { sections: CR_BIO_PRESENTERS });
  if (!(pdf instanceof Uint8Array)) throw new TypeError("renderCopy must give the bytes of a PDF");
  return { ...report, copiePdf: { base64: Buffer.from(pdf).toString("base64") } };
}

function buildReport(input: unknown, options: BuildCrBioOptions): LabReportDocument {
  const parsed = parseInput(LabReport, input);
  const newId = uuidSource(options.newId);
  checkLaboratory(parsed);
  const complete = completeReport(parsed, { now: options.now, newId });
  const header = headerOfReport(complete);
  const { indentation = "none", textValueType = "ST" } = options;
  const settings: WriteSettings = { header, newId, indentation, textValueType };
  const warnings = checkReport(complete, options);
  const report = withCopy(complete, settings, options);
  // What the host renders is held to the rules of the copy, as one that it gives in the report.
  const issues = options.renderCopy === undefined ? warnings : checkReport(report, options);
  return {
    xml: writeReport(report, settings),
    header: headerOf(header),
    kind: "CR-BIO",
    type: CR_BIO_TYPE,
    level: 3,
    issues,
    report,
  };
}

/**
 * Builds a compte rendu d'examens de biologie médicale (CR-BIO 2024.01) from plain JSON: header, chapters of results with
 * their tables, and the PDF copy that 2024.01 wants.
 *
 * @remarks CI-SIS, volet CR-BIO 2024.01; IHE PaLM XD-LAB. Same input and same options (`now` and `newId` among them) give
 * the same bytes.
 * @example
 * ```ts
 * import { readFileSync, writeFileSync } from "node:fs";
 * import { buildCrBio, type LabReportInput } from "@ldl/crbm";
 *
 * const record = JSON.parse(readFileSync("cr-bio.min.json", "utf8")) as LabReportInput;
 * const { xml, issues } = buildCrBio(record);
 * for (const { path, message } of issues) console.warn(`${path} : ${message}`);
 * writeFileSync("cr-bio.xml", xml);
 * ```
 * @param input - The report.
 * @param options - Clock, identifiers, PDF copy and relaxed rules.
 * @returns The document, with warnings.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` with one issue per defect: path in the input, rule, French message.
 * @throws TypeError when `newId` gives no UUID, or `renderCopy` no bytes.
 * @public
 */
export function buildCrBio(input: LabReportInput, options: BuildCrBioOptions = {}): LabReportDocument {
  return buildReport(input, options);
}

/**
 * Builds the next version of a report, a completion or a correction: the same `setId`, the next version number, a link
 * (RPLC) to the version that it replaces. The new version is whole, never a difference.
 *
 * @remarks CI-SIS, volet CR-BIO 2024.01; Volet Structuration minimale, `relatedDocument`.
 * @example
 * ```ts
 * import { buildCrBio, replaceCrBio, type LabReportInput } from "@ldl/crbm";
 *
 * function finish(partial: LabReportInput, final: Omit<LabReportInput, "setId" | "version" | "remplace">) {
 *   return replaceCrBio(buildCrBio(partial), final);
 * }
 * ```
 * @param previous - The report to replace: one that was built, or one that was read.
 * @param input - The whole new content, without `setId`, `version` nor `remplace`.
 * @param options - As for building.
 * @returns The new version.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` as for building, and when the patient is another one.
 * @throws TypeError when the document to replace is no CR-BIO.
 * @public
 */
export function replaceCrBio(
  previous: ReplacedDocument,
  input: Omit<LabReportInput, VersionMember>,
  options: BuildCrBioOptions = {},
): LabReportDocument {
  if (previous.kind !== "CR-BIO") throw new TypeError("a CR-BIO replaces a CR-BIO only");
  return buildReport(nextInput(previous, input), options);
}
