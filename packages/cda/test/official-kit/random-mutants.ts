import {
  elementsOf,
  isElement,
  localName,
  type MutableDocument,
  type MutableElement,
  readMutable,
  writeMutable,
} from "./mutable-tree.ts";

/** Numbers between 0 and 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Picks one of several. */
export type Pick = <T>(choices: readonly T[]) => T;

/** A way to damage an element. */
type Damage = (element: MutableElement, parent: MutableElement, pick: Pick, root: MutableElement) => void;

/** Templates put in the place of others, so that rules meet elements that they are not written for. */
const TEMPLATES = [
  "1.2.3.4",
  "1.2.250.1.213.1.1.1.29",
  "1.2.250.1.213.1.1.2.243",
  "1.3.6.1.4.1.19376.1.5.3.1.4.5",
  "1.3.6.1.4.1.19376.1.3.1.6",
  "1.3.6.1.4.1.19376.1.5.3.1.3.1",
  "1.3.6.1.4.1.19376.1.5.3.1.4.7",
];

const VALUES = [
  "",
  " ",
  "X",
  "0",
  "-1",
  "12.50",
  "1e3",
  "2022-01-13",
  "20220113",
  "20221332",
  "202201131200+0100",
  "été",
];
const CODE_SYSTEMS = [
  "2.16.840.1.113883.6.3",
  "2.16.840.1.113883.6.8",
  "1.2.250.1.213.2.68",
  "1 2",
  "../x",
  "a%b",
  "1.2#3",
  "",
];
const TYPES = ["CD", "CE", "PQ", "IVL_TS", "TS", "II", "ST", "hl7:CD", "zz:CD", "1x", ""];

const DAMAGES: readonly Damage[] = [
  (element, parent) => parent.children.splice(parent.children.indexOf(element), 1),
  (element, parent) => parent.children.splice(parent.children.indexOf(element), 0, structuredClone(element)),
  (element, _parent, pick) => removeAttribute(element, pick),
  (element, _parent, pick) => changeAttribute(element, pick, (value) => `${value}X`),
  (element, _parent, pick) => changeAttribute(element, pick, () => pick(VALUES)),
  (element, _parent, pick) => setAttribute(element, "nullFlavor", pick(["UNK", "NI", "BAD", "NAV", "NASK", ""])),
  (element, _parent, pick) => setAttribute(element, "codeSystem", pick(CODE_SYSTEMS)),
  (element, _parent, pick) => setAttribute(element, "xsi:type", pick(TYPES)),
  (element, _parent, pick) =>
    setAttribute(element, pick(["value", "code", "root", "unit", "use", "extension"]), pick(VALUES)),
  (element, _parent, pick) => element.children.push(pick(["", " ", "texte", { comment: " c " }])),
  (element) => {
    element.children = [];
  },
  (element, parent) => swapWithNext(element, parent),
  (element, _parent, pick) => {
    element.name = pick(["code", "value", "text", "effectiveTime", "templateId", "id"]);
  },
  (_element, _parent, pick, root) => {
    const templates = elementsOf(root).filter((one) => localName(one.element) === "templateId");
    if (templates.length > 0) setAttribute(pick(templates).element, "root", pick(TEMPLATES));
  },
];

function removeAttribute(element: MutableElement, pick: Pick): void {
  const removable = changeable(element);
  if (removable.length > 0) element.attributes.splice(element.attributes.indexOf(pick(removable)), 1);
}

function changeAttribute(element: MutableElement, pick: Pick, change: (value: string) => string): void {
  const attributes = changeable(element);
  if (attributes.length === 0) return;
  const attribute = pick(attributes);
  attribute[1] = change(attribute[1]);
}

/** Attributes that do not declare a namespace. */
function changeable(element: MutableElement): readonly [string, string][] {
  return element.attributes.filter(([name]) => !name.startsWith("xmlns"));
}

function setAttribute(element: MutableElement, name: string, value: string): void {
  element.attributes = [...element.attributes.filter(([known]) => known !== name), [name, value]];
}

function swapWithNext(element: MutableElement, parent: MutableElement): void {
  const siblings = parent.children.filter(isElement);
  const next = siblings[siblings.indexOf(element) + 1];
  if (next === undefined) return;
  const [first, second] = [parent.children.indexOf(element), parent.children.indexOf(next)];
  parent.children[first] = next;
  parent.children[second] = element;
}

/** Damages a document in one to four places. */
export function damageAtRandom(bytes: Uint8Array, random: () => number): Uint8Array {
  const document: MutableDocument = readMutable(bytes);
  const pick: Pick = (choices) => {
    const choice = choices[Math.floor(random() * choices.length)];
    if (choice === undefined) throw new RangeError("nothing to pick from");
    return choice;
  };
  const times = 1 + Math.floor(random() * 4);
  for (let time = 0; time < times; time++) {
    const places = elementsOf(document.root).filter(({ parent }) => parent !== undefined);
    const { element, parent } = pick(places);
    if (parent !== undefined) pick(DAMAGES)(element, parent, pick, document.root);
  }
  return writeMutable(document);
}
