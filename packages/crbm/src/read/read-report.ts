import { type DocumentSection, hl7Path, present, type SectionModel, some } from "@ldl/cda";
import { SECTIONS } from "../codes/sections.ts";
import { SECTION_TEMPLATES } from "../codes/templates.ts";
import type { Bloc } from "../model/bloc.ts";
import type { Chapitre, CommentaireGeneral, SecondeIntention } from "../model/chapitre.ts";
import type { RaisonExamen, Vaccination } from "../model/contexte-depistage.ts";
import type { LabReport } from "../model/lab-report.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import type { BioContext } from "./bio-context.ts";
import { COPY_TEMPLATE } from "./bio-names.ts";
import type { CrBioVersion } from "./detect-version.ts";
import { readCommentaireGeneral, readCopie, readSecondeIntention } from "./read-annexes.ts";
import { readChapitre } from "./read-chapitres.ts";
import { readRaisonExamen, readVaccinations } from "./read-depistage.ts";
import { readEntete } from "./read-entete.ts";

/** Template of the CI-SIS of a section: those of IHE stand on other sections as well. */
const own = ({ templateIds }: SectionModel): string => templateIds.at(-1) ?? "";

const hasOne = (section: DocumentSection, oids: readonly string[]): boolean =>
  section.templateIds.some((oid) => oids.includes(oid));

/** Results by template, else a section of no other kind that holds acts or sections. */
function isChapter(section: DocumentSection): boolean {
  if (hasOne(section, SECTION_TEMPLATES.chapitre) || hasOne(section, SECTION_TEMPLATES.sousChapitre)) return true;
  return section.entries.some((entry) => hl7Path(entry, "act") !== undefined) || section.sections.length > 0;
}

interface Body {
  readonly chapitres: readonly Chapitre[];
  readonly secondeIntention: readonly SecondeIntention[];
  readonly commentaires: readonly CommentaireGeneral[];
  readonly vaccinations: readonly Vaccination[];
  readonly raisonExamen: RaisonExamen | undefined;
  readonly copie: string | undefined;
}

function readBody(sections: readonly DocumentSection[], context: BioContext): Body {
  const chapitres: Chapitre[] = [];
  const secondeIntention: SecondeIntention[] = [];
  const commentaires: CommentaireGeneral[] = [];
  const vaccinations: Vaccination[] = [];
  let raisonExamen: RaisonExamen | undefined;
  let copie: string | undefined;
  for (const section of sections) {
    if (section.templateIds.includes(COPY_TEMPLATE)) copie ??= readCopie(section, context);
    else if (section.templateIds.includes(own(SECTIONS.secondeIntention)))
      secondeIntention.push(...readSecondeIntention(section, context));
    else if (section.templateIds.includes(own(SECTIONS.commentaire)))
      commentaires.push(...[readCommentaireGeneral(section, context) ?? []].flat());
    else if (section.templateIds.includes(own(SECTIONS.raisonExamen)))
      raisonExamen ??= readRaisonExamen(section, context);
    else if (section.templateIds.includes(own(SECTIONS.vaccinations)))
      vaccinations.push(...readVaccinations(section, context));
    else if (isChapter(section)) chapitres.push(readChapitre(section, context));
    else context.find("LDL-BIO-R-SECTION-OTHER", section.element);
  }
  return { chapitres, secondeIntention, commentaires, vaccinations, raisonExamen, copie };
}

function blocsOf({ bloc, sousChapitres }: Chapitre): readonly Bloc[] {
  return bloc === undefined ? (sousChapitres ?? []).map((one) => one.bloc) : [bloc];
}

/** State of the report: what the header says, else partial as soon as one block awaits results. */
function readStatut(chapitres: readonly Chapitre[], context: BioContext): LabReport["statut"] {
  const { root, header } = context.document;
  const { statut } = header.acte;
  if (statut !== undefined) return statut === "active" ? "partiel" : "final";
  context.find("LDL-BIO-R-STATUS", root, "documentationOf/serviceEvent/statusCode");
  return chapitres.flatMap(blocsOf).some((bloc) => bloc.statut === "active") ? "partiel" : "final";
}

/**
 * Gives a document in the shape from which a report is built.
 *
 * @param version - Version of its model.
 * @param context - Reading context, with the document.
 * @returns The report; what is due and absent is empty, with a finding.
 */
export function readReport(version: CrBioVersion, context: BioContext): LabReportComplete {
  const { document } = context;
  const body = readBody(document.sections, context);
  if (document.level !== 3) context.find("LDL-BIO-R-LEVEL", document.root, "component");
  else if (body.chapitres.length === 0) context.find("LDL-BIO-R-CHAPTER", document.root, "component/structuredBody");
  if (version === "2024.01" && document.level === 3 && body.copie === undefined)
    context.find("LDL-BIO-R-COPY", document.root, "component/structuredBody");
  return {
    ...readEntete(document.header, context),
    statut: readStatut(body.chapitres, context),
    chapitres: body.chapitres,
    ...present({
      secondeIntention: some(body.secondeIntention),
      commentaires: some(body.commentaires),
      vaccinations: some(body.vaccinations),
      raisonExamen: body.raisonExamen,
      copiePdf: body.copie === undefined ? undefined : { base64: body.copie },
    }),
  };
}
