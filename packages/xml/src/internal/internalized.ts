/**
 * Gives the same characters as the string that engines keep once for all property names: comparing two such strings is comparing
 * two addresses, where other strings are compared character by character.
 */
export function internalized(text: string): string {
  return Object.keys({ [text]: true })[0] ?? text;
}
