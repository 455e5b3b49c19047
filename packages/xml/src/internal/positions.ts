/** Line and column, from 1 and in UTF-16 units, of what follows a text. CR LF, CR and LF end lines. */
export function positionAfter(text: string): { readonly line: number; readonly column: number } {
  const lines = text.split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
