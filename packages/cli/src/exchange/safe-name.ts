/** What a file system may take for something else than a letter of a name. */
const UNSAFE = /[^\p{L}\p{N}._ -]/gu;

/**
 * Makes a name that a message gives safe to write in a folder: no path, no hidden file, no name used twice.
 *
 * @param name - Name as received.
 * @param taken - Names given so far, in lower case; the new one is added.
 * @returns A name.
 */
export function safeName(name: string, taken: Set<string>): string {
  const cleaned = name
    .normalize("NFC")
    .replace(UNSAFE, "_")
    .replace(/^[. ]+/, "")
    .slice(-120);
  const wanted = cleaned === "" ? "piece-jointe" : cleaned;
  let given = wanted;
  for (let rank = 2; taken.has(given.toLowerCase()); rank += 1) given = `${rank}-${wanted}`;
  taken.add(given.toLowerCase());
  return given;
}
