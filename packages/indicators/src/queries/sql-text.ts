/** Values that every counting statement takes. */
export const PARAMETER_NAMES = ["q0", "q1", "asOf", "entities"] as const;
export type ParameterName = (typeof PARAMETER_NAMES)[number];

/** Joins common table expressions and the final SELECT into one statement. */
export function statement(expressions: readonly string[], select: string): string {
  return `WITH ${expressions.map((text) => text.trim()).join(",\n")}\n${select.trim()}`;
}

/** Quotes words of a closed list for an `IN`. */
export function listed(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(", ");
}

/** Replaces `{q0}`, `{asOf}`… by `$1`, `$2`… in the order of {@link PARAMETER_NAMES}, numbering only those used. */
export function numbered(text: string): { readonly text: string; readonly names: readonly ParameterName[] } {
  const names = PARAMETER_NAMES.filter((name) => text.includes(`{${name}}`));
  return { text: names.reduce((done, name, index) => done.replaceAll(`{${name}}`, `$${index + 1}`), text), names };
}
