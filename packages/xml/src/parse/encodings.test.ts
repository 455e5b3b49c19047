import { describe, expect, it } from "vitest";
import { isXmlError, parseXml, textContent } from "../index.ts";

const declared = (encoding: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a>`);
const ending = Buffer.from("</a>");
const document = (encoding: string, ...content: readonly number[]): Uint8Array =>
  Buffer.concat([declared(encoding), Uint8Array.from(content), ending]);
const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
};

function refusal(bytes: Uint8Array): unknown {
  try {
    parseXml(bytes);
    return "accepted";
  } catch (error) {
    return isXmlError(error) ? [error.code, error.line, error.column] : error;
  }
}

describe("encodings read", () => {
  it.each<[string, Uint8Array, string]>([
    ["UTF-8 without declaration", Buffer.from("<a>é€\u{1F600}</a>"), "é€\u{1F600}"],
    ["UTF-8 with byte order mark", Buffer.from("\ufeff<a>é</a>"), "é"],
    ["UTF-8 declared in lower case", Buffer.from("<?xml version='1.0' encoding='utf-8'?><a>é</a>"), "é"],
    ["UTF-8 declared with byte order mark", Buffer.from("\ufeff<?xml version='1.0' encoding='UTF-8'?><a>é</a>"), "é"],
    ["a mark inside is a character", Buffer.from("<a>\ufeffé</a>"), "\ufeffé"],
    ["UTF-16 little endian", utf16("<a>é\r\n\u{1F600}</a>", false), "é\n\u{1F600}"],
    ["UTF-16 big endian, declared", utf16("<?xml version='1.0' encoding='UTF-16'?><a>é</a>", true), "é"],
    [
      "UTF-16 big endian, declared with its order",
      utf16("<?xml version='1.0' encoding='utf-16be'?><a>é</a>", true),
      "é",
    ],
    ["US-ASCII", document("US-ASCII", 0x41), "A"],
    ["ISO-8859-1", document("ISO-8859-1", 0xe9, 0xa4, 0x0d, 0x0a, 0x80), "é¤\n\u0080"],
    ["Latin1", document("latin1", 0xe9), "é"],
    ["ISO-8859-15", document("iso-8859-15", 0xe9, 0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe, 0xbb), "é€ŠšŽžŒœŸ»"],
    ["windows-1252", document("Windows-1252", 0xe9, 0x80, 0x92, 0x9c, 0x9f, 0x8a), "é€’œŸŠ"],
  ])("%s", (_name, bytes, text) => {
    expect(textContent(parseXml(bytes).root)).toBe(text);
  });

  it("takes a string as decoded, whatever it declares", () => {
    expect(textContent(parseXml("\ufeff<?xml version='1.0' encoding='ISO-8859-1'?><a>€</a>").root)).toBe("€");
  });

  it("reads any view of a buffer, and copies what it keeps", () => {
    const around = Buffer.from("xx<a>\r\nété</a>xx");
    const view = new Uint8Array(around.buffer, around.byteOffset + 2, around.length - 4);
    const { root } = parseXml(view);
    around.fill(0);
    expect(textContent(root)).toBe("\nété");
  });
});

describe("encodings refused", () => {
  it.each<[string, Uint8Array, unknown]>([
    ["no bytes", new Uint8Array(), ["MALFORMED", 1, 1]],
    ["a lone continuation byte", Buffer.from([0x3c, 0x61, 0x3e, 0x0a, 0x80]), ["ENCODING", 2, 1]],
    ["an overlong form", Buffer.from([0x3c, 0x61, 0x3e, 0xc0, 0x80]), ["ENCODING", 1, 4]],
    ["a surrogate in UTF-8", Buffer.from([0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80]), ["ENCODING", 1, 4]],
    ["a code above U+10FFFF", Buffer.from([0x3c, 0x61, 0x3e, 0xf4, 0x90, 0x80, 0x80]), ["ENCODING", 1, 4]],
    ["a character cut short", Buffer.from([0x3c, 0x61, 0x3e, 0xc3, 0xa9, 0xe2, 0x82]), ["ENCODING", 1, 5]],
    [
      "a replacement character before it",
      Buffer.concat([Buffer.from("<a>\ufffd"), Uint8Array.of(0xff)]),
      ["ENCODING", 1, 5],
    ],
    [
      "Latin 1 said to be UTF-8",
      Buffer.from("<?xml version='1.0' encoding='UTF-8'?>\n<a>\u00e9</a>", "latin1"),
      ["ENCODING", 2, 4],
    ],
    ["more than ASCII said to be ASCII", document("US-ASCII", 0x0a, 0x41, 0xe9), ["ENCODING", 2, 2]],
    ["a byte windows-1252 leaves out", document("windows-1252", 0x0d, 0x0a, 0x81), ["ENCODING", 2, 1]],
    ["an encoding unknown here", document("EUC-JP", 0x41), ["ENCODING", 1, 1]],
    ["UTF-16 said, UTF-8 given", document("UTF-16", 0x41), ["ENCODING", 1, 1]],
    ["UTF-16 without mark", Buffer.from("<a/>", "utf16le"), ["ENCODING", 1, 1]],
    ["UTF-16 big endian without mark", Buffer.from("<a/>", "utf16le").swap16(), ["ENCODING", 1, 1]],
    ["UTF-16 with half a unit", Buffer.concat([utf16("<a/>", false), Uint8Array.of(0x20)]), ["ENCODING", 1, 1]],
    [
      "UTF-16 big endian with half a unit",
      Buffer.concat([utf16("<a/>", true), Uint8Array.of(0x20)]),
      ["ENCODING", 1, 1],
    ],
    ["UTF-16 with half a pair", utf16("<a>\r\ud83d</a>", false), ["INVALID_CHARACTER", 2, 1]],
    ["UTF-16 said to be UTF-8", utf16("<?xml version='1.0' encoding='UTF-8'?><a/>", false), ["ENCODING", 1, 1]],
    [
      "UTF-16 said to be of the other order",
      utf16("<?xml version='1.0' encoding='UTF-16BE'?><a/>", false),
      ["ENCODING", 1, 1],
    ],
    ["UTF-32", Uint8Array.of(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0), ["ENCODING", 1, 1]],
    [
      "a UTF-8 mark and another declaration",
      Buffer.from("\ufeff<?xml version='1.0' encoding='ISO-8859-1'?><a/>"),
      ["ENCODING", 1, 1],
    ],
    [
      "a declaration too long to be found",
      Buffer.from(`<?xml version='1.0' ${" ".repeat(600)}encoding='ISO-8859-1'?><a/>`),
      ["ENCODING", 1, 1],
    ],
  ])("%s", (_name, bytes, expected) => {
    expect(refusal(bytes)).toEqual(expected);
  });
});
