import { attributeOf } from "@ldl/xml";
import { hl7Child, hl7Children, hl7Path } from "../../read/datatypes/elements.ts";
import { STRUCTURATION } from "../../rules/sources.ts";
import { attributeValue, bodyOf, type DocumentIndex } from "./document-index.ts";
import type { SdkDefect, SdkRule } from "./sdk-rule.ts";

/** Visibility codes of the XDS metadata (JDV_J08_XdsConfidentialityCode_CISIS). */
const VISIBILITY_OID = "1.2.250.1.213.1.1.4.13";
const DMP = "Guide d'intégration DMP, EX_2.1-1050";

const REGIONS = new Intl.DisplayNames(["fr"], { type: "region", fallback: "none" });
const LANGUAGES = new Intl.DisplayNames(["fr"], { type: "language", fallback: "none" });

function isRealLanguage(value: string): boolean {
  const [, language, region] = /^([a-z]{2})-([A-Z]{2})$/.exec(value) ?? [];
  if (language === undefined || region === undefined) return false;
  return LANGUAGES.of(language) !== undefined && REGIONS.of(region) !== undefined;
}

function visibilityCodes(document: DocumentIndex) {
  return document.all("confidentialityCode").filter((code) => attributeValue(code, "codeSystem") === VISIBILITY_OID);
}

/** Templates of the document whose version decides which rules apply. */
const VERSIONED_MODELS = new Set(["1.2.250.1.213.1.1.1.29", "1.2.250.1.213.1.1.1.21", "1.2.250.1.213.1.1.1.55"]);

function sameId(document: DocumentIndex, one: string, ...path: readonly string[]): SdkDefect[] {
  const id = hl7Child(document.root, one);
  const other = hl7Path(document.root, ...path);
  const [root, otherRoot] = [attributeValue(id, "root"), attributeValue(other, "root")];
  if (other === undefined || root === undefined || root !== otherRoot) return [];
  return (attributeValue(id, "extension") ?? "") === (attributeValue(other, "extension") ?? "")
    ? [{ element: other }]
    : [];
}

/** Header: identity of the document, versions, model, language, visibility. */
export const HEADER_SDK_RULES: readonly SdkRule[] = [
  {
    id: "LDL-V-DMP-ID",
    severity: "info",
    source: "Guide d'intégration DMP ; CI-SIS, Volet Structuration minimale, id",
    path: "/ClinicalDocument/id/@extension",
    message: "identifiant du document avec une extension : le DMP le refuse (uniqueId)",
    expected: "un OID complet dans @root, sans @extension, si le document est destiné au DMP",
    *check({ root }) {
      const id = hl7Child(root, "id");
      if (id !== undefined && attributeOf(id, "extension") !== undefined) yield { element: id };
    },
  },
  {
    id: "LDL-V-VISIBILITE",
    severity: "error",
    source: `${STRUCTURATION}, confidentialityCode ; JDV_J08`,
    path: "//confidentialityCode",
    message: "code de visibilité du DMP dans le document",
    expected: "un code de confidentialité HL7 ; la visibilité appartient aux métadonnées XDS",
    *check(document) {
      for (const element of visibilityCodes(document)) {
        const found = attributeValue(element, "code");
        yield { element, ...(found === undefined ? {} : { found }) };
      }
    },
  },
  {
    id: "LDL-V-VISIBILITE-CUMUL",
    severity: "error",
    source: DMP,
    path: "//confidentialityCode",
    message: "codes de visibilité incompatibles : MASQUE_PS et INVISIBLE_PATIENT",
    expected: "l'un ou l'autre",
    *check(document) {
      const codes = visibilityCodes(document);
      const hasMask = codes.some((code) => attributeValue(code, "code") === "MASQUE_PS");
      const hidden = codes.find((code) => attributeValue(code, "code") === "INVISIBLE_PATIENT");
      if (hasMask && hidden !== undefined) yield { element: hidden };
    },
  },
  {
    id: "LDL-V-LANGUE",
    severity: "error",
    source: `${STRUCTURATION}, languageCode ; RFC 5646`,
    path: "/ClinicalDocument/languageCode/@code",
    message: "langue ou pays qui n'existe pas",
    expected: "une langue ISO 639-1 et un pays ISO 3166-1, par exemple fr-FR",
    *check({ root }) {
      const element = hl7Child(root, "languageCode");
      const found = attributeValue(element, "code");
      if (element !== undefined && found !== undefined && !isRealLanguage(found)) yield { element, found };
    },
  },
  {
    id: "LDL-V-MODELE",
    severity: "warning",
    source: "CI-SIS, Volets LDL-SES, LDL-EES et CR-BIO, conformité du document",
    path: "/ClinicalDocument/templateId",
    message: "document structuré dont le type appelle un modèle qu'il ne déclare pas : aucun volet ne lui est appliqué",
    expected: "le templateId du modèle de ce type de document",
    *check(document) {
      const isStructured = bodyOf(document) !== undefined;
      if (isStructured && document.kind !== "OTHER" && !document.declaresModel) yield { element: document.root };
    },
  },
  {
    id: "LDL-V-MODELE-VERSION",
    severity: "warning",
    source: "CI-SIS, Volets LDL-SES, LDL-EES et CR-BIO, conformité du document",
    path: "/ClinicalDocument/templateId/@extension",
    message: "modèle déclaré sans version : le volet à appliquer ne peut pas être connu",
    expected: "la version du modèle dans @extension",
    *check({ root }) {
      for (const element of hl7Children(root, "templateId")) {
        const isVersioned = VERSIONED_MODELS.has(attributeValue(element, "root") ?? "");
        if (isVersioned && attributeOf(element, "extension") === undefined) yield { element };
      }
    },
  },
  {
    id: "LDL-V-SETID",
    severity: "warning",
    source: `${STRUCTURATION}, setId`,
    path: "/ClinicalDocument/setId",
    message: "setId identique à l'identifiant du document",
    expected: "un identifiant commun aux versions, autre que celui de l'une d'elles",
    check: (document) => sameId(document, "id", "setId"),
  },
  {
    id: "LDL-V-REMPLACE-SOI",
    severity: "error",
    source: `${STRUCTURATION}, relatedDocument`,
    path: "/ClinicalDocument/relatedDocument/parentDocument/id",
    message: "document qui se remplace lui-même",
    expected: "l'identifiant de la version précédente",
    check: (document) => sameId(document, "id", "relatedDocument", "parentDocument", "id"),
  },
  {
    id: "LDL-V-VERSION",
    severity: "warning",
    source: `${STRUCTURATION}, versionNumber et relatedDocument`,
    path: "/ClinicalDocument/versionNumber",
    message: "version supérieure à 1 sans document remplacé",
    expected: "un relatedDocument de type RPLC dès la version 2",
    *check({ root }) {
      const version = hl7Child(root, "versionNumber");
      const isLater = Number(attributeValue(version, "value") ?? "1") > 1;
      if (version !== undefined && isLater && hl7Child(root, "relatedDocument") === undefined)
        yield { element: version };
    },
  },
];
