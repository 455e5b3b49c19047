import { attributeOf, textContent, type XmlElement } from "@ldl/xml";
import { OBSERVATIONS } from "../../codes/entry-templates.ts";
import { SECTIONS } from "../../codes/section-models.ts";
import { hl7Child, hl7Path } from "../../read/datatypes/elements.ts";
import { LDL_SES } from "../../rules/sources.ts";
import { attributeValue, bodyOf, type DocumentIndex, entriesWith } from "./document-index.ts";
import type { SdkDefect, SdkRule } from "./sdk-rule.ts";

const MODELS = "CI-SIS, Volet Modèles de contenus CDA";

/** What the synthesis of the stay holds, once each when `min` is 1. */
const SYNTHESIS = [
  { observation: OBSERVATIONS.modaliteEntree, min: 1 },
  { observation: OBSERVATIONS.modaliteSortie, min: 1 },
  { observation: OBSERVATIONS.syntheseMedicale, min: 1 },
  { observation: OBSERVATIONS.evenementsIndesirables, min: 0 },
  { observation: OBSERVATIONS.rechercheMicroOrganismes, min: 1 },
  { observation: OBSERVATIONS.identificationMicroOrganismes, min: 0 },
  { observation: OBSERVATIONS.transfusion, min: 1 },
  { observation: OBSERVATIONS.accidentsTransfusionnels, min: 0 },
  { observation: OBSERVATIONS.derivesDuSang, min: 1 },
  { observation: OBSERVATIONS.evenementsDerivesDuSang, min: 0 },
] as const;

/** Details that only make sense after a “yes”. */
const DETAILS = [
  { answer: OBSERVATIONS.rechercheMicroOrganismes, detail: OBSERVATIONS.identificationMicroOrganismes },
  { answer: OBSERVATIONS.transfusion, detail: OBSERVATIONS.accidentsTransfusionnels },
  { answer: OBSERVATIONS.derivesDuSang, detail: OBSERVATIONS.evenementsDerivesDuSang },
] as const;

type Observation = (typeof OBSERVATIONS)[keyof typeof OBSERVATIONS];

function synthesisOf(document: DocumentIndex): XmlElement | undefined {
  return document.kind === "LDL-SES" && bodyOf(document) !== undefined
    ? document.sections(SECTIONS.synthese.code.code)[0]
    : undefined;
}

function found(section: XmlElement, { templateIds }: Observation): readonly XmlElement[] {
  const own = templateIds.at(-1);
  return own === undefined ? [] : entriesWith(section, own);
}

function* synthesisDefects(document: DocumentIndex): Generator<SdkDefect> {
  const section = synthesisOf(document);
  if (section === undefined) return;
  for (const { observation, min } of SYNTHESIS) {
    const entries = found(section, observation);
    const { libelle, code } = observation.code;
    if (entries.length < min) yield { element: section, found: `aucune entrée « ${libelle} » (${code})` };
    const [, second] = entries;
    if (second !== undefined) yield { element: second, found: `${entries.length} entrées « ${libelle} » (${code})` };
  }
}

function* detailDefects(document: DocumentIndex): Generator<SdkDefect> {
  const section = synthesisOf(document);
  if (section === undefined) return;
  for (const { answer, detail } of DETAILS) {
    const value = hl7Path(found(section, answer)[0], "observation", "value");
    const [entry] = found(section, detail);
    const isNo = value !== undefined && attributeOf(value, "value") === "false";
    const text = textContent(hl7Path(entry, "observation", "value") ?? section).trim();
    if (entry !== undefined && isNo && !/^(?:aucune?|n[ée]ant|non|sans objet)\.?$/i.test(text)) {
      yield { element: entry, found: `« ${answer.code.libelle} » vaut « non »` };
    }
  }
}

function isBlank(element: XmlElement): boolean {
  const hasMedia = element.children.some((child) => child.kind === "element");
  return !hasMedia && textContent(element).trim() === "";
}

/** Sections of the body. */
export const SECTION_RULES: readonly SdkRule[] = [
  {
    id: "LDL-V-SECTION-TEXTE",
    severity: "warning",
    source: MODELS,
    path: "//section/text",
    message: "section sans texte lisible",
    expected: "un bloc narratif non vide : c'est lui que lit le destinataire",
    *check(document) {
      for (const element of document.all("section")) {
        const text = hl7Child(element, "text");
        const holdsSections = hl7Child(element, "component") !== undefined;
        if (text === undefined ? !holdsSections : isBlank(text) && !holdsSections) yield { element };
      }
    },
  },
  {
    id: "LDL-V-SECTION-TITRE",
    severity: "warning",
    source: MODELS,
    path: "//section/title",
    message: "section sans titre",
    expected: "un titre non vide",
    *check(document) {
      for (const element of document.all("section")) {
        const title = hl7Child(element, "title");
        if (title === undefined || textContent(title).trim() === "") yield { element };
      }
    },
  },
  {
    id: "LDL-V-SES-SYNTHESE",
    severity: "error",
    source: `${LDL_SES}, section FR-Resultats-evenements-LDL-SES`,
    path: "//section[code/@code='42545-4']/entry",
    message: "entrée de la synthèse du séjour absente ou répétée",
    expected: "une entrée et une seule pour chaque observation obligatoire, une au plus pour les autres",
    check: synthesisDefects,
  },
  {
    id: "LDL-V-SES-DETAIL",
    severity: "warning",
    source: LDL_SES,
    path: "//section[code/@code='42545-4']/entry",
    message: "précision donnée sur un événement que la lettre dit ne pas avoir eu lieu",
    expected: "la réponse « oui », ou pas de précision",
    check: detailDefects,
  },
  {
    id: "LDL-V-SES-STATUT",
    severity: "warning",
    source: `${LDL_SES}, entrée FR-Statut-document-LDL-SES`,
    path: "//observation[code/@code='GEN-065']/value",
    message: "statut du document sans code",
    expected: "un code du jeu de valeurs JDV_StatutDoc_CISIS",
    *check(document) {
      if (document.kind !== "LDL-SES") return;
      for (const code of document.all("code")) {
        if (attributeValue(code, "code") !== OBSERVATIONS.statut.code.code || code.parent === null) continue;
        const value = hl7Child(code.parent, "value");
        if (value !== undefined && attributeValue(value, "code") === undefined) yield { element: value };
      }
    },
  },
];
