import { codeIn, type NamedCode } from "./systemes.ts";

/** A code of a value set. @public */
export interface Concept extends NamedCode {}

/** A value set (JDV) with where it comes from. @public */
export interface ValueSet {
  /** Name among the value sets of the ANS. */
  readonly name: string;
  /** OID. */
  readonly oid: string;
  /** Day of the last change. */
  readonly version: string;
  /** Concepts by `system|code`. */
  readonly concepts: ReadonlyMap<string, Concept>;
}

/** Makes a value set out of rows `[code, label]` by system. @internal */
export function valueSet(
  head: Pick<ValueSet, "name" | "oid" | "version">,
  rows: Readonly<Record<string, readonly (readonly [code: string, libelle: string])[]>>,
): ValueSet {
  const concepts = new Map<string, Concept>();
  for (const [systeme, codes] of Object.entries(rows))
    for (const [code, libelle] of codes) concepts.set(`${systeme}|${code}`, codeIn(systeme, code, libelle));
  return { ...head, concepts };
}

/**
 * Tells whether a value set has a code of a system.
 *
 * @example
 * ```ts
 * import { includesCode, PRACTICE_SETTING } from "@ldl/cda";
 *
 * includesCode(PRACTICE_SETTING, { code: "ETABLISSEMENT", systeme: "1.2.250.1.213.1.1.4.9" }); // true
 * ```
 * @param set - Value set.
 * @param code - Code and OID of its system; the label does not count.
 * @returns True when the set has it.
 * @public
 */
export function includesCode(set: ValueSet, code: Pick<Concept, "code" | "systeme">): boolean {
  return set.concepts.has(`${code.systeme}|${code.code}`);
}

/** Gives a concept that is known to be in a value set. @internal */
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
