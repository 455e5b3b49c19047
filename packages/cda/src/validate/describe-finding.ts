import type { XmlElement } from "@ldl/xml";

/** Attributes that say what an element is, and nothing of the patient. */
const TELLING = new Set([
  "classCode",
  "moodCode",
  "typeCode",
  "nullFlavor",
  "code",
  "codeSystem",
  "root",
  "unit",
  "xsi:type",
  "mediaType",
  "representation",
  "use",
  "qualifier",
  "negationInd",
  "inversionInd",
]);

const MAX_CHILDREN = 12;

/** Wordings of the header rules, in English, by what they expect in French. */
const EXPECTATIONS: readonly (readonly [RegExp, (found: readonly string[]) => string])[] = [
  [/element (\S+) is required \[min (\d+)x\]/, ([name, times]) => `l'élément ${name}, au moins ${times} fois`],
  [
    /element (\S+) is mandatory \[min (\d+)x\]/,
    ([name, times]) => `l'élément ${name}, renseigné, au moins ${times} fois`,
  ],
  [/element (\S+) appears too often \[max (\d+)x\]/, ([name, times]) => `l'élément ${name}, ${times} fois au plus`],
  [/attribute (@\S+) SHALL be present/, ([name]) => `l'attribut ${name}`],
  [/Expected in this context: (.*?)(?: \(rule-reference|$)/, ([list]) => `l'un de : ${list}`],
  [/is not a valid timestamp/, () => "une date HL7 valide : AAAA[MM[JJ[HHMM[SS]±ZZZZ]]]"],
  [/(@\S+) is required if @nullFlavor is not present/, ([name]) => `l'attribut ${name}, ou @nullFlavor`],
  [/The element value SHALL be one of (.*?)\.?$/, ([list]) => `une valeur parmi ${list}`],
  [/value SHALL be '([^']*)'/, ([value]) => `la valeur ${value}`],
];

/** French messages begin with their file and a phrase that says nothing. */
const PREAMBLE = /^\s*(?:\[[^\]]*\]|\([^)]*\))?\s*:?\s*(?:Erreur de conformit[ée][^:]{0,40}:)?\s*/i;

/**
 * What a rule expects, in French: from the wording of the header rules, which is English, else the message without its preamble.
 *
 * @param message - As the kit words it.
 * @returns What is expected.
 */
export function expectedOf(message: string): string {
  const text = message.replace(/\s+/g, " ").trim();
  for (const [pattern, say] of EXPECTATIONS) {
    const found = pattern.exec(text);
    if (found !== null) return say(found.slice(1));
  }
  return text.replace(PREAMBLE, "");
}

/**
 * What stands where a rule looked: the start tag with the attributes that say nothing of the patient, its code, and the names of what it
 * holds.
 *
 * @param element - Element at fault.
 * @returns A line for a person.
 */
export function foundIn(element: XmlElement): string {
  const names = new Map<string, number>();
  for (const child of element.children) {
    if (child.kind === "element") names.set(child.name, (names.get(child.name) ?? 0) + 1);
  }
  const held = [...names].map(([name, times]) => (times === 1 ? name : `${name} ×${times}`));
  const shown = held.slice(0, MAX_CHILDREN).join(", ") + (held.length > MAX_CHILDREN ? "…" : "");
  const code = element.children.find((child) => child.kind === "element" && child.localName === "code");
  const coded = code?.kind === "element" ? ` codé ${startTag(code)}` : "";
  return `${startTag(element)}${coded}${shown === "" ? "" : ` contenant ${shown}`}`;
}

function startTag(element: XmlElement): string {
  const attributes = element.attributes
    .filter(({ name, value }) => TELLING.has(name) && value.length <= 80)
    .map(({ name, value }) => ` ${name}="${value}"`);
  return `<${element.name}${attributes.join("")}>`;
}
