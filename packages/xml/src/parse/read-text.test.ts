import { describe, expect, it } from "vitest";
import { textContent } from "../query/text-content.ts";
import { isXmlError } from "../xml-error.ts";
import { parseXml } from "./parse-xml.ts";

/** Characters of base64, long enough to be taken for a file. */
const FILE = Buffer.alloc(60_000, "ldl").toString("base64");

describe("a long text", () => {
  it.each([
    ["of base64", FILE, FILE],
    ["of base64 with padding", `${FILE.slice(0, -4)}QQ==`, `${FILE.slice(0, -4)}QQ==`],
    ["of base64 with line ends", `${FILE}\r\n${FILE}`, `${FILE}\n${FILE}`],
    ["with references", `${FILE}&amp;${FILE}&lt;`, `${FILE}&${FILE}<`],
    ["with other letters", `${FILE}é€😀`, `${FILE}é€😀`],
    ["with letters that a decoder takes for those of base64", `${FILE}\u0141\u0141\u0141\u0141`, `${FILE}ŁŁŁŁ`],
  ])("%s is read as it is, and the position after it too", (_name, written, expected) => {
    const { root } = parseXml(Buffer.from(`<a>${written}<b/></a>`));
    expect(textContent(root) === expected).toBe(true);
    const [, after] = root.children;
    const lines = expected.split("\n");
    const column = (lines.length === 1 ? "<a>".length : 0) + (written.split("\r\n").at(-1)?.length ?? 0) + 1;
    expect(after).toMatchObject({ kind: "element", line: lines.length, column });
  });

  it.each([
    ["a character that XML forbids", `${FILE}\u0001`, "INVALID_CHARACTER"],
    ["the end of a CDATA section", `${FILE}]]>`, "MALFORMED"],
    ["no end", FILE, "MALFORMED"],
  ])("with %s is refused", (name, text, code) => {
    try {
      parseXml(Buffer.from(name === "no end" ? `<a>${text}` : `<a>${text}</a>`));
      expect.unreachable();
    } catch (error) {
      expect(isXmlError(error) && error.code).toBe(code);
    }
  });

  it("is searched once for its end, however many references it holds", () => {
    const piece = `${"A".repeat(4_100)}&amp;`;
    expect(textContent(parseXml(`<a>${piece.repeat(2_400)}</a>`).root).length).toBe(2_400 * 4_101);
  });
});
