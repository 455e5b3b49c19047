import { XMLNS_NAMESPACE } from "../internal/namespace-names.ts";
import { walkTree } from "../internal/walk-tree.ts";
import type { XmlAttribute, XmlElement, XmlNode } from "../tree.ts";
import { XmlError } from "../xml-error.ts";
import { type NameTest, type Path, type Predicate, parsePath, type Step } from "./path-grammar.ts";

/** Options of {@link selectElements} and {@link selectFirst}. @public */
export interface SelectElementsOptions {
  /**
   * Namespace of each prefix the path uses; `""` gives the one of element names without prefix. Default: element names
   * without prefix match in any namespace, and no prefix may be used.
   */
  readonly namespaces?: Readonly<Record<string, string>>;
}

type Namespaces = Readonly<Record<string, string>>;

/** Paths read once are kept, up to this many: a program has a fixed number of them. */
const KEPT_PATHS = 2048;
const knownPaths = new Map<string, Path>();

/**
 * Finds elements by a path, a small part of XPath:
 *
 * - `a/b` children, `a//b` descendants, `.//b` all below the element, `*` any name;
 * - `/a` and `//a` from the document instead of the element;
 * - `p:a` and `p:*` with a prefix of the options;
 * - `[2]` position among what the step finds in one parent;
 * - `[@x]`, `[@x='v']`, `[@x!='v']` attribute present, equal, present and different;
 * - `[b]`, `[b/c]`, `[b/@x='v']` an element or attribute found from there; several predicates must all hold.
 *
 * Paths are read once and kept.
 *
 * @example
 * ```ts
 * import { parseXml, selectElements } from "@ldl/xml";
 *
 * const { root } = parseXml('<list><item id="1"/><item id="2"><sub/></item></list>');
 * console.log(selectElements(root, "item[@id='2']/sub").length); // 1
 * ```
 * @param element - Where relative paths start.
 * @param path - The path.
 * @param options - Namespaces of prefixes.
 * @returns The elements, in document order, each once.
 * @throws {@link XmlError} `PATH` when the path does not follow the grammar or uses an unknown prefix.
 * @public
 */
export function selectElements(
  element: XmlElement,
  path: string,
  options: SelectElementsOptions = {},
): readonly XmlElement[] {
  const { absolute, steps } = pathOf(path);
  const namespaces = options.namespaces ?? {};
  const [first, ...rest] = steps;
  if (!absolute || first === undefined) return runSteps([element], steps, namespaces);
  const root = rootOf(element);
  const start = filter([root], first, namespaces);
  const inside = first.axis === "descendant" ? runSteps([root], [first], namespaces) : [];
  return runSteps([...start, ...inside], rest, namespaces);
}

/**
 * First element that {@link selectElements} would find.
 *
 * @example
 * ```ts
 * import { parseXml, selectFirst } from "@ldl/xml";
 *
 * console.log(selectFirst(parseXml("<a><b/></a>").root, "b")?.name); // b
 * ```
 * @param element - Where relative paths start.
 * @param path - The path.
 * @param options - Namespaces of prefixes.
 * @returns The element, undefined when there is none.
 * @throws {@link XmlError} `PATH` when the path does not follow the grammar or uses an unknown prefix.
 * @public
 */
export function selectFirst(
  element: XmlElement,
  path: string,
  options: SelectElementsOptions = {},
): XmlElement | undefined {
  return selectElements(element, path, options)[0];
}

function pathOf(source: string): Path {
  const known = knownPaths.get(source);
  if (known !== undefined) return known;
  const path = parsePath(source);
  if (knownPaths.size < KEPT_PATHS) knownPaths.set(source, path);
  return path;
}

function rootOf(element: XmlElement): XmlElement {
  let root = element;
  while (root.parent !== null) root = root.parent;
  return root;
}

function runSteps(start: readonly XmlElement[], steps: readonly Step[], namespaces: Namespaces): readonly XmlElement[] {
  let found = start;
  // Elements found by // may hold one another: what the next step finds in them must be put back in document order.
  let nested = found.length > 1;
  for (const step of steps) {
    const next: XmlElement[] = [];
    for (const element of found) {
      if (step.axis === "child") next.push(...filter(element.children, step, namespaces));
      else addDescendants(element, step, namespaces, next);
    }
    found = nested ? inDocumentOrder(next) : next;
    nested ||= step.axis === "descendant";
  }
  return found;
}

function addDescendants(element: XmlElement, step: Step, namespaces: Namespaces, found: XmlElement[]): void {
  const matching = new Set<XmlElement>();
  const look = (parent: XmlElement): void => {
    for (const match of filter(parent.children, step, namespaces)) matching.add(match);
  };
  walkTree(element, {
    enter: (current) => {
      if (matching.has(current)) found.push(current);
      look(current);
      return true;
    },
    leave: () => undefined,
    leaf: () => undefined,
  });
}

function inDocumentOrder(elements: readonly XmlElement[]): readonly XmlElement[] {
  const [first] = elements;
  if (first === undefined) return elements;
  const wanted = new Set(elements);
  const ordered: XmlElement[] = [];
  walkTree(rootOf(first), {
    enter: (element) => {
      if (wanted.has(element)) ordered.push(element);
      return true;
    },
    leave: () => undefined,
    leaf: () => undefined,
  });
  return ordered;
}

/** The elements among the children of one parent that a step keeps. */
function filter(nodes: readonly XmlNode[], step: Step, namespaces: Namespaces): readonly XmlElement[] {
  const { localName } = step.name;
  const namespace = namespaceOf(step.name, namespaces, namespaces[""]);
  let kept: XmlElement[] = [];
  for (const node of nodes) {
    if (node.kind !== "element" || (localName !== "*" && node.localName !== localName)) continue;
    if (namespace === undefined || node.namespace === namespace) kept.push(node);
  }
  for (const predicate of step.predicates) {
    kept = kept.filter((element, index) => holds(predicate, element, index + 1, namespaces));
  }
  return kept;
}

/** Namespace asked for by a name, undefined when any will do. */
function namespaceOf(name: NameTest, namespaces: Namespaces, unprefixed: string | undefined): string | undefined {
  if (name.prefix === null) return name.localName === "*" ? undefined : unprefixed;
  const namespace = namespaces[name.prefix];
  if (namespace === undefined) throw new XmlError("PATH", "the path uses a prefix that the options do not give");
  return namespace;
}

function holds(predicate: Predicate, element: XmlElement, position: number, namespaces: Namespaces): boolean {
  if (predicate.kind === "position") return position === predicate.position;
  const { steps, attribute, comparison } = predicate;
  const found = steps.length === 0 ? [element] : runSteps([element], steps, namespaces);
  if (attribute === null) return found.length > 0;
  const namespace = namespaceOf(attribute, namespaces, "");
  return found.some(({ attributes }) =>
    attributes.some((candidate) => matches(candidate, attribute.localName, namespace, comparison)),
  );
}

function matches(
  attribute: XmlAttribute,
  localName: string,
  namespace: string | undefined,
  comparison: { readonly operator: "=" | "!="; readonly value: string } | null,
): boolean {
  if (attribute.namespace === XMLNS_NAMESPACE) return false;
  if (localName !== "*" && attribute.localName !== localName) return false;
  if (namespace !== undefined && attribute.namespace !== namespace) return false;
  return comparison === null || (attribute.value === comparison.value) === (comparison.operator === "=");
}
