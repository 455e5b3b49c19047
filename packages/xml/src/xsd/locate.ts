import { xpathOf } from "../query/xpath-of.ts";
import type { XmlElement } from "../tree.ts";

/** Where an element stands. */
export interface Location {
  readonly line: number;
  readonly column: number;
  readonly path: string;
}

const STEP = /^(?<name>[^[\]]+)(?:\[(?<position>\d+)\])?$/;

/**
 * Finds the element of a path as libxml2 gives them (`lab:code[2]`, or `*[15]` where every
 * element counts).
 */
export function locate(root: XmlElement, path: string): Location | undefined {
  const [, first, ...steps] = path.split("/");
  if (first === undefined) return undefined;
  let element: XmlElement | undefined = root;
  for (const step of steps) {
    const groups = STEP.exec(step)?.groups;
    element = element?.children
      .filter((node) => node.kind === "element")
      .filter(({ name }) => groups?.["name"] === "*" || groups?.["name"] === name)
      .at(Number(groups?.["position"] ?? 1) - 1);
  }
  return element === undefined ? undefined : { line: element.line, column: element.column, path: xpathOf(element) };
}
