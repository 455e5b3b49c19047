import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attributeOf,
  isXmlError,
  parseXml,
  selectElements,
  type XmlElement,
  type XmlErrorCode,
  type XmlLimits,
  type XmlNode,
} from "../index.ts";

function firstElement(node: XmlNode | undefined): XmlElement {
  if (node?.kind !== "element") throw new Error("an element is expected");
  return node;
}

function failure(read: () => unknown): readonly [XmlErrorCode, number, number] | "accepted" {
  try {
    read();
    return "accepted";
  } catch (error) {
    if (isXmlError(error)) return [error.code, error.line, error.column];
    throw error;
  }
}

describe("what parseXml keeps", () => {
  it("keeps everything, in order", () => {
    const { declaration, before, root, after } = parseXml(
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<!--un--><?deux  trois ?>\n<a>1<b/>2<!--3--><![CDATA[<4>]]>5<?six sept?></a><!--huit-->`,
    );
    expect(declaration).toEqual({ version: "1.0", encoding: "UTF-8", standalone: true });
    expect(before).toEqual([
      { kind: "comment", value: "un" },
      { kind: "instruction", target: "deux", value: "trois " },
    ]);
    expect(root.children.map((node) => (node.kind === "element" ? node.name : node))).toEqual([
      { kind: "text", value: "1", cdata: false },
      "b",
      { kind: "text", value: "2", cdata: false },
      { kind: "comment", value: "3" },
      { kind: "text", value: "<4>", cdata: true },
      { kind: "text", value: "5", cdata: false },
      { kind: "instruction", target: "six", value: "sept" },
    ]);
    expect(after).toEqual([{ kind: "comment", value: "huit" }]);
  });

  it("links each element to the one around", () => {
    const { root } = parseXml("<a><b><c/></b></a>");
    const b = firstElement(root.children[0]);
    expect(root.parent).toBeNull();
    expect(b.parent).toBe(root);
    expect(firstElement(b.children[0]).parent).toBe(b);
  });

  it.each([
    [`<?xml version='1.0'?><a/>`, { version: "1.0", encoding: null, standalone: null }],
    [`<?xml version = "1.7"\n standalone = 'no' ?><a/>`, { version: "1.7", encoding: null, standalone: false }],
    [`<a/>`, null],
  ])("reads the declaration of %s", (source, declaration) => {
    expect(parseXml(source).declaration).toEqual(declaration);
  });

  it.each([
    ["&lt;&gt;&amp;&apos;&quot;", "<>&'\""],
    ["&#65;&#x42;&#x1F600;&#x000000043;", "AB\u{1F600}C"],
    ["a&#13;b", "a\rb"],
    ["a\r\nb\rc\nd\r\r\n\r", "a\nb\nc\nd\n\n\n"],
    ["]] > ]>]", "]] > ]>]"],
    ["été 日本 \u{1F600} \u0085\u2028", "été 日本 \u{1F600} \u0085\u2028"],
  ])("reads the text %s", (source, value) => {
    expect(parseXml(`<a>${source}</a>`).root.children).toEqual([{ kind: "text", value, cdata: false }]);
  });

  it("joins text around references into one node, even very many", () => {
    const { root } = parseXml(`<a>${"x&amp;".repeat(100_000)}</a>`);
    expect(root.children).toHaveLength(1);
    expect(root.children[0]).toEqual({ kind: "text", value: "x&".repeat(100_000), cdata: false });
  });

  it.each([
    [`"a\tb\nc\r\nd\re"`, "a b c d e"],
    [`'a&#9;b&#10;c&#13;"'`, 'a\tb\nc\r"'],
    [`"'  é &lt;>  "`, "'  é <>  "],
    [`""`, ""],
  ])("normalizes the attribute value %s", (source, value) => {
    expect(attributeOf(parseXml(`<a b=${source}/>`).root, "b")).toBe(value);
  });
});

describe("namespaces", () => {
  const source = `<a xmlns="urn:d" xmlns:p="urn:p" p:x="1" x="2" xml:lang="fr"><p:b xmlns:p="urn:q"><p:c p:y=""/></p:b><b xmlns=""/><p:e/></a>`;

  it("resolves elements by what is declared around them", () => {
    const names = selectElements(parseXml(source).root, ".//*").map(({ name, localName, namespace }) => [
      name,
      localName,
      namespace,
    ]);
    expect(names).toEqual([
      ["p:b", "b", "urn:q"],
      ["p:c", "c", "urn:q"],
      ["b", "b", ""],
      ["p:e", "e", "urn:p"],
    ]);
  });

  it("resolves attributes, declarations included", () => {
    expect(parseXml(source).root.attributes).toEqual([
      { name: "xmlns", localName: "xmlns", namespace: "http://www.w3.org/2000/xmlns/", value: "urn:d" },
      { name: "xmlns:p", localName: "p", namespace: "http://www.w3.org/2000/xmlns/", value: "urn:p" },
      { name: "p:x", localName: "x", namespace: "urn:p", value: "1" },
      { name: "x", localName: "x", namespace: "", value: "2" },
      { name: "xml:lang", localName: "lang", namespace: "http://www.w3.org/XML/1998/namespace", value: "fr" },
    ]);
  });

  it.each([
    `<a xmlns:x="u" xmlns:y="v" x:b="" y:b="" b=""/>`,
    `<a xmlns:xml="http://www.w3.org/XML/1998/namespace"/>`,
    `<a b:c="1" xmlns:b="u"/>`,
    `<xml/>`,
  ])("accepts %s", (document) => {
    expect(failure(() => parseXml(document))).toBe("accepted");
  });
});

describe("positions", () => {
  it("gives line and column of each start tag, in UTF-16 units", () => {
    const { root } = parseXml(
      "\n <é à='ü'>œ\u{1F600}<b\n x='\n'/><c/>\r\n\té<d/><!--\n\n--><e/><![CDATA[\n日]]><f/><?p\n x?>  <g/></é>",
    );
    const found = selectElements(root, ".//*").map(({ name, line, column }) => [name, line, column]);
    expect([root.line, root.column]).toEqual([2, 2]);
    expect(found).toEqual([
      ["b", 2, 14],
      ["c", 4, 4],
      ["d", 5, 3],
      ["e", 7, 4],
      ["f", 8, 5],
      ["g", 9, 7],
    ]);
  });

  it("gives the column of what follows a wide name seen before", () => {
    const { root } = parseXml("<a><日本/><日本/><b/></a>");
    expect(selectElements(root, "b")[0]?.column).toBe(14);
  });
});

describe("what parseXml refuses", () => {
  it.each<[string, XmlErrorCode, number, number]>([
    ["", "MALFORMED", 1, 1],
    ["  ", "MALFORMED", 1, 3],
    ["x<a/>", "MALFORMED", 1, 1],
    [" <?xml version='1.0'?><a/>", "MALFORMED", 1, 2],
    ["<?xml version='2.0'?><a/>", "MALFORMED", 1, 1],
    ["<?xml encoding='UTF-8'?><a/>", "MALFORMED", 1, 1],
    ["<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>", "MALFORMED", 1, 1],
    ["<a/>\n<b/>", "MALFORMED", 2, 1],
    ["<a/>x", "MALFORMED", 1, 5],
    ["<a/>&#32;", "MALFORMED", 1, 5],
    ["<a/><![CDATA[]]>", "MALFORMED", 1, 5],
    ["<a>", "MALFORMED", 1, 4],
    ["<a", "MALFORMED", 1, 3],
    ["<a b", "MALFORMED", 1, 5],
    ["<a b=", "MALFORMED", 1, 6],
    ["<a b='", "MALFORMED", 1, 7],
    ["<a b='x/>", "MALFORMED", 1, 7],
    ["<a b=x/>", "MALFORMED", 1, 6],
    ["<a b='1'c='2'/>", "MALFORMED", 1, 9],
    ["<a / >", "MALFORMED", 1, 4],
    ["<a b='<'/>", "MALFORMED", 1, 7],
    ["<a b='1' b='2'/>", "MALFORMED", 1, 1],
    ["<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>", "MALFORMED", 1, 1],
    ["< a/>", "MALFORMED", 1, 2],
    ["<1/>", "MALFORMED", 1, 2],
    ["<a\u00d7/>", "MALFORMED", 1, 2],
    ["<-/>", "MALFORMED", 1, 2],
    ["<a></b>", "MALFORMED", 1, 4],
    ["<a></a b>", "MALFORMED", 1, 8],
    ["<a></ a>", "MALFORMED", 1, 6],
    ["<a></a", "MALFORMED", 1, 7],
    ["</a>", "MALFORMED", 1, 2],
    ["<a>\n]]></a>", "MALFORMED", 2, 1],
    ["<a>&</a>", "MALFORMED", 1, 4],
    ["<a>&#;</a>", "MALFORMED", 1, 4],
    ["<a>&#xG;</a>", "MALFORMED", 1, 4],
    ["<a>&lt</a>", "MALFORMED", 1, 4],
    ["<a><!-- -- --></a>", "MALFORMED", 1, 11],
    ["<a><!-- ---></a>", "MALFORMED", 1, 11],
    ["<a><!-- ", "MALFORMED", 1, 8],
    ["<a><![CDATA[ ", "MALFORMED", 1, 13],
    ["<a><![cdata[]]></a>", "MALFORMED", 1, 4],
    ["<a><!b></a>", "MALFORMED", 1, 4],
    ["<a><!DOCTYPE a></a>", "MALFORMED", 1, 4],
    ["<a><?b", "MALFORMED", 1, 7],
    ["<a><?b ", "MALFORMED", 1, 8],
    ["<a><??></a>", "MALFORMED", 1, 6],
    ["<a><?b'?></a>", "MALFORMED", 1, 7],
    ["<a><?xml version='1.0'?></a>", "MALFORMED", 1, 4],
    ["<?XmL?><a/>", "MALFORMED", 1, 1],
    ["<a><?p:b?></a>", "NAMESPACE", 1, 9],
    ["<p:a/>", "NAMESPACE", 1, 1],
    ["<a p:b='1'/>", "NAMESPACE", 1, 1],
    ["<a><b xmlns:p='u'/><p:c/></a>", "NAMESPACE", 1, 20],
    ["<a:b:c xmlns:a='u'/>", "NAMESPACE", 1, 2],
    ["<:a/>", "NAMESPACE", 1, 2],
    ["<a:/>", "NAMESPACE", 1, 2],
    ["<a xmlns:p=''/>", "NAMESPACE", 1, 1],
    ["<a xmlns:xmlns='u'/>", "NAMESPACE", 1, 1],
    ["<a xmlns:xml='u'/>", "NAMESPACE", 1, 1],
    ["<a xmlns='http://www.w3.org/XML/1998/namespace'/>", "NAMESPACE", 1, 1],
    ["<a xmlns:p='http://www.w3.org/2000/xmlns/'/>", "NAMESPACE", 1, 1],
    ["<xmlns:a/>", "NAMESPACE", 1, 1],
    ["<!DOCTYPE a><a/>", "DOCTYPE", 1, 1],
    ["<?xml version='1.0'?>\n<!--x--><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "DOCTYPE", 2, 9],
    ["<a>&eacute;</a>", "ENTITY", 1, 4],
    ["<a b='x&nbsp;'/>", "ENTITY", 1, 8],
    ["<a>x\0</a>", "INVALID_CHARACTER", 1, 5],
    ["<a>\u0008</a>", "INVALID_CHARACTER", 1, 4],
    ["<a b='\u001f'/>", "INVALID_CHARACTER", 1, 7],
    ["<a>\n\uffff</a>", "INVALID_CHARACTER", 2, 1],
    ["<a b='\ufffe'/>", "INVALID_CHARACTER", 1, 7],
    ["<a><!--\u0001--></a>", "INVALID_CHARACTER", 1, 8],
    ["<a><![CDATA[\ufffe]]></a>", "INVALID_CHARACTER", 1, 13],
    ["<a><?b \u0001?></a>", "INVALID_CHARACTER", 1, 8],
    ["<a>&#0;</a>", "INVALID_CHARACTER", 1, 4],
    ["<a>&#xD800;</a>", "INVALID_CHARACTER", 1, 4],
    ["<a>&#xFFFE;</a>", "INVALID_CHARACTER", 1, 4],
    ["<a>&#x110000;</a>", "INVALID_CHARACTER", 1, 4],
    ["<a>&#99999999999999999999;</a>", "INVALID_CHARACTER", 1, 4],
    ["<a>\nx\ud800</a>", "INVALID_CHARACTER", 2, 2],
    ["<a>\udc00x</a>", "INVALID_CHARACTER", 1, 4],
  ])("%j is %s at %i:%i", (source, code, line, column) => {
    expect(failure(() => parseXml(source))).toEqual([code, line, column]);
  });

  it("never repeats the content of the document in a message", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 6 }), (secret) => {
        for (const source of [
          `<a b="${secret}`,
          `<a>${secret}`,
          `<a>${secret}&x;</a>`,
          `<${secret}`,
          `<a></${secret}>`,
        ]) {
          try {
            parseXml(source);
          } catch (error) {
            expect(isXmlError(error) && !error.message.includes(secret)).toBe(true);
          }
        }
      }),
      { seed: 20 },
    );
  });
});

describe("limits", () => {
  it.each<[keyof XmlLimits, number, string, string]>([
    ["maxBytes", 10, "<a>12345</a>", "<a>123</a>"],
    ["maxDepth", 2, "<a><b><c/></b></a>", "<a><b/><b></b></a>"],
    ["maxAttributes", 2, "<a b='' c='' d=''/>", "<a b='' c=''/>"],
    ["maxNodes", 4, "<a b=''>c<d/>e</a>", "<a b=''>c<d/></a>"],
    ["maxNodes", 2, "<!--x--><a>b</a>", "<!--x--><a/>"],
    ["maxNameLength", 3, "<abcd/>", "<abc/>"],
    ["maxNameLength", 3, "<a abcd=''/>", "<a abc=''/>"],
    ["maxNameLength", 3, "<a><?abcd?></a>", "<a><?abc?></a>"],
  ])("%s %i refuses %s and accepts %s", (limit, value, beyond, within) => {
    const limits = { [limit]: value };
    expect(failure(() => parseXml(beyond, { limits }))[0]).toBe("LIMIT");
    expect(failure(() => parseXml(within, { limits }))).toBe("accepted");
  });

  it("counts the bytes of bytes", () => {
    const bytes = Buffer.from("<a>é</a>");
    expect(failure(() => parseXml(bytes, { limits: { maxBytes: 8 } }))[0]).toBe("LIMIT");
    expect(failure(() => parseXml(bytes, { limits: { maxBytes: 9 } }))).toBe("accepted");
  });
});
