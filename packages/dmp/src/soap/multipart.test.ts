import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import process from "node:process";
import { textContent } from "@ldl/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnswerProblem } from "./answer-problem.ts";
import { parseMediaType } from "./media-type.ts";
import { DEFAULT_ANSWER_LIMITS } from "./multipart-limits.ts";
import { includedContentId, readAnswer, readWhole } from "./read-answer.ts";
import { mtomBody, plainBody } from "./write-multipart.ts";

const ENVELOPE =
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header><a:RelatesTo xmlns:a="http://www.w3.org/2005/08/addressing">urn:uuid:1</a:RelatesTo></s:Header><s:Body><answer>é</answer></s:Body></s:Envelope>';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield await Promise.resolve(bytes.subarray(from, from + size));
}

/** Reads an answer cut into pieces, and the documents beside it. */
async function read(contentType: string, body: string | Buffer, size = 7, limits = DEFAULT_ANSWER_LIMITS) {
  const bytes = typeof body === "string" ? Buffer.from(body, "latin1") : body;
  const answer = await readAnswer({ status: 200, contentType, body: inPieces(bytes, size) }, limits);
  const documents: [string, string][] = [];
  for await (const { contentId, body: content } of answer.attachments) {
    documents.push([contentId, (await readWhole(content, limits.maxDocumentBytes)).toString("latin1")]);
  }
  return { text: textContent(answer.payload), relatesTo: answer.relatesTo, documents };
}

const latin1 = Buffer.from(ENVELOPE, "utf8").toString("latin1");
const crlf = (...lines: string[]): string => lines.join("\r\n");

/** Answers as other stacks shape them, written for this test. */
const SHAPES: readonly (readonly [string, string, string, readonly (readonly [string, string])[]])[] = [
  [
    "CXF",
    'multipart/related; type="application/xop+xml"; boundary="uuid:0f1e2d3c-aaaa-bbbb-cccc-000000000001"; start="<root.message@cxf.apache.org>"; start-info="application/soap+xml; action=\\"urn:ihe:iti:2007:RetrieveDocumentSetResponse\\""',
    crlf(
      "",
      "--uuid:0f1e2d3c-aaaa-bbbb-cccc-000000000001",
      'Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml; action=\\"urn:x\\""',
      "Content-Transfer-Encoding: binary",
      "Content-ID: <root.message@cxf.apache.org>",
      "",
      latin1,
      "--uuid:0f1e2d3c-aaaa-bbbb-cccc-000000000001",
      "Content-Type: text/xml",
      "Content-Transfer-Encoding: binary",
      "Content-ID: <7d-2@urn%3Aihe%3Aiti%3Axds-b%3A2007>",
      "",
      "<doc/>\r\n",
      "--uuid:0f1e2d3c-aaaa-bbbb-cccc-000000000001--",
    ),
    [["7d-2@urn%3Aihe%3Aiti%3Axds-b%3A2007", "<doc/>\r\n"]],
  ],
  [
    "Axis2: no quotes, parameters in another order, lower-case headers, closing line",
    "multipart/related; boundary=MIMEBoundaryurn_uuid_1; start=<0.urn:uuid:1@apache.org>; type=application/xop+xml; start-info=application/soap+xml",
    crlf(
      "--MIMEBoundaryurn_uuid_1",
      "content-type: application/xop+xml; charset=UTF-8",
      "content-transfer-encoding: binary",
      "content-id: <0.urn:uuid:1@apache.org>",
      "",
      latin1,
      "--MIMEBoundaryurn_uuid_1",
      "content-id: <1.urn:uuid:2@apache.org>",
      "",
      "a",
      "--MIMEBoundaryurn_uuid_1--",
      "",
      "epilogue",
    ),
    [["1.urn:uuid:2@apache.org", "a"]],
  ],
  [
    ".NET: 8bit root, boundary with plus and equals, document before nothing",
    'multipart/related; type="application/xop+xml";start="<http://tempuri.org/0>";boundary="uuid:9+id=1";start-info="application/soap+xml"',
    crlf(
      "",
      "--uuid:9+id=1",
      "Content-ID: <http://tempuri.org/0>",
      "Content-Transfer-Encoding: 8bit",
      'Content-Type: application/xop+xml;charset=utf-8;type="application/soap+xml"',
      "",
      latin1,
      "--uuid:9+id=1",
      "Content-ID: <http://tempuri.org/1/6>",
      "Content-Transfer-Encoding: binary",
      "Content-Type: application/octet-stream",
      "",
      "\u0000\u00ff\r\n--uuid:9+id=1x\r\n-",
      "--uuid:9+id=1--",
    ),
    [["http://tempuri.org/1/6", "\u0000\u00ff\r\n--uuid:9+id=1x\r\n-"]],
  ],
  [
    "nested quotes that nobody escaped, no start",
    'Multipart/Related; start-info="application/soap+xml; action="urn:a;b""; boundary="b1"',
    crlf("--b1", "", latin1, "--b1", "Content-ID: <d>", "", "x", "--b1--"),
    [["d", "x"]],
  ],
  [
    "LF line ends, a document with CRLF inside",
    'multipart/related; boundary="b2"',
    [
      "--b2",
      "Content-Type: application/xop+xml",
      "",
      latin1,
      "--b2",
      "Content-ID: <d>",
      "",
      "one\r\n--b2no\r",
      "--b2--",
      "",
    ].join("\n"),
    [["d", "one\r\n--b2no\r"]],
  ],
  [
    "documents before the root, folded headers, preamble, white space after the delimiter, empty document, base64",
    'multipart/related; boundary="b3"; start="<root>"',
    crlf(
      "preamble",
      "--b3  ",
      "Content-ID:",
      "  <d1>",
      "",
      "",
      "--b3",
      "Content-ID: <d2>",
      "Content-Transfer-Encoding: BASE64",
      "",
      "ww==",
      "--b3",
      "Content-ID: <root>",
      "",
      latin1,
      "--b3--",
    ),
    [
      ["d1", ""],
      ["d2", "\u00c3"],
    ],
  ],
];

describe.each(SHAPES)("an answer as %s", (_name, contentType, body, documents) => {
  it.each([1, 7, 64, 100_000])("is read in pieces of %i bytes", async (size) => {
    expect(await read(contentType, body, size)).toEqual({ text: "é", relatesTo: "urn:uuid:1", documents });
  });

  it("is told to be truncated wherever it is cut before its end", async () => {
    const end = body.lastIndexOf("--");
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const cut = body.slice(0, Math.floor(end * share));
      await expect(read(contentType, cut, 64)).rejects.toBeInstanceOf(AnswerProblem);
    }
  });
});

describe("limits and refusals", () => {
  const [, contentType, body] = SHAPES[1] ?? ["", "", ""];
  it.each([
    ["the XML", { maxXmlBytes: 20 }],
    ["a document", { maxDocumentBytes: 0 }],
    ["the answer", { maxAnswerBytes: 50 }],
    ["the parts", { maxParts: 1 }],
  ])("stops at the limit of %s", async (_name, limit) => {
    const reading = read(contentType, body, 16, { ...DEFAULT_ANSWER_LIMITS, ...limit });
    await expect(reading).rejects.toMatchObject({ kind: "tooLarge" });
  });

  it.each([
    ["HTML", "text/html", "<html/>"],
    [
      "SOAP 1.1",
      "text/xml",
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><x/></e:Body></e:Envelope>',
    ],
    ["a document type", "application/soap+xml", `<!DOCTYPE x [<!ENTITY a "b">]>${ENVELOPE}`],
    ["an empty body", "application/soap+xml", ""],
    ["multipart without boundary", "multipart/related", "--x\r\n"],
    ["no root part", 'multipart/related; boundary=b; start="<r>"', "--b\r\n\r\nx\r\n--b--"],
    [
      "quoted-printable",
      "multipart/related; boundary=b",
      "--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nx\r\n--b--",
    ],
    ["endless headers", "multipart/related; boundary=b", `--b\r\n${"X: y\r\n".repeat(4000)}`],
  ])("refuses %s", async (_name, type, text) => {
    await expect(read(type, text, 512)).rejects.toBeInstanceOf(AnswerProblem);
  });

  it("takes a plain answer", async () => {
    expect((await read("application/soap+xml;charset=utf-8", latin1)).text).toBe("é");
    expect((await read("text/xml", latin1)).documents).toEqual([]);
  });

  it.each([
    ["cid:a%40b", "a@b"],
    ["cid:7d-2@urn%3Aihe", "7d-2@urn:ihe"],
    ["CID:x", "x"],
    ["cid:%", "%"],
  ])("reads the Content-ID of %s", (href, expected) => {
    expect(includedContentId(href)).toBe(expected);
  });

  it.each([
    [
      'a/b; c="d\\"e"; F=g',
      [
        ["c", 'd"e'],
        ["f", "g"],
      ],
    ],
    ["a/b;c=d;c=e", [["c", "d"]]],
    ["a/b; =x; c", []],
  ] as const)("reads the parameters of %s", (text, expected) => {
    expect([...parseMediaType(text).parameters]).toEqual(expected);
  });
});

describe("what is written", () => {
  let count = 0;
  const newId = () => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
  };
  const write = (contents: readonly Uint8Array[]) =>
    mtomBody(
      {
        envelope: Buffer.from(ENVELOPE),
        action: "urn:x",
        parts: contents.map((content, index) => ({ contentId: `d${index}@x`, contentType: "text/xml", content })),
      },
      newId,
    );

  it("is read back byte for byte, whatever the documents hold, with the announced length", async () => {
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom("\r\n--", "--uuid-", "\r", "\n").map((value) => Buffer.from(value)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 4 }),
        fc.integer({ min: 1, max: 90 }),
        async (contents, size): Promise<void> => {
          const { contentType, contentLength, open } = write(contents);
          const bytes = await readWhole(open(), 1_000_000);
          expect(bytes.length).toBe(contentLength);
          const { documents } = await read(contentType, bytes, size);
          expect(documents).toEqual(
            contents.map((content, index) => [`d${index}@x`, Buffer.from(content).toString("latin1")]),
          );
        },
      ),
      { seed: 20240220, numRuns: 150 },
    );
  });

  it("can be opened again for another attempt", async () => {
    const { open } = write([Buffer.from("x")]);
    expect(await readWhole(open(), 10_000)).toEqual(await readWhole(open(), 10_000));
    expect((await readWhole(plainBody({ envelope: Buffer.from("e"), action: "a" }).open(), 10)).toString()).toBe("e");
  });

  it("takes a boundary that no document holds", () => {
    const ids = ["taken", "free", "root"];
    const body = mtomBody(
      {
        envelope: Buffer.from(ENVELOPE),
        action: "a",
        parts: [{ contentId: "d@x", contentType: "text/xml", content: Buffer.from("uuid-taken") }],
      },
      () => ids.shift() ?? "",
    );
    expect(parseMediaType(body.contentType).parameters.get("boundary")).toBe("uuid-free");
  });

  it("refuses a header that would start another line", () => {
    const part = { contentId: "a\r\nX: y", contentType: "text/xml", content: Buffer.from("") };
    expect(() => mtomBody({ envelope: Buffer.from(""), action: "a", parts: [part] }, newId)).toThrow(RangeError);
  });

  it("passes a document of 100 MB through writer and reader in little memory", async () => {
    const chunk = Buffer.alloc(65_536, "abcdefg");
    const chunks = 1600;
    async function* open(): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < chunks; index++) yield await Promise.resolve(chunk);
    }
    const content = { size: chunk.length * chunks, open };
    const body = mtomBody(
      { envelope: Buffer.from(ENVELOPE), action: "a", parts: [{ contentId: "d@x", contentType: "text/xml", content }] },
      newId,
    );
    const memory = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    const base = memory();
    let peak = base;
    const answer = await readAnswer(
      { status: 200, contentType: body.contentType, body: body.open() },
      { ...DEFAULT_ANSWER_LIMITS, maxDocumentBytes: 200_000_000 },
    );
    const hash = createHash("sha1");
    for await (const { body: document } of answer.attachments) {
      for await (const piece of document) {
        hash.update(piece);
        peak = Math.max(peak, memory());
      }
    }
    const expected = createHash("sha1");
    for (let index = 0; index < chunks; index++) expected.update(chunk);
    expect(hash.digest("hex")).toBe(expected.digest("hex"));
    expect(peak - base).toBeLessThan(60_000_000);
  });
});
