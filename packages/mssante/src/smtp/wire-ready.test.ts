import { Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OutgoingMessage } from "./outgoing-message.ts";
import { isWireReady } from "./wire-ready.ts";

/** Lines that end with CRLF and do not begin with a dot. */
const READY = /^(?:(?!\.)[^\r\n]*\r\n)+$/;
/** Text in which everything that matters is frequent. */
const nasty = fc.string({ unit: fc.constantFrom("\r", "\n", "\r\n", ".", "a", "é"), maxLength: 12 });

/** What nodemailer does to a message on its way (RFC 5321, 4.5.2), told by a regular expression instead of a scan. */
function onTheWire(text: string): string {
  const lines = text.replaceAll(/\r\n|\r|\n/g, "\r\n").replaceAll(/^\./gm, "..");
  return `${lines}${lines.endsWith("\r\n") ? "" : "\r\n"}.\r\n`;
}

/** A transform like that of nodemailer: it sees chunks, and ends the message. */
function wire(): { readonly transform: Transform; readonly scanned: () => number } {
  const chunks: Buffer[] = [];
  let passed = "";
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
    flush(done) {
      const scanned = Buffer.concat(chunks).toString("latin1");
      passed = onTheWire(scanned === "\r\n" ? "x\r\n" : scanned);
      done(null, Buffer.from(scanned === "\r\n" ? passed.slice(1) : passed, "latin1"));
    },
  });
  return { transform, scanned: () => Buffer.concat(chunks).length };
}

describe("isWireReady", () => {
  it("says so of whole lines without a leading dot, and of nothing else", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(isWireReady(Buffer.from(text, "latin1"))).toBe(READY.test(text));
      }),
      { seed: 20_260_105, numRuns: 5_000 },
    );
  });
});

describe("OutgoingMessage", () => {
  it.each([
    ["a letter", "From: a\r\n\r\nabc=\r\n", true],
    ["nothing but a line end", "\r\n", true],
    ["exactly one chunk", `${"a".repeat(65_534)}\r\n`, true],
    ["a chunk that begins with a dot", `${"a".repeat(65_536)}.b\r\n`, true],
    ["a last piece of one dot", `${"a".repeat(65_536)}.\r\n`, true],
    ["a line end over two chunks", `${"a".repeat(65_535)}\r\nb\r\n`, true],
    ["a line that begins with a dot", "a\r\n.\r\nb\r\n", false],
    ["a leading dot", ".a\r\n", false],
    ["no line end", "a\r\nb", false],
    ["a bare LF", "a\n.\r\n", false],
    ["a bare CR", "a\r.\r\n", false],
  ])("leaves as RFC 5321 wants: %s", async (_title, text, ready) => {
    let asked = 0;
    const message = new OutgoingMessage(Buffer.from(text, "latin1"), () => {
      asked += 1;
      return Promise.resolve();
    });
    const { transform, scanned } = wire();
    const sent = await buffer(message.open().pipe(transform));
    expect(sent.toString("latin1")).toBe(onTheWire(text));
    expect(scanned()).toBe(ready ? 2 : text.length);
    expect(message.handedOver).toBe(true);
    expect(asked).toBe(1);
  });
});
