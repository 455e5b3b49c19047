import { parseXml, type XmlElement } from "@ldl/xml";
import { describe, expect, it } from "vitest";
import { createReadContext } from "../read-context.ts";
import { cleanLine, xsiTypeOf } from "./elements.ts";
import { readCodedValue } from "./read-code.ts";
import { readAddress } from "./read-contact.ts";
import { readInstant, readTimeSpan } from "./read-time.ts";

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

function element(xml: string): XmlElement {
  return parseXml(xml.replace(/^<(\w+)/, `<$1 xmlns="urn:hl7-org:v3" ${XSI}`)).root;
}

describe("cleanLine", () => {
  it.each([
    ["  a  ", "a"],
    ["a\n   b", "a b"],
    ["a  b", "a  b"],
    [" \n ", undefined],
    [undefined, undefined],
  ])("%j gives %j", (text, expected) => {
    expect(cleanLine(text)).toBe(expected);
  });
});

describe("xsiTypeOf", () => {
  it.each([
    ['<value xsi:type="PQ"/>', "PQ"],
    ['<value xsi:type=" IVL_PQ "/>', "IVL_PQ"],
    ['<value xmlns:c="urn:hl7-org:v3" xsi:type="c:CD"/>', "CD"],
    ['<value xmlns:x="urn:other" xsi:type="x:CD"/>', undefined],
    ['<value xsi:type="u:CD"/>', undefined],
    ['<value type="PQ"/>', undefined],
  ])("%s is %s", (xml, expected) => {
    expect(xsiTypeOf(element(xml))).toBe(expected);
  });
});

describe("readCodedValue", () => {
  it("reads every part", () => {
    expect(
      readCodedValue(
        element(
          `<code code="I10" codeSystem="2.16" codeSystemName="CIM-10" displayName="HTA">
            <originalText><reference value="#p1"/></originalText><translation code="x" codeSystem="1.2"/></code>`,
        ),
      ),
    ).toEqual({
      code: "I10",
      system: "2.16",
      systemName: "CIM-10",
      label: "HTA",
      reference: "#p1",
      translations: [{ code: "x", system: "1.2", translations: [] }],
    });
  });

  it("reads a null and a text", () => {
    expect(readCodedValue(element('<code nullFlavor="UNK"><originalText>libre</originalText></code>'))).toEqual({
      nullFlavor: "UNK",
      originalText: "libre",
      translations: [],
    });
  });
});

describe("times", () => {
  it.each([
    ['<t value="20240315"/>', { value: "2024-03-15" }],
    ['<t><low value="202403"/><high value="2024"/></t>', { low: "2024-03", high: "2024" }],
    ['<t><low nullFlavor="UNK"/></t>', {}],
    ['<t nullFlavor="NA"/>', {}],
    ['<t value=""/>', {}],
  ])("%s spans %j", (xml, expected) => {
    expect(readTimeSpan(element(xml), createReadContext())).toEqual(expected);
  });

  it.each([
    ["20240115103000+0100", "2024-01-15T10:30:00+01:00", []],
    ["202407151030", "2024-07-15T10:30+02:00", []],
    ["20240715", "2024-07-15T00:00:00+02:00", ["LDL-R-TIME-DAY"]],
    ["20241301", undefined, ["LDL-R-TIME"]],
    ["hier", undefined, ["LDL-R-TIME"]],
  ])("%s is the instant %s", (value, expected, rules) => {
    const context = createReadContext();
    const instant = readInstant(element(`<time value="${value}"/>`), context);
    expect(instant === undefined ? undefined : Date.parse(instant)).toBe(
      expected === undefined ? undefined : Date.parse(expected),
    );
    expect(context.issues().map(({ rule }) => rule)).toEqual(rules);
  });
});

describe("addresses", () => {
  it.each([
    ["<addr><houseNumber>1</houseNumber><city>PARIS</city></addr>", { numero: "1", commune: "PARIS" }],
    ['<addr use="H WP"><city>PARIS</city></addr>', { commune: "PARIS", usage: "H" }],
    ["<addr><streetAddressLine>1 rue A</streetAddressLine></addr>", { lignes: ["1 rue A"] }],
    ["<addr>1 rue A\n 75001 PARIS</addr>", { lignes: ["1 rue A 75001 PARIS"] }],
    ["<addr/>", undefined],
    ['<addr nullFlavor="MSK"/>', undefined],
  ])("%s", (xml, expected) => {
    expect(readAddress(element(xml), createReadContext())).toEqual(expected);
  });
});
