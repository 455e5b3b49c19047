import type { DocumentKind } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { SECTIONS } from "../../codes/section-models.ts";
import { hl7Child, hl7Children, hl7Path } from "../../read/datatypes/elements.ts";
import { CSP_ENTREE, CSP_SORTIE } from "../../rules/sources.ts";
import { attributeValue, bodyOf, type DocumentIndex } from "./document-index.ts";
import type { SdkRule } from "./sdk-rule.ts";

/** What the law wants in a letter, and where it stands. */
interface LegalContent {
  readonly id: string;
  readonly article: string;
  readonly item: string;
  readonly path: string;
  /** Missing items that may well have no object are notes. */
  readonly severity: "warning" | "info";
  readonly isThere: (document: DocumentIndex) => boolean;
}

function hasSection({ code: { code } }: (typeof SECTIONS)[keyof typeof SECTIONS]) {
  return (document: DocumentIndex): boolean => document.sections(code).length > 0;
}

function hasParticipant(type: string, functionCode?: string) {
  return ({ root }: DocumentIndex): boolean =>
    hl7Children(root, "participant").some(
      (participant) =>
        attributeOf(participant, "typeCode") === type &&
        (functionCode === undefined || attributeValue(hl7Child(participant, "functionCode"), "code") === functionCode),
    );
}

function hasEnd({ root }: DocumentIndex): boolean {
  const ends: readonly (XmlElement | undefined)[] = [
    hl7Path(root, "documentationOf", "serviceEvent", "effectiveTime", "high"),
    hl7Path(root, "componentOf", "encompassingEncounter", "effectiveTime", "high"),
  ];
  return ends.some((end) => attributeValue(end, "value") !== undefined);
}

const path = ({ code: { code } }: (typeof SECTIONS)[keyof typeof SECTIONS]): string =>
  `//section[code/@code='${code}']`;

/** Letter at discharge. */
const SORTIE: readonly LegalContent[] = [
  {
    id: "MEDECIN-TRAITANT",
    article: "1° b",
    item: "identification du médecin traitant",
    path: "/ClinicalDocument/participant[@typeCode='INF'][functionCode/@code='PCP']",
    severity: "warning",
    isThere: hasParticipant("INF", "PCP"),
  },
  {
    id: "ADRESSEUR",
    article: "1° c",
    item: "identification du praticien adresseur",
    path: "/ClinicalDocument/participant[@typeCode='REFB']",
    severity: "info",
    isThere: hasParticipant("REFB"),
  },
  {
    id: "SORTIE",
    article: "1° e",
    item: "date de sortie",
    path: "/ClinicalDocument/documentationOf/serviceEvent/effectiveTime/high",
    severity: "warning",
    isThere: hasEnd,
  },
  {
    id: "DISPOSITIFS",
    article: "3° e",
    item: "pose d'un dispositif médical implantable",
    path: path(SECTIONS.dispositifsMedicaux),
    severity: "info",
    isThere: hasSection(SECTIONS.dispositifsMedicaux),
  },
  {
    id: "TRAITEMENTS-SORTIE",
    article: "4° a",
    item: "traitements prescrits à la sortie",
    path: path(SECTIONS.traitementsSortie),
    severity: "warning",
    isThere: hasSection(SECTIONS.traitementsSortie),
  },
  {
    id: "TRAITEMENTS-ARRETES",
    article: "4° b",
    item: "traitements arrêtés durant le séjour et motif d'arrêt",
    path: path(SECTIONS.traitementsArretes),
    severity: "info",
    isThere: hasSection(SECTIONS.traitementsArretes),
  },
  {
    id: "RESULTATS-ATTENDUS",
    article: "5°",
    item: "résultats d'examens ou autres informations attendus",
    path: path(SECTIONS.resultatsAttendus),
    severity: "info",
    isThere: hasSection(SECTIONS.resultatsAttendus),
  },
  {
    id: "SUITES",
    article: "6°",
    item: "suites à donner",
    path: path(SECTIONS.planDeSoins),
    severity: "info",
    isThere: hasSection(SECTIONS.planDeSoins),
  },
];

/** Letter at admission. */
const ENTREE: readonly LegalContent[] = [
  {
    id: "MOTIF",
    article: "",
    item: "motifs de la demande d'hospitalisation",
    path: path(SECTIONS.motifEntree),
    severity: "warning",
    isThere: hasSection(SECTIONS.motifEntree),
  },
  {
    id: "TRAITEMENTS",
    article: "",
    item: "traitements en cours",
    path: path(SECTIONS.traitementsAdmission),
    severity: "warning",
    isThere: hasSection(SECTIONS.traitementsAdmission),
  },
  {
    id: "ALLERGIES",
    article: "",
    item: "allergies connues",
    path: path(SECTIONS.allergiesEntree),
    severity: "warning",
    isThere: hasSection(SECTIONS.allergiesEntree),
  },
];

function ruleOf(kind: DocumentKind, law: string, content: LegalContent): SdkRule {
  const { id, article, item, severity, isThere } = content;
  return {
    id: `LDL-V-LOI-${kind.slice(-3)}-${id}`,
    severity,
    source: article === "" ? law : `${law}, ${article}`,
    path: content.path,
    message: `contenu voulu par la loi non trouvé : ${item}`,
    expected: `${item}, ou la mention qu'il n'y en a pas`,
    *check(document) {
      const isLetter = document.kind === kind && bodyOf(document) !== undefined;
      if (isLetter && !isThere(document)) yield { element: document.root };
    },
  };
}

/** What the law wants in the lettres de liaison. */
export const LEGAL_RULES: readonly SdkRule[] = [
  ...SORTIE.map((content) => ruleOf("LDL-SES", CSP_SORTIE, content)),
  ...ENTREE.map((content) => ruleOf("LDL-EES", CSP_ENTREE, content)),
];
