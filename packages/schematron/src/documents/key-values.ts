import type { XmlElement } from "@ldl/xml";
import { KEY_SEPARATOR } from "../xpath/compile/key-lookup.ts";
import type { DocumentKey, KeyPart } from "../xpath/context.ts";

/** The values that a key takes in a document. */
export function keyValuesOf(root: XmlElement, key: DocumentKey): ReadonlySet<string> {
  const values = new Set<string>();
  for (const element of elementsFrom(root)) {
    if (element.localName !== key.localName) continue;
    if (key.namespace !== undefined && element.namespace !== key.namespace) continue;
    for (const value of combinations(key.parts.map((part) => textsOf(element, part)))) values.add(detached(value));
  }
  return values;
}

/** The element and all those inside. Iterative: terminologies may be large. */
function* elementsFrom(root: XmlElement): Generator<XmlElement> {
  const waiting = [root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    yield element;
    for (const child of element.children) if (child.kind === "element") waiting.push(child);
  }
}

/** Every way to take one text of each part. */
function combinations(parts: readonly (readonly string[])[]): readonly string[] {
  return (
    parts.reduce<readonly string[] | undefined>(
      (keys, texts) => keys?.flatMap((key) => texts.map((text) => `${key}${KEY_SEPARATOR}${text}`)) ?? texts,
      undefined,
    ) ?? []
  );
}

function textsOf(element: XmlElement, part: KeyPart): readonly string[] {
  if (part.kind === "text") return textNodesOf(element);
  const found = element.attributes.find(
    ({ localName, namespace }) => localName === part.localName && namespace === part.namespace,
  );
  return found === undefined ? [] : [found.value];
}

/** Text nodes as XPath sees them: neighbouring text and CDATA sections are one. */
function textNodesOf(element: XmlElement): readonly string[] {
  const texts: string[] = [];
  let isAfterText = false;
  for (const child of element.children) {
    if (child.kind !== "text") isAfterText = false;
    else if (isAfterText) texts.push(`${texts.pop() ?? ""}${child.value}`);
    else texts.push(child.value);
    isAfterText = child.kind === "text";
  }
  return texts.filter((text) => text !== "");
}

/** A copy: values are slices of the source, and one slice keeps all of the source in memory. */
function detached(value: string): string {
  return Buffer.from(value, "utf8").toString("utf8");
}
