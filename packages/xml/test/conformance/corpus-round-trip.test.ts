import { readFileSync } from "node:fs";
import * as libxml2 from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import { canonicalize, isXmlError, parseXml, serializeXml } from "../../src/index.ts";
import { corpusFiles } from "../support/corpus.ts";
import { infosetByLibxml2, infosetOf } from "../support/infoset.ts";

const folders = ["examples", "jdv", "xsd"] as const;

describe.each(folders)("every official document of %s", (folder) => {
  const files = corpusFiles(folder);
  const documents = files.map((file) => ({ file, bytes: readFileSync(file) }));
  const readable = documents.filter(({ bytes }) => bytes.length > 0 && !bytes.includes("<!DOCTYPE"));

  it.skipIf(files.length === 0)("keeps its information set when read and written", () => {
    for (const { file, bytes } of readable) {
      const document = parseXml(bytes);
      const original = infosetByLibxml2(bytes);
      expect(infosetOf(document), file).toBe(original);
      expect(infosetByLibxml2(serializeXml(document)), file).toBe(original);
    }
    expect(readable.length).toBeGreaterThan(10);
  });

  it.skipIf(files.length === 0)("has the canonical form that libxml2 gives it", () => {
    for (const { file, bytes } of readable) {
      for (const withComments of [false, true]) {
        const ours = Buffer.from(canonicalize(parseXml(bytes), { withComments })).toString("utf8");
        expect(ours, file).toBe(canonicalByLibxml2(bytes, withComments));
      }
    }
  });

  it.skipIf(files.length === 0)("is refused with a clear error when it is empty or has a document type", () => {
    const refused = documents.filter(({ bytes }) => bytes.length === 0 || bytes.includes("<!DOCTYPE"));
    for (const { file, bytes } of refused)
      expect(codeOf(bytes), file).toBe(bytes.length === 0 ? "MALFORMED" : "DOCTYPE");
    expect(readable.length + refused.length).toBe(files.length);
  });
});

function canonicalByLibxml2(bytes: Uint8Array, withComments: boolean): string {
  const document = libxml2.XmlDocument.fromBuffer(bytes, { option: libxml2.ParseOption.XML_PARSE_HUGE });
  try {
    return document.canonicalizeToString({ mode: libxml2.XmlC14NMode.XML_C14N_EXCLUSIVE_1_0, withComments });
  } finally {
    document.dispose();
  }
}

function codeOf(bytes: Uint8Array): string {
  try {
    parseXml(bytes);
    return "accepted";
  } catch (error) {
    if (isXmlError(error)) return error.code;
    throw error;
  }
}
