/** Longest line kept; an extraction has about 170 characters a line. */
const MAX_LINE_LENGTH = 16_384;

/** Lines of a text: `undefined` stands for one that is too long. */
export type Line = string | undefined;

/**
 * Splits bytes into lines, several at a time. Memory holds one chunk and one line; what is not UTF-8 becomes U+FFFD; a byte
 * order mark and carriage returns are dropped.
 */
export async function* readLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  let skipping = false;
  const finish = (text: string): Line => {
    const tooLong = skipping || text.length > MAX_LINE_LENGTH;
    skipping = false;
    return tooLong ? undefined : text.endsWith("\r") ? text.slice(0, -1) : text;
  };
  for await (const chunk of source) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = pieces.pop() ?? "";
    yield pieces.map(finish);
    if (rest.length > MAX_LINE_LENGTH) {
      skipping = true;
      rest = "";
    }
  }
  rest += decoder.decode();
  if (rest !== "" || skipping) yield [finish(rest)];
}
