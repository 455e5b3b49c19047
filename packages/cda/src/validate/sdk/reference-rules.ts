import { attributeOf, type XmlElement } from "@ldl/xml";
import { attributeValue, type DocumentIndex } from "./document-index.ts";
import type { SdkDefect, SdkRule } from "./sdk-rule.ts";

const NARRATIVE = "HL7 CDA R2, bloc narratif ; CI-SIS, Volet Modèles de contenus CDA";

function idsOf(document: DocumentIndex): ReadonlySet<string> {
  return new Set(document.having("ID").map((element) => attributeOf(element, "ID")?.trim() ?? ""));
}

/** References of entries to the narrative: `text/reference`, `originalText/reference`, `value/reference`. */
function references(document: DocumentIndex): readonly { readonly element: XmlElement; readonly value: string }[] {
  return document.all("reference").flatMap((element) => {
    const value = attributeValue(element, "value");
    return value === undefined ? [] : [{ element, value }];
  });
}

function* repeated(
  elements: readonly XmlElement[],
  keyOf: (element: XmlElement) => string | undefined,
): Generator<SdkDefect> {
  const seen = new Set<string>();
  for (const element of elements) {
    const key = keyOf(element);
    if (key === undefined) continue;
    if (seen.has(key)) yield { element, found: key };
    seen.add(key);
  }
}

/** Links between entries and narrative. */
export const REFERENCE_RULES: readonly SdkRule[] = [
  {
    id: "LDL-V-REF-PENDANTE",
    severity: "warning",
    source: NARRATIVE,
    path: "//reference/@value",
    message: "référence vers un texte absent du document",
    expected: "« # » suivi d'un identifiant porté par un élément (ID) du bloc narratif",
    *check(document) {
      const ids = idsOf(document);
      for (const { element, value } of references(document)) {
        if (value === "#" || (value.startsWith("#") && !ids.has(value.slice(1)))) yield { element, found: value };
      }
    },
  },
  {
    id: "LDL-V-REF-FORME",
    severity: "warning",
    source: NARRATIVE,
    path: "//reference/@value",
    message: "référence sans « # » : un lecteur conforme ne trouve pas le texte",
    expected: "« # » devant l'identifiant du texte",
    *check(document) {
      const ids = idsOf(document);
      for (const { element, value } of references(document)) {
        const isInternal = ids.has(value) || (/^[A-Za-z_][\w.-]*$/.test(value) && element.parent?.localName === "text");
        if (isInternal) yield { element, found: value, suggestion: `#${value}` };
      }
    },
  },
  {
    id: "LDL-V-ID-DOUBLE",
    severity: "error",
    source: "XML Schema, type xs:ID ; HL7 CDA R2, bloc narratif",
    path: "//@ID",
    message: "identifiant de texte (ID) porté par plusieurs éléments",
    expected: "un identifiant unique dans le document",
    check: (document) => repeated(document.having("ID"), (element) => attributeOf(element, "ID")?.trim()),
  },
  {
    id: "LDL-V-MEDIA-PENDANT",
    severity: "error",
    source: NARRATIVE,
    path: "//renderMultiMedia/@referencedObject",
    message: "image ou fichier cité dans le texte et absent du document",
    expected: "l'identifiant (ID) d'un observationMedia ou d'un regionOfInterest",
    *check(document) {
      const ids = idsOf(document);
      for (const element of document.all("renderMultiMedia")) {
        const names = (attributeOf(element, "referencedObject") ?? "").split(/\s+/).filter((name) => name !== "");
        for (const found of names) if (!ids.has(found)) yield { element, found };
      }
    },
  },
  {
    id: "LDL-V-ENTREE-DOUBLE",
    severity: "warning",
    source: "HL7 CDA R2, identifiants des actes",
    path: "//entry//id",
    message: "même identifiant pour plusieurs entrées",
    expected: "un identifiant propre à chaque entrée",
    *check(document) {
      const acts = document.all("entry").flatMap((entry) => {
        const act = entry.children.find((child) => child.kind === "element" && child.localName !== "templateId");
        const id =
          act?.kind === "element"
            ? act.children.find((child) => child.kind === "element" && child.localName === "id")
            : undefined;
        return id?.kind === "element" ? [id] : [];
      });
      for (const { element } of repeated(acts, identityOf)) yield { element };
    },
  },
];

function identityOf(id: XmlElement): string | undefined {
  const root = attributeValue(id, "root");
  return root === undefined ? undefined : `${root}^${attributeValue(id, "extension") ?? ""}`;
}
