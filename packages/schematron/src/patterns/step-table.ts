import type { ElementNode } from "../tree/node.ts";
import type { PatternStep } from "./pattern-path.ts";
import { type Requirement, requirementOf } from "./requirements.ts";

/**
 * Steps that may come next, found by what an element shows: the value of an attribute of a child that the step requires, else the
 * name of the element.
 */
export class StepTable<T> {
  readonly #byKey = new Map<string, T>();
  readonly #byName = new Map<string, T[]>();
  readonly #ofAnyName: T[] = [];
  /** Name of the child, name of its attribute, value. */
  readonly #byRequirement = new Map<string, Map<string, Map<string, T[]>>>();

  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  /** The entry of a step, made when it is new. */
  entryFor({ key, step }: PatternStep, make: () => T): T {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const entry = make();
    this.#byKey.set(key, entry);
    const requirement = requirementOf(step);
    const name = step.test.kind === "element" ? step.test.localName : undefined;
    if (requirement !== undefined) this.#listOf(requirement).push(entry);
    else if (name === undefined) this.#ofAnyName.push(entry);
    else listAt(this.#byName, name).push(entry);
    return entry;
  }

  /** Calls `visit` with each entry whose step may match the element; some come twice. */
  candidates(element: ElementNode, visit: (entry: T) => void): void {
    if (this.isEmpty) return;
    this.#byName.get(element.localName)?.forEach(visit);
    this.#ofAnyName.forEach(visit);
    if (this.#byRequirement.size === 0) return;
    for (const child of element.children) {
      if (child.kind !== "element") continue;
      const byAttribute = this.#byRequirement.get(child.localName);
      if (byAttribute === undefined) continue;
      for (const { localName, value } of child.source.attributes)
        byAttribute.get(localName)?.get(value)?.forEach(visit);
    }
  }

  #listOf({ child, attribute, value }: Requirement): T[] {
    const byAttribute = mapAt(this.#byRequirement, child);
    return listAt(mapAt(byAttribute, attribute), value);
  }
}

function listAt<T>(map: Map<string, T[]>, key: string): T[] {
  const known = map.get(key) ?? [];
  map.set(key, known);
  return known;
}

function mapAt<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const known = map.get(key) ?? new Map<string, V>();
  map.set(key, known);
  return known;
}
