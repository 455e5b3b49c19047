import { readLines, type TextLine } from "./read-lines.ts";
import { type EventSource, type SourceLine, unreadable } from "./source-line.ts";

function parseLine(read: TextLine): SourceLine {
  if ("issue" in read) return read;
  try {
    return { line: read.line, data: JSON.parse(read.text) as unknown };
  } catch {
    return unreadable(read.line, "LDL-IND-LINE-JSON");
  }
}

/** Reads JSON Lines: one event per line. */
export async function* readJsonLines(source: EventSource): AsyncGenerator<readonly SourceLine[]> {
  for await (const lines of readLines(source)) yield lines.map(parseLine);
}
