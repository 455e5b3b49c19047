import {
  descendantsNamed,
  elementsOf,
  type FileNames,
  invalidAt,
  requiredAttribute,
  type SourceElement,
} from "./source-element.ts";

/** Attributes in which parameters are replaced, besides text. `let/@value` is not one: the reference implementation leaves it. */
const EXPANDED_ATTRIBUTES = new Set(["test", "context", "select"]);

/**
 * Replaces each pattern that is an instance (`is-a`) by its abstract pattern with the parameters put in, and leaves out the abstract
 * ones.
 *
 * @remarks ISO/IEC 19757-3 §5.4.9, as the `iso_abstract_expand` step does: plain replacement of the text `$name`, one parameter after
 * the other in their order.
 */
export function expandAbstractPatterns(root: SourceElement, names: FileNames): SourceElement {
  const patterns = descendantsNamed(root, "pattern");
  const children = root.children.map((child) => (typeof child === "string" ? child : expand(child, patterns, names)));
  return { ...root, children: children.filter((child) => child !== undefined) };
}

function expand(
  element: SourceElement,
  patterns: readonly SourceElement[],
  names: FileNames,
): SourceElement | undefined {
  if (element.name !== "pattern") return element;
  if (element.attributes.get("abstract") === "true") return undefined;
  const wanted = element.attributes.get("is-a");
  if (wanted === undefined) return element;
  const [model, ...others] = patterns.filter((pattern) => pattern.attributes.get("id") === wanted);
  if (model === undefined) throw invalidAt(names, element.at, `the abstract pattern "${wanted}" is declared nowhere`);
  if (others.length > 0) throw invalidAt(names, element.at, `the pattern "${wanted}" is declared twice`);
  const parameters = elementsOf(element, "param").map((param): readonly [string, string] => [
    `$${requiredAttribute(param, "name", names)}`,
    requiredAttribute(param, "value", names),
  ]);
  return instance(element, model, parameters);
}

function instance(
  caller: SourceElement,
  model: SourceElement,
  parameters: readonly (readonly [string, string])[],
): SourceElement {
  const id = caller.attributes.get("id");
  // The attributes of the abstract pattern are dropped but for the identifier of the instance.
  const attributes = new Map(id === undefined ? [] : [["id", id]]);
  return {
    name: "pattern",
    attributes,
    children: model.children.map((child) => substitute(child, parameters)),
    at: caller.at,
  };
}

type Child = SourceElement | string;

function substitute(child: Child, parameters: readonly (readonly [string, string])[]): Child {
  if (typeof child === "string") return replaceAll(child, parameters);
  const attributes = new Map<string, string>();
  for (const [name, value] of child.attributes) {
    attributes.set(name, EXPANDED_ATTRIBUTES.has(name) ? replaceAll(value, parameters) : value);
  }
  return { ...child, attributes, children: child.children.map((inner) => substitute(inner, parameters)) };
}

function replaceAll(text: string, parameters: readonly (readonly [string, string])[]): string {
  return parameters.reduce((result, [name, value]) => result.split(name).join(value), text);
}
