import { isUtf8 } from "node:buffer";
import { type EventSource, MAX_LINE_BYTES, type UnreadableLine, unreadable } from "./source-line.ts";

const NEWLINE = 10;
const BYTE_ORDER_MARK = /^\ufeff/;

/** A line with something in it, or why it could not be read. */
export type TextLine = { readonly line: number; readonly text: string } | UnreadableLine;

/** Decodes whole lines; one that is not UTF-8 does not spoil its neighbours. */
function* decoded(block: Buffer): Generator<string | undefined> {
  if (isUtf8(block)) {
    yield* block.toString("utf8").split("\n");
    return;
  }
  let start = 0;
  while (start <= block.length) {
    const found = block.indexOf(NEWLINE, start);
    const end = found === -1 ? block.length : found;
    const bytes = block.subarray(start, end);
    yield isUtf8(bytes) ? bytes.toString("utf8") : undefined;
    start = end + 1;
  }
}

function bytesOf(piece: Uint8Array | string): Buffer {
  return typeof piece === "string"
    ? Buffer.from(piece, "utf8")
    : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
}

/** Cuts pieces into blocks of whole lines; of a line that is too long only a mark is left. */
async function* wholeLines(source: EventSource): AsyncGenerator<Buffer | "TOO_LONG"> {
  let rest: Buffer = Buffer.alloc(0);
  let skipping = false;
  for await (const piece of source) {
    let chunk = bytesOf(piece);
    if (skipping) {
      const end = chunk.indexOf(NEWLINE);
      if (end === -1) continue;
      chunk = chunk.subarray(end + 1);
      skipping = false;
    }
    const pending = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const last = pending.lastIndexOf(NEWLINE);
    if (last !== -1) yield pending.subarray(0, last);
    rest = Buffer.from(pending.subarray(last + 1));
    if (rest.length > MAX_LINE_BYTES) {
      yield "TOO_LONG";
      rest = Buffer.alloc(0);
      skipping = true;
    }
  }
  if (rest.length > 0) yield rest;
}

function readLine(text: string | undefined, line: number): TextLine | undefined {
  if (text === undefined) return unreadable(line, "LDL-IND-LINE-UTF8");
  const content = (line === 1 ? text.replace(BYTE_ORDER_MARK, "") : text).replace(/\r$/, "");
  return content.trim() === "" ? undefined : { line, text: content };
}

/** Reads a text file line by line, in blocks, with flat memory; empty lines are skipped but numbered. */
export async function* readLines(source: EventSource): AsyncGenerator<readonly TextLine[]> {
  let line = 0;
  for await (const block of wholeLines(source)) {
    if (block === "TOO_LONG") {
      line += 1;
      yield [unreadable(line, "LDL-IND-LINE-LONG")];
      continue;
    }
    const lines: TextLine[] = [];
    for (const text of decoded(block)) {
      line += 1;
      const read = readLine(text, line);
      if (read !== undefined) lines.push(read);
    }
    yield lines;
  }
}
