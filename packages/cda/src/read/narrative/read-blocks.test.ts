import { parseXml } from "@ldl/xml";
import { describe, expect, it } from "vitest";
import type { DisplayBlock, DisplayInline } from "../../display/display-model.ts";
import { readBlocks } from "./read-blocks.ts";

function blocks(narrative: string): readonly DisplayBlock[] {
  return readBlocks(parseXml(`<text xmlns="urn:hl7-org:v3">${narrative}</text>`).root);
}

function text(value: string): DisplayInline {
  return { kind: "text", text: value };
}

function paragraph(...children: readonly DisplayInline[]): DisplayBlock {
  return { kind: "paragraph", caption: [], children };
}

describe("the narrative of a section", () => {
  it.each<readonly [string, string, readonly DisplayBlock[]]>([
    ["nothing", "", []],
    ["blanks", " \n\t ", []],
    ["text alone", "Aucune  allergie\n connue", [paragraph(text("Aucune allergie connue"))]],
    ["a line break inside", "a<br/>b", [paragraph(text("a"), { kind: "break" }, text("b"))]],
    ["line breaks at the edges", "<br/>a<br/> ", [paragraph(text("a"))]],
    [
      "text around a block",
      "a<paragraph>b</paragraph>c",
      [paragraph(text("a")), paragraph(text("b")), paragraph(text("c"))],
    ],
    ["CDATA", "<![CDATA[<b>&</b>]]>", [paragraph(text("<b>&</b>"))]],
    ["comments and instructions", "a<!-- x --><?y z?>b", [paragraph(text("a"), text("b"))]],
    [
      "styles, whatever their case",
      '<content styleCode="Bold ITALICS xRouge">a</content><sub>2</sub><content revised="delete">b</content>',
      [
        paragraph(
          { kind: "styled", styles: ["bold", "italic"], children: [text("a")] },
          { kind: "styled", styles: ["sub"], children: [text("2")] },
          { kind: "styled", styles: ["deleted"], children: [text("b")] },
        ),
      ],
    ],
    [
      "a link",
      '<linkHtml href="javascript:alert(1)">ici</linkHtml>',
      [paragraph({ kind: "link", url: "javascript:alert(1)", children: [text("ici")] })],
    ],
    ["a footnote", "a<footnote>b</footnote>", [paragraph(text("a"), { kind: "note", children: [text("b")] })]],
    [
      "media",
      '<renderMultiMedia referencedObject="a #b"><caption>Tracé</caption></renderMultiMedia>',
      [paragraph({ kind: "media", fileIds: ["a", "b"], caption: [text("Tracé")] })],
    ],
    [
      "a list with a caption and a list inside",
      '<list listType="ordered"><caption>L</caption><item>a<list><item>b</item></list></item></list>',
      [
        {
          kind: "list",
          ordered: true,
          caption: [text("L")],
          items: [
            [paragraph(text("a")), { kind: "list", ordered: false, caption: [], items: [[paragraph(text("b"))]] }],
          ],
        },
      ],
    ],
    [
      "an unknown element",
      "<div><p>a</p></div>",
      [paragraph({ kind: "styled", styles: [], children: [{ kind: "styled", styles: [], children: [text("a")] }] })],
    ],
    ["a block in an unknown element", "<div><paragraph>a</paragraph></div>", [paragraph(text("a"))]],
    [
      "a script",
      "<script>alert(1)</script>",
      [paragraph({ kind: "styled", styles: [], children: [text("alert(1)")] })],
    ],
  ])("that is %s", (_, narrative, expected) => {
    expect(blocks(narrative)).toEqual(expected);
  });

  it("that is a table keeps its parts, spans and alignments", () => {
    const [table] = blocks(
      `<table><caption>T</caption><col/><thead align="center"><tr><th colspan="2" styleCode="Bold">A</th></tr></thead>
       <tfoot><tr><td>F</td></tr></tfoot>
       <tbody><tr><td rowspan="999999" styleCode="Bold">1</td><td align="right" colspan="x">2<br/>3</td></tr><tr/></tbody></table>`,
    );
    expect(table).toEqual({
      kind: "table",
      caption: [text("T")],
      head: [{ cells: [{ header: true, columnSpan: 2, align: "center", children: [paragraph(text("A"))] }] }],
      body: [
        {
          cells: [
            {
              header: false,
              rowSpan: 200,
              children: [paragraph({ kind: "styled", styles: ["bold"], children: [text("1")] })],
            },
            { header: false, align: "right", children: [paragraph(text("2"), { kind: "break" }, text("3"))] },
          ],
        },
      ],
      foot: [{ cells: [{ header: false, children: [paragraph(text("F"))] }] }],
    });
  });

  it("reads 200 levels of nesting", () => {
    const deep = `${"<list><item>".repeat(60)}a${"</item></list>".repeat(60)}${"<content>".repeat(200)}b${"</content>".repeat(200)}`;
    expect(JSON.stringify(blocks(deep))).toContain('"text":"b"');
  });
});
