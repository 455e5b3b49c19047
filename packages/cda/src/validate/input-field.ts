import { attributeOf, type XmlElement } from "@ldl/xml";
import { OBSERVATIONS } from "../codes/entry-templates.ts";
import { SECTIONS } from "../codes/section-models.ts";
import { hl7Child, hl7Children } from "../read/datatypes/elements.ts";

/** Field of the builders' input for each child of `ClinicalDocument`; a list is told by `[]`. */
const HEADER: Readonly<Record<string, string>> = {
  id: "id",
  title: "titre",
  effectiveTime: "creeLe",
  confidentialityCode: "confidentialite",
  languageCode: "langue",
  setId: "setId",
  versionNumber: "version",
  recordTarget: "patient",
  author: "auteurs[]",
  dataEnterer: "operateurSaisie",
  informant: "informateurs[]",
  custodian: "conservateur",
  informationRecipient: "destinataires[]",
  legalAuthenticator: "responsable",
  authenticator: "valideurs[]",
  participant: "participants[]",
  inFulfillmentOf: "prescriptions[]",
  relatedDocument: "remplace",
  authorization: "consentements[]",
  componentOf: "priseEnCharge",
};

/** Members inside a part of the header, by element; what is not here is passed through. */
const PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  recordTarget: {
    birthTime: "dateNaissance",
    deceasedTime: "dateDeces",
    administrativeGenderCode: "sexe",
    birthplace: "lieuNaissance",
    guardian: "representants",
    addr: "adresses",
    telecom: "telecoms",
  },
  componentOf: {
    low: "debut",
    high: "fin",
    responsibleParty: "responsable",
    encounterParticipant: "participants",
    location: "lieu",
  },
  documentationOf: { low: "debut", high: "fin", performer: "executant" },
};

/** Members inside a person in a role. */
const ROLE: Readonly<Record<string, string>> = {
  time: "date",
  assignedEntity: "professionnel",
  assignedAuthor: "professionnel",
  assignedPerson: "nom",
  representedOrganization: "organisation",
  receivedOrganization: "organisation",
  scopingOrganization: "organisation",
  addr: "adresses",
  telecom: "telecoms",
  standardIndustryClassCode: "cadreExercice",
};

/** Roles in which the professional is a member of its own. */
const HAS_PROFESSIONAL = new Set(["author", "dataEnterer", "informant", "legalAuthenticator", "authenticator"]);

/** Sections by LOINC code; `[]` when each entry is a member of the list. */
const BODY: Readonly<Record<string, string>> = {
  [SECTIONS.motifSortie.code.code]: "motif",
  [SECTIONS.synthese.code.code]: "synthese",
  [SECTIONS.traitementsArretes.code.code]: "traitementsArretes[]",
  [SECTIONS.traitementsSortie.code.code]: "traitementsSortie.liste[]",
  [SECTIONS.traitementsAdmission.code.code]: "traitementsAdmission.liste[]",
  [SECTIONS.resultatsAttendus.code.code]: "resultatsAttendus",
  [SECTIONS.planDeSoins.code.code]: "planDeSoins",
  [SECTIONS.dispositifsMedicaux.code.code]: "dispositifsMedicaux.liste[]",
  [SECTIONS.allergiesSortie.code.code]: "allergies",
  [SECTIONS.antecedentsMedicaux.code.code]: "antecedentsMedicaux",
  [SECTIONS.antecedentsChirurgicaux.code.code]: "antecedentsChirurgicaux.liste[]",
  [SECTIONS.commentaire.code.code]: "commentaire",
  [SECTIONS.copiePdf.code.code]: "copiePdf",
};

/** Entries of the synthesis by the code of their observation. */
const SYNTHESIS: Readonly<Record<string, string>> = {
  [OBSERVATIONS.modaliteEntree.code.code]: "modaliteEntree",
  [OBSERVATIONS.modaliteSortie.code.code]: "modaliteSortie",
  [OBSERVATIONS.syntheseMedicale.code.code]: "syntheseMedicale",
  [OBSERVATIONS.evenementsIndesirables.code.code]: "evenementsIndesirables",
  [OBSERVATIONS.rechercheMicroOrganismes.code.code]: "microOrganismes",
  [OBSERVATIONS.identificationMicroOrganismes.code.code]: "microOrganismes.identification",
  [OBSERVATIONS.transfusion.code.code]: "transfusion",
  [OBSERVATIONS.accidentsTransfusionnels.code.code]: "transfusion.accidents",
  [OBSERVATIONS.derivesDuSang.code.code]: "derivesDuSang",
  [OBSERVATIONS.evenementsDerivesDuSang.code.code]: "derivesDuSang.evenementsIndesirables",
};

/**
 * Names the field of the builders' input that an element comes from, where that is known: the header of every kind of document, the
 * sections of the lettres de liaison, the chapters and sub-chapters of biology reports.
 *
 * @param element - An element of a document.
 * @returns The path in the JSON of the input, `auteurs.0.professionnel.organisation`; `undefined` where it is not known.
 */
export function inputFieldOf(element: XmlElement): string | undefined {
  const way = wayTo(element);
  const [root, part] = way;
  if (root?.localName !== "ClinicalDocument" || part === undefined) return undefined;
  if (part.localName === "component") return bodyField(way);
  if (part.localName === "documentationOf")
    return [eventField(part), ...members(way.slice(2), PARTS["documentationOf"])].join(".");
  const field = HEADER[part.localName];
  if (field === undefined) return undefined;
  return [withRank(field, part), ...members(way.slice(2), membersIn(part.localName))].join(".");
}

/** From the root to the element. */
function wayTo(element: XmlElement): readonly XmlElement[] {
  const way: XmlElement[] = [];
  for (let current: XmlElement | null = element; current !== null; current = current.parent) {
    way.unshift(current);
    if (current.localName === "ClinicalDocument") break;
  }
  return way;
}

function membersIn(part: string): Readonly<Record<string, string>> {
  const own = PARTS[part];
  if (own !== undefined) return own;
  if (HAS_PROFESSIONAL.has(part)) return ROLE;
  return { ...ROLE, assignedEntity: "", assignedAuthor: "" };
}

function members(way: readonly XmlElement[], names: Readonly<Record<string, string>> | undefined): readonly string[] {
  return way.flatMap(({ localName }) => {
    const name = names?.[localName] ?? "";
    return name === "" ? [] : [name];
  });
}

function rankOf(element: XmlElement): number {
  const siblings = element.parent?.children ?? [];
  return siblings.filter((node) => node.kind === "element" && node.localName === element.localName).indexOf(element);
}

function withRank(field: string, element: XmlElement): string {
  return field.endsWith("[]") ? `${field.slice(0, -2)}.${rankOf(element)}` : field;
}

/** The first event is the main act, the others follow it. */
function eventField(event: XmlElement): string {
  const rank = rankOf(event);
  return rank === 0 ? "acte" : `actesSecondaires.${rank - 1}`;
}

/** Chapters and sub-chapters of biology reports: template of the section, and the list that they are members of. */
const CHAPTERS = [
  ["1.3.6.1.4.1.19376.1.3.3.2.1", "chapitres"],
  ["1.3.6.1.4.1.19376.1.3.3.2.2", "sousChapitres"],
] as const;

function hasTemplate(section: XmlElement, root: string): boolean {
  return hl7Children(section, "templateId").some((id) => attributeOf(id, "root") === root);
}

/** The chapter that a section of a biology report is, and its sub-chapter; each with its rank among its like. */
function chapterField(sections: readonly XmlElement[]): string | undefined {
  const path = CHAPTERS.flatMap(([template, list]) => {
    const section = sections.find((candidate) => hasTemplate(candidate, template));
    const body = section?.parent?.parent ?? null;
    if (section === undefined || body === null) return [];
    const alike = hl7Children(body, "component").flatMap((component) => hl7Child(component, "section") ?? []);
    return [list, String(alike.filter((other) => hasTemplate(other, template)).indexOf(section))];
  });
  return path.length === 0 ? undefined : path.join(".");
}

function bodyField(way: readonly XmlElement[]): string | undefined {
  const sections = way.filter(({ localName }) => localName === "section");
  const chapter = chapterField(sections);
  if (chapter !== undefined) return chapter;
  if (sections.length === 0) return way.some(({ localName }) => localName === "nonXMLBody") ? "contenu" : undefined;
  const section = sections[0];
  const code = hl7Child(section, "code");
  const field = BODY[code === undefined ? "" : (attributeOf(code, "code") ?? "")];
  const entry = way.find(({ localName }) => localName === "entry");
  if (field === undefined) return undefined;
  if (field === "synthese") return [field, ...synthesisMember(entry)].join(".");
  if (!field.endsWith("[]")) return field;
  return entry === undefined ? field.slice(0, -2).replace(/\.liste$/, "") : withRank(field, entry);
}

function synthesisMember(entry: XmlElement | undefined): readonly string[] {
  const code = hl7Child(entry === undefined ? undefined : hl7Child(entry, "observation"), "code");
  const member = code === undefined ? undefined : SYNTHESIS[attributeOf(code, "code") ?? ""];
  return member === undefined ? [] : [member];
}
