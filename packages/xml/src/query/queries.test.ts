import { describe, expect, it } from "vitest";
import {
  attributeOf,
  childElements,
  firstChild,
  isXmlError,
  parseXml,
  resolvePrefix,
  selectElements,
  selectFirst,
  textContent,
  type XmlElement,
  xpathOf,
} from "../index.ts";

const { root } = parseXml(`<doc xmlns="urn:d" xmlns:p="urn:p" p:id="0">
  <part id="1" kind="x"><title>Un</title><part id="2"><title lang="fr">Deux <b>gras</b><!--non--><![CDATA[ <cru>]]></title></part></part>
  <p:part id="3" p:kind="y"/>
  <part id="4" kind="z"><p:title xmlns:p="urn:q"/></part>
  <other xmlns=""><part id="5"/></other>
</doc>`);

const ids = (elements: readonly XmlElement[]): readonly (string | undefined)[] =>
  elements.map((element) => attributeOf(element, "id"));
const one = (path: string): XmlElement => {
  const found = selectFirst(root, path);
  if (found === undefined) throw new Error(`${path} finds nothing`);
  return found;
};

describe("attributeOf", () => {
  it.each<[string, string, string | undefined, string | undefined]>([
    ["part[@id='4']", "kind", undefined, "z"],
    ["p:part", "p:kind", undefined, "y"],
    ["p:part", "kind", undefined, undefined],
    ["p:part", "kind", "urn:p", "y"],
    ["p:part", "id", "", "3"],
    ["p:part", "id", "urn:p", undefined],
  ])("of %s: %s in %s is %s", (path, name, namespace, value) => {
    const [element] = selectElements(root, path, { namespaces: { p: "urn:p" } });
    expect(element && attributeOf(element, name, namespace)).toBe(value);
  });
});

describe("childElements and firstChild", () => {
  it("keep names and namespaces asked for", () => {
    expect(childElements(root)).toHaveLength(4);
    expect(ids(childElements(root, "part"))).toEqual(["1", "3", "4"]);
    expect(ids(childElements(root, "part", "urn:d"))).toEqual(["1", "4"]);
    expect(ids(childElements(root, undefined, "urn:p"))).toEqual(["3"]);
    expect(firstChild(root, "part", "urn:p")?.name).toBe("p:part");
    expect(firstChild(root, "part")?.line).toBe(2);
    expect(firstChild(root, "title")).toBeUndefined();
  });
});

describe("textContent", () => {
  it.each([
    ["part/title", "Un"],
    ["part/part/title", "Deux gras <cru>"],
    ["p:part", ""],
  ])("of %s is %j", (path, text) => {
    expect(textContent(selectElements(root, path, { namespaces: { p: "urn:p" } })[0] ?? root)).toBe(text);
  });
});

describe("resolvePrefix", () => {
  it("looks around, nearest first", () => {
    const title = childElements(one("part[@id='4']"))[0] ?? root;
    expect(["p", "", "xml", "q"].map((prefix) => resolvePrefix(title, prefix))).toEqual([
      "urn:q",
      "urn:d",
      "http://www.w3.org/XML/1998/namespace",
      undefined,
    ]);
    expect(resolvePrefix(one("other/part"), "")).toBe("");
    expect(resolvePrefix(parseXml("<a/>").root, "")).toBe("");
  });
});

describe("xpathOf", () => {
  it.each([
    ["part/part/title", "/doc[1]/part[1]/part[1]/title[1]"],
    ["part[@id='4']", "/doc[1]/part[2]"],
    ["other/part", "/doc[1]/other[1]/part[1]"],
  ])("of %s is %s", (path, xpath) => {
    expect(xpathOf(one(path))).toBe(xpath);
  });

  it("is a path that finds the element again", () => {
    const namespaces = { "": "urn:d", p: "urn:p" };
    const all = selectElements(root, "//*").filter(({ namespace }) => Object.values(namespaces).includes(namespace));
    expect(all).toHaveLength(8);
    for (const element of all) expect(selectElements(root, xpathOf(element), { namespaces })).toEqual([element]);
  });
});

describe("selectElements", () => {
  it.each<[string, readonly (string | undefined)[]]>([
    ["part", ["1", "3", "4"]],
    ["./part", ["1", "3", "4"]],
    ["part/part", ["2"]],
    ["*/part", ["2", "5"]],
    ["/doc", [undefined]],
    ["/part", []],
    ["/doc/part", ["1", "3", "4"]],
    ["//part", ["1", "2", "3", "4", "5"]],
    [".//part", ["1", "2", "3", "4", "5"]],
    ["//doc", [undefined]],
    ["part//part", ["2"]],
    ["part[2]", ["3"]],
    ["//part[1]", ["1", "2", "5"]],
    ["part[@kind]", ["1", "4"]],
    ["part[@kind][2]", ["4"]],
    ["part[2][@kind]", []],
    ["part[@kind='z']", ["4"]],
    ['part[@kind="z"]', ["4"]],
    ["part[@kind!='z']", ["1"]],
    ["part[@*='z']", ["4"]],
    ["part[title]", ["1", "4"]],
    ["part[part/title]", ["1"]],
    ["part[./part/@id='2']", ["1"]],
    ["part[part/@id='2']", ["1"]],
    ["part[.//title/@lang='fr']", ["1"]],
    ["part[part/@id!='2']", []],
    ["part[part/title[@lang='fr']]", ["1"]],
    ["*[part][2]/part", ["5"]],
  ])("%s finds %j", (path, expected) => {
    expect(ids(selectElements(root, path))).toEqual(expected);
  });

  it.each<[string, Record<string, string>, readonly string[]]>([
    ["p:part", { p: "urn:p" }, ["3"]],
    ["q:*", { q: "urn:p" }, ["3"]],
    ["part", { "": "urn:d" }, ["1", "4"]],
    ["*/part", { "": "" }, ["5"]],
    ["p:part[@p:kind='y']", { p: "urn:p" }, ["3"]],
    ["*[@kind='y']", { p: "urn:p" }, []],
    ["part[p:title]", { p: "urn:q" }, ["4"]],
  ])("%s with %j finds %j", (path, namespaces, expected) => {
    expect(ids(selectElements(root, path, { namespaces }))).toEqual(expected);
  });

  it("gives each element once and in document order", () => {
    const nested = parseXml(
      "<a><b i='1'><c i='2'/><b i='3'><c i='4'/></b><c i='5'/></b><b i='6'><c i='7'/></b></a>",
    ).root;
    const found = (path: string): readonly (string | undefined)[] =>
      selectElements(nested, path).map((element) => attributeOf(element, "i"));
    expect(found("//b/c")).toEqual(["2", "4", "5", "7"]);
    expect(found("//b//c")).toEqual(["2", "4", "5", "7"]);
    expect(found("//b//c[1]")).toEqual(["2", "4", "7"]);
    expect(found("//b[c]/c[2]")).toEqual(["5"]);
    expect(found("//nothing/c")).toEqual([]);
  });

  it("starts absolute paths at the document, from anywhere", () => {
    expect(ids(selectElements(one("part/part"), "/doc/part"))).toEqual(["1", "3", "4"]);
    expect(ids(selectElements(one("part/part"), ".//part"))).toEqual([]);
  });

  it("answers the same for a path asked again, and for more paths than are kept", () => {
    for (let round = 0; round < 2_100; round++)
      expect(selectElements(root, `part[@id='${round % 2_090}']`).length).toBe(
        [1, 3, 4].includes(round % 2_090) ? 1 : 0,
      );
  });

  it.each([
    "",
    "/",
    "//",
    "a/",
    "a//",
    "a[",
    "a[]",
    "a[0]",
    "a[@]",
    "a[@b=c]",
    "a[@b='c]",
    "a[@b='c'",
    "a]",
    "a b",
    "@a",
    "a/@b",
    "1",
    ".",
    "..",
    "a/..",
    ":a",
    "a:",
    "a[b='c']",
    "a[1.5]",
    "a|b",
  ])("refuses %j", (path) => {
    expect(() => selectElements(root, path)).toThrow(expect.objectContaining({ code: "PATH" }));
  });

  it("refuses a prefix that the options do not give", () => {
    try {
      selectElements(root, "zz:part");
    } catch (error) {
      expect(isXmlError(error) && error.code).toBe("PATH");
    }
    expect.assertions(1);
  });
});
