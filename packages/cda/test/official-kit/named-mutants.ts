import { elementsOf, isElement, localName, type MutableElement, readMutable, writeMutable } from "./mutable-tree.ts";

/** A known damage to a known example of the kit. */
export interface NamedMutant {
  readonly name: string;
  /** Example, without its extension. */
  readonly example: string;
  /** Elements to damage: local names from the root of the document, `…` for any depth. */
  readonly at: (element: MutableElement, parent: MutableElement) => boolean;
  readonly damage: (element: MutableElement, parent: MutableElement) => void;
}

const SES = "LDL-SES_2022.01";
const EES = "LDL-EES_2022.01";
const BIO = "BIO-CR-BIO_2024.01_Electrophorese";

const is = (name: string) => (element: MutableElement) => localName(element) === name;
const childOf = (parentName: string, name: string) => (element: MutableElement, parent: MutableElement) =>
  localName(parent) === parentName && localName(element) === name;
const attributeOf = (element: MutableElement, name: string): string | undefined =>
  element.attributes.find(([known]) => known === name)?.[1];
const childNamed = (element: MutableElement, name: string): MutableElement | undefined =>
  element.children.filter(isElement).find(is(name));
const hasTemplate = (element: MutableElement | undefined, root: string): boolean =>
  element?.children.some(
    (child) => isElement(child) && is("templateId")(child) && attributeOf(child, "root") === root,
  ) ?? false;

function drop(element: MutableElement, parent: MutableElement): void {
  parent.children.splice(parent.children.indexOf(element), 1);
}

const put =
  (name: string, value: string) =>
  (element: MutableElement): void => {
    element.attributes = [...element.attributes.filter(([known]) => known !== name), [name, value]];
  };

/** One damage of each kind that vendors make: missing parts, wrong codes, wrong order, bad dates, bad units. */
export const NAMED_MUTANTS: readonly NamedMutant[] = [
  {
    name: "section-traitements-sortie-absente",
    example: SES,
    at: (element) =>
      is("component")(element) && hasTemplate(childNamed(element, "section"), "1.3.6.1.4.1.19376.1.5.3.1.3.22"),
    damage: drop,
  },
  {
    name: "modalite-entree-hors-jeu-de-valeurs",
    example: SES,
    at: (element, parent) =>
      is("value")(element) && attributeOf(childNamed(parent, "code") ?? element, "code") === "ORG-070",
    damage: put("code", "ORG-999"),
  },
  { name: "birthTime-absent", example: SES, at: is("birthTime"), damage: drop },
  { name: "realmCode-absent", example: EES, at: is("realmCode"), damage: drop },
  { name: "code-document-faux", example: EES, at: childOf("ClinicalDocument", "code"), damage: put("code", "99999-9") },
  { name: "executant-absent", example: BIO, at: childOf("serviceEvent", "performer"), damage: drop },
  { name: "legalAuthenticator-absent", example: BIO, at: is("legalAuthenticator"), damage: drop },
  {
    name: "ordre-faux",
    example: BIO,
    at: childOf("ClinicalDocument", "title"),
    damage: (element, parent) => {
      drop(element, parent);
      parent.children.unshift(element);
    },
  },
  {
    name: "templateId-volet-inconnu",
    example: BIO,
    at: (element) => is("templateId")(element) && attributeOf(element, "root") === "1.2.250.1.213.1.1.1.55",
    damage: put("root", "1.2.250.1.213.1.1.1.999"),
  },
  {
    name: "unite-fausse",
    example: BIO,
    at: (element) => is("value")(element) && attributeOf(element, "xsi:type") === "PQ",
    damage: put("unit", "furlong/fortnight"),
  },
  {
    name: "confidentialite-fausse",
    example: SES,
    at: childOf("ClinicalDocument", "confidentialityCode"),
    damage: put("code", "Z"),
  },
  { name: "nullFlavor-inconnu", example: BIO, at: childOf("patientRole", "telecom"), damage: put("nullFlavor", "BAD") },
  { name: "statusCode-absent", example: BIO, at: childOf("organizer", "statusCode"), damage: drop },
  { name: "type-inconnu", example: SES, at: childOf("observation", "value"), damage: put("xsi:type", "XX") },
  { name: "languageCode-faux", example: EES, at: is("languageCode"), damage: put("code", "fr-XX") },
  {
    name: "date-mal-formee",
    example: EES,
    at: childOf("ClinicalDocument", "effectiveTime"),
    damage: put("value", "2022-01-13"),
  },
  { name: "ins-oid-faux", example: SES, at: childOf("patientRole", "id"), damage: put("root", "1.2.3.4.5") },
  {
    name: "code-cim10-inconnu",
    example: "VSM_1.4_2022.01",
    at: (element) => is("value")(element) && attributeOf(element, "codeSystem") === "2.16.840.1.113883.6.3",
    damage: put("code", "ZZZ99"),
  },
  {
    name: "templateId-section-inconnu",
    example: EES,
    at: childOf("section", "templateId"),
    damage: put("root", "1.2.3.4.5.6"),
  },
  { name: "texte-section-absent", example: SES, at: childOf("section", "text"), damage: drop },
];

/** Damages an example; the first element that fits is the one. */
export function damageByName(bytes: Uint8Array, { name, at, damage }: NamedMutant): Uint8Array {
  const document = readMutable(bytes);
  for (const { element, parent } of elementsOf(document.root)) {
    if (parent === undefined || !at(element, parent)) continue;
    damage(element, parent);
    return writeMutable(document);
  }
  throw new RangeError(`nothing to damage for ${name}`);
}
