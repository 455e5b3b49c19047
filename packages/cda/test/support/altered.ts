import { type ReadDocument, readDocument } from "../../src/index.ts";
import { buildSample, readSample } from "../samples.ts";

/** A part of a document and what takes its place. */
export type Alteration = readonly [from: string | RegExp, to: string];

/** The XML of a sample, indented. */
export function sampleXml(name = "ldl-ses.min.json"): string {
  return Buffer.from(buildSample(name, readSample(name)).xml).toString("utf8");
}

/** Puts parts of a text in place of others; each of them must be there. */
export function altered(xml: string, ...alterations: readonly Alteration[]): string {
  let text = xml;
  for (const [from, to] of alterations) {
    const next = text.replace(from, () => to);
    if (next === text) throw new Error(`nothing to alter: ${String(from)}`);
    text = next;
  }
  return text;
}

/** Reads a text. */
export function readXml(xml: string): ReadDocument {
  return readDocument(Buffer.from(xml, "utf8"));
}

/** The sample with a section of its own, around a narrative. */
export function withNarrative(narrative: string): string {
  const section = `<component><section><code code="11111-1" codeSystem="2.16.840.1.113883.6.1"/><title>Section d'essai</title><text>${narrative}</text></section></component>`;
  return altered(sampleXml(), ["</structuredBody>", `${section}</structuredBody>`]);
}
