import { describe, expect, it } from "vitest";
import { createCdaWriter } from "../build/cda-writer.ts";
import { writeLines, writeList, writeParagraph, writeTable } from "./write-narrative.ts";

function inText(write: (writer: ReturnType<typeof createCdaWriter>) => void): string {
  const writer = createCdaWriter({ newId: () => "" });
  writer.xml.start("text");
  write(writer);
  return Buffer.from(writer.xml.end().finish()).toString().replace(/^.*\n/, "");
}

describe("narrative", () => {
  it("writes lines with br, escaping what is markup", () => {
    expect(inText((writer) => writeLines(writer, "a <b>\n& c"))).toBe("<text>a &lt;b&gt;<br/>&amp; c</text>");
  });

  it("writes paragraphs and lists with their IDs", () => {
    const written = inText((writer) => {
      writeParagraph(writer, "p", "p1");
      writeList(writer, [{ texte: "x", id: "l1" }, { texte: "y" }]);
    });
    expect(written).toBe(
      '<text><paragraph ID="p1">p</paragraph><list listType="unordered"><item><content ID="l1">x</content></item><item>y</item></list></text>',
    );
  });

  it("leaves out the columns that nobody filled, keeps holes in the others", () => {
    const written = inText((writer) => {
      writeTable(writer, {
        legende: "L",
        lignes: [{ a: "1" }, { a: undefined }],
        colonnes: [
          { titre: "A", cellule: ({ a }) => a },
          { titre: "B", cellule: () => undefined },
          { titre: "C", cellule: () => [] },
          {
            titre: "D",
            cellule: (_, index) => [
              { texte: "d", id: `d${index}` },
              { avant: "puis ", texte: "e" },
            ],
          },
        ],
        idLigne: (_, index) => `r${index}`,
      });
    });
    expect(written).toBe(
      "<text><table><caption>L</caption><thead><tr><th>A</th><th>D</th></tr></thead><tbody>" +
        '<tr ID="r0"><td>1</td><td><content ID="d0">d</content><br/>puis e</td></tr>' +
        '<tr ID="r1"><td/><td><content ID="d1">d</content><br/>puis e</td></tr></tbody></table></text>',
    );
  });

  it("refuses an ID that is written twice or is no name", () => {
    const list = [
      { texte: "p", id: "a" },
      { texte: "p", id: "a" },
    ];
    expect(() => inText((writer) => writeList(writer, list))).toThrow(RangeError);
    expect(() => inText((writer) => writeParagraph(writer, "p", "1a"))).toThrow(RangeError);
  });

  it("refuses a reference that leads nowhere", () => {
    const { references } = createCdaWriter({ newId: () => "" });
    references.declare("here");
    expect(references.refer("here")).toBe("#here");
    references.check();
    references.refer("there");
    expect(() => {
      references.check();
    }).toThrow(RangeError);
  });
});
