/** Line and column, from 1, of an index in a source whose line ends are already normalized. */
export function positionAt(source: string, index: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (let next = source.indexOf("\n"); next !== -1 && next < index; next = source.indexOf("\n", next + 1)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: index - lineStart + 1 };
}
