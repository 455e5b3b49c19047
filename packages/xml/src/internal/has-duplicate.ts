/** What is needed of a qualified name. Occurrences of a name must be the same object. */
interface Name {
  readonly prefix: string;
  readonly localName: string;
}

/** From this count on, a set finds duplicates faster than comparing every pair. */
const MANY = 12;

/**
 * Tells whether two attributes of a tag have the same name, as written or once prefixes are resolved.
 *
 * @remarks XML 1.0 §3.1, Namespaces in XML 1.0 §6.3.
 */
export function hasDuplicate(names: readonly Name[], resolve: (prefix: string) => string): boolean {
  if (names.length < 2) return false;
  if (isRepeated(names)) return true;
  let resolved = 0;
  for (const name of names) if (!isUnresolved(name)) resolved += 1;
  return resolved > 1 && isRepeatedOnceResolved(names, resolve);
}

function isRepeatedOnceResolved(names: readonly Name[], resolve: (prefix: string) => string): boolean {
  const prefixed = names.filter((name) => !isUnresolved(name));
  const expanded = new Set(prefixed.map(({ prefix, localName }) => `${localName} ${resolve(prefix)}`));
  return expanded.size < prefixed.length;
}

/** Names without prefix and namespace declarations have no namespace to resolve. */
function isUnresolved({ prefix }: Name): boolean {
  return prefix === "" || prefix === "xmlns";
}

function isRepeated(names: readonly Name[]): boolean {
  if (names.length > MANY) return new Set(names).size < names.length;
  for (let later = 1; later < names.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) if (names[earlier] === names[later]) return true;
  }
  return false;
}
