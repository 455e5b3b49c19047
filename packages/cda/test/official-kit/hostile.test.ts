import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type CisisKit, openCisisKit, validateDocument } from "../../src/index.ts";
import { madeUpDocument, madeUpKit } from "./made-up-kit.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const nested = (depth: number): string => `<a>${"<b>".repeat(depth)}${"</b>".repeat(depth)}</a>`;
const CDA = (content: string): string => `<ClinicalDocument xmlns="urn:hl7-org:v3">${content}</ClinicalDocument>`;

/** Bytes of a text in UTF-16, with its byte order mark. */
function utf16(text: string): Uint8Array {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
}

describe("hostile documents", () => {
  let kit: CisisKit;
  beforeAll(async () => {
    kit = await openCisisKit(madeUpKit());
  });

  it.each([
    ["an entity bomb", `<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>`],
    ["an external entity", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ["an undeclared entity", "<a>&nbsp;</a>"],
    ["a document cut short", CDA("<title>x").slice(0, -30)],
    ["two roots", "<a/><b/>"],
    ["text that is not XML", "PK\u0003\u0004"],
    ["a forbidden character", "<a>\u0001</a>"],
    ["an encoding that lies", '<?xml version="1.0" encoding="UTF-16"?><a/>'],
  ])("with %s are refused by one clear finding", (_title, text) => {
    const { verdict, findings, info } = kit.validate(encode(text));
    expect(verdict).toBe("invalid");
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      ruleSet: "XML",
      severity: "error",
      message: expect.stringMatching(/^Le document/) as string,
    });
    expect(info.ruleSets).toEqual([]);
  });

  it("with bytes that are not UTF-8 are refused", () => {
    expect(kit.validate(Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e)).findings).toMatchObject([
      { kind: "xml" },
    ]);
  });

  it("200 elements deep are checked, deeper ones told", () => {
    expect(kit.validate(encode(CDA(nested(200)))).info.ruleSets.length).toBeGreaterThan(0);
    expect(kit.validate(encode(nested(100_000)))).toMatchObject({
      verdict: "could-not-run",
      findings: [{ kind: "xml" }],
    });
  });

  it("larger than the limit are told without being read", () => {
    const large = new Uint8Array(100 * 1024 * 1024).fill(0x20);
    expect(kit.validate(large)).toMatchObject({ verdict: "could-not-run", findings: [{ kind: "xml" }] });
  });

  it("with a long text are checked", () => {
    const long = madeUpDocument(`<code code="A"/><title>${"x".repeat(5_000_000)}</title>`);
    expect(kit.validate(long).info.ruleSets.length).toBeGreaterThan(0);
  });

  it("with a byte order mark, or in UTF-16, are checked", () => {
    const text = CDA('<code code="A"/><title/><component><nonXMLBody/></component>');
    const plain = kit.validate(encode(text));
    for (const bytes of [encode(`\ufeff${text}`), utf16(text)]) {
      const { verdict, findings } = kit.validate(bytes);
      expect({ verdict, findings }).toEqual({ verdict: plain.verdict, findings: plain.findings });
    }
  });

  it("never name files outside the kit", () => {
    for (const system of [
      "../../../../../../etc/passwd",
      "/etc/passwd",
      "file:///etc/passwd",
      "http://127.0.0.1/x",
      "..%2f..%2fx",
      "\\\\host\\x",
    ]) {
      const report = kit.validate(madeUpDocument(`<code code="A" codeSystem="${system}"/><title/>`));
      const terminology = report.info.ruleSets.find(({ name }) => name === "terminologie");
      expect(terminology).toMatchObject({ status: "checked", failures: [] });
    }
  });
});

describe("hostile documents and the rules of the SDK", () => {
  const sample = readFileSync(path.join(import.meta.dirname, "../golden/ldl-ses.min.xml"));
  const text = sample.toString("utf8");

  it("cut short anywhere are refused by one finding", () => {
    for (let length = 0; length < sample.length; length += 977) {
      const { verdict, findings } = validateDocument(sample.subarray(0, length));
      expect({ verdict, kinds: findings.map(({ kind }) => kind) }).toEqual({ verdict: "invalid", kinds: ["xml"] });
    }
  });

  it.each([
    ["UTF-16, least byte first", Buffer.from(`\ufeff${text.replace("UTF-8", "UTF-16")}`, "utf16le")],
    ["UTF-16, most byte first", Buffer.from(`\ufeff${text.replace("UTF-8", "UTF-16")}`, "utf16le").swap16()],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${text}`)],
  ])("in %s are checked like the others", (_title, bytes) => {
    expect(validateDocument(bytes).findings).toEqual(validateDocument(sample).findings);
  });

  it.each([
    ["UTF-32", Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c])],
    ["bytes that are not the encoding announced", Buffer.from(text.replace("<title>", "<title>é"), "latin1")],
    ["an encoding that nobody knows", Buffer.from(text.replace("UTF-8", "EBCDIC-FR"))],
    ["nothing", Buffer.alloc(0)],
    ["zeros", Buffer.alloc(1_000)],
  ])("in %s are refused", (_title, bytes) => {
    expect(validateDocument(bytes)).toMatchObject({ verdict: "invalid", findings: [{ kind: "xml", ruleSet: "XML" }] });
  });

  it("that nest, repeat or swell stay bounded", () => {
    const many = [
      CDA(nested(200)),
      CDA("<section><entry/></section>".repeat(20_000)),
      CDA(
        `<value representation="B64" mediaType="application/pdf">${Buffer.from(`%PDF-1.4${"pdfaid:".repeat(500_000)}`).toString("base64")}</value>`,
      ),
      CDA(`<q unit="${"(".repeat(50_000)}"/><q unit="${"m.".repeat(50_000)}"/>`),
      CDA(`<id root="${"1.".repeat(100_000)}" extension="${"9".repeat(100_000)}"/>`),
      CDA(`<effectiveTime value="${"2".repeat(100_000)}"/>`),
    ];
    for (const document of many) {
      const { findings } = validateDocument(encode(document));
      expect(findings.length).toBeLessThan(1_000);
    }
  });
});
