import { codeIn, type NamedCode } from "./systemes.ts";

/** A code of a value set. */
export interface Concept extends NamedCode {}

/** A value set (JDV) with where it comes from. */
export interface ValueSet {
  readonly name: string;
  readonly oid: string;
  /** Day of the last change. */
  readonly version: string;
  /** Concepts by `system|code`. */
  readonly concepts: ReadonlyMap<string, Concept>;
}

/** Makes a value set out of rows `[code, label]` by system. */
export function valueSet(
  head: Pick<ValueSet, "name" | "oid" | "version">,
  rows: Readonly<Record<string, readonly (readonly [code: string, libelle: string])[]>>,
): ValueSet {
  const concepts = new Map<string, Concept>();
  for (const [systeme, codes] of Object.entries(rows))
    for (const [code, libelle] of codes) concepts.set(`${systeme}|${code}`, codeIn(systeme, code, libelle));
  return { ...head, concepts };
}

/** Tells whether a value set has a code of a system. */
export function includesCode(set: ValueSet, code: Pick<Concept, "code" | "systeme">): boolean {
  return set.concepts.has(`${code.systeme}|${code.code}`);
}

/** Gives a concept that is known to be in a value set. */
export function conceptOf(set: ValueSet, code: string): Concept {
  for (const concept of set.concepts.values()) if (concept.code === code) return concept;
  throw new RangeError(`${set.name} has no such code`);
}

/** Names the codes of a value set: `{ urgence: "183452005" }` gives the concept of each name. */
export function namedConcepts<const N extends string>(
  set: ValueSet,
  codes: Readonly<Record<N, string>>,
): Readonly<Record<N, Concept>> {
  const named: Partial<Record<N, Concept>> = {};
  for (const name of Object.keys(codes) as N[]) named[name] = conceptOf(set, codes[name]);
  return named as Record<N, Concept>;
}
