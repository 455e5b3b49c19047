import { Buffer } from "node:buffer";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readXml, sampleXml, withNarrative } from "../../../test/support/altered.ts";
import { renderPdf } from "./render-pdf.ts";

const HEIGHT = 841.89;
const render = (xml: string): string => Buffer.from(renderPdf(readXml(xml))).toString("latin1");

/** Drawing operators of all pages: the streams that draw text. */
function drawingOf(pdf: string): string {
  const streams = [...pdf.matchAll(/stream\r?\n(.*?)\r?\nendstream/gs)].map(([, content = ""]) => {
    try {
      return inflateSync(Buffer.from(content, "latin1")).toString("latin1");
    } catch {
      return "";
    }
  });
  return streams.filter((stream) => / Tm$/m.test(stream)).join("\n");
}

/** Lines drawn along texts (thinner than the lines of tables), each with the distance from its base line down to it. */
function rulesOf(drawing: string): readonly number[] {
  let baseline = Number.NaN;
  const rules: number[] = [];
  for (const [, textY, lineY] of drawing.matchAll(
    /1 0 0 1 [\d.]+ ([\d.]+) Tm|^[\d.]+ ([\d.]+) m\n[\d.]+ [\d.]+ l\n0\.54 w$/gm,
  )) {
    if (textY !== undefined) baseline = HEIGHT - Number(textY);
    if (lineY !== undefined) rules.push(Number(lineY) - baseline);
  }
  return rules;
}

describe("renderPdf", () => {
  it("is tagged, in French, says that it is PDF/A-1b, and embeds its fonts alone", () => {
    const pdf = render(sampleXml("ldl-ses.max.json"));
    expect(pdf).toMatch(/^%PDF-1\.4/);
    expect(pdf).toContain("/Lang (fr-FR)");
    expect(pdf).toContain("/MarkInfo");
    expect(pdf).toContain("/StructTreeRoot");
    expect(pdf).toContain("<pdfaid:part>1</pdfaid:part>");
    expect(pdf).toContain("<pdfaid:conformance>B</pdfaid:conformance>");
    expect(pdf.match(/\/FontFile2 /g)?.length).toBe(pdf.match(/\/FontDescriptor \d/g)?.length);
    expect(pdf).not.toMatch(/\/(?:JavaScript|Launch|EmbeddedFile|SMask)\b/);
  });

  it("gives the same bytes for the same document", () => {
    const document = readXml(sampleXml());
    expect(Buffer.from(renderPdf(document)).equals(Buffer.from(renderPdf(document)))).toBe(true);
  });

  it.each([
    ['styleCode="Underline"', 0, 3],
    ['revised="insert"', 0, 3],
    ['revised="delete"', -4, -1],
  ])("draws the line of %s along its own text", (style, lowest, highest) => {
    const xml = withNarrative(`<paragraph><content ${style}>Résistant</content><br/>CMI 16</paragraph>`);
    const rules = rulesOf(drawingOf(render(xml)));
    expect(rules).toHaveLength(1);
    expect(rules[0]).toBeGreaterThan(lowest);
    expect(rules[0]).toBeLessThan(highest);
  });
});
