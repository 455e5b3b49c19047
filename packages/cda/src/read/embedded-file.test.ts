import { parseXml } from "@ldl/xml";
import { describe, expect, it } from "vitest";
import { altered, readXml, sampleXml } from "../../test/support/altered.ts";
import { type EmbeddedFile, embeddedFileOf } from "./embedded-file.ts";

function file(xml: string): EmbeddedFile {
  return embeddedFileOf(parseXml(xml).root, { id: undefined, title: undefined, role: "attachment" });
}

describe("an embedded file", () => {
  it.each([
    ["base64", '<v mediaType="application/pdf" representation="B64">JVBERi0=</v>', "%PDF-"],
    ["base64 with line ends", '<v representation="B64">\n  JVBE\r\n  Ri0=\n</v>', "%PDF-"],
    ["plain text", '<v mediaType="text/plain">été</v>', "été"],
  ])("in %s gives its bytes", (_, xml, expected) => {
    expect(Buffer.from(file(xml).bytes()).toString("utf8")).toBe(expected);
  });

  it.each([
    ["no content", '<v mediaType="application/pdf" representation="B64"> </v>', "no content"],
    ["foreign characters", '<v mediaType="application/pdf" representation="B64">JVBE*Ri0=</v>', "not base64"],
    ["padding inside", '<v mediaType="application/pdf" representation="B64">JV=ERi0=</v>', "not base64"],
    ["truncated base64", '<v mediaType="application/pdf" representation="B64">JVBERi0</v>', "truncated base64"],
    [
      "compressed content",
      '<v mediaType="application/pdf" representation="B64" compression="DF">JVBE</v>',
      "compressed content",
    ],
  ])("with %s is refused when its bytes are asked for", (_, xml, reason) => {
    expect(() => file(xml).bytes()).toThrow(
      expect.objectContaining({ code: "LDL_CDA_FILE_UNREADABLE", details: { mediaType: "application/pdf", reason } }),
    );
  });

  it("gives its media type in lower case and its encoded length", () => {
    expect(file('<v mediaType="Image/PNG" representation="B64">JVBERi0=</v>')).toMatchObject({
      mediaType: "image/png",
      encodedLength: 8,
    });
  });
});

describe("the files of a document", () => {
  const LETTER = sampleXml("ldl-ses.max.json");

  it("are its PDF copy, by role, id and title", () => {
    const { pdfCopies, files, nonXmlBody } = readXml(LETTER);
    expect(pdfCopies).toEqual(files);
    expect(files.map(({ role, title, mediaType }) => [role, title, mediaType])).toEqual([
      ["copy", "Copie du document", "application/pdf"],
    ]);
    expect(nonXmlBody).toBeUndefined();
  });

  it("are reported when they are empty, and then refused", () => {
    const document = readXml(altered(LETTER, [/representation="B64">[^<]*</, 'representation="B64"><']));
    expect(document.issues.map(({ rule }) => rule)).toEqual(["LDL-R-FILE"]);
    expect(() => document.files[0]?.bytes()).toThrow();
  });
});
