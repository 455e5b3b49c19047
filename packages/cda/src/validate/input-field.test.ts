import { parseXml, selectElements, type XmlElement } from "@ldl/xml";
import { describe, expect, it } from "vitest";
import { inputFieldOf } from "./input-field.ts";

const CHAPTER = '<templateId root="1.3.6.1.4.1.19376.1.3.3.2.1"/>';
const SUB_CHAPTER = '<templateId root="1.3.6.1.4.1.19376.1.3.3.2.2"/>';
const entry = (id: string): string => `<entry><act><observation ID="${id}"/></act></entry>`;
const section = (template: string, content: string): string =>
  `<component><section>${template}${content}</section></component>`;

const { root } = parseXml(
  `<ClinicalDocument xmlns="urn:hl7-org:v3"><component><structuredBody>${section("", entry("reason"))}${section(
    CHAPTER,
    entry("first"),
  )}${section(CHAPTER, section(SUB_CHAPTER, entry("second")) + section(SUB_CHAPTER, entry("third")))}</structuredBody></component></ClinicalDocument>`,
);

function observation(id: string): XmlElement {
  const [found] = selectElements(root, `//observation[@ID='${id}']`);
  if (found === undefined) throw new Error(`no observation ${id}`);
  return found;
}

describe("inputFieldOf in a biology report", () => {
  it.each([
    ["reason", undefined],
    ["first", "chapitres.0"],
    ["second", "chapitres.1.sousChapitres.0"],
    ["third", "chapitres.1.sousChapitres.1"],
  ])("of %s is %s", (id, field) => {
    expect(inputFieldOf(observation(id))).toBe(field);
  });
});
