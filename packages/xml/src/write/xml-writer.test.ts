import { describe, expect, it } from "vitest";
import { isXmlError } from "../xml-error.ts";
import { createXmlWriter } from "./xml-writer.ts";

/** Characters of base64, long enough to be taken for a file. */
const FILE = Buffer.alloc(60_000, "ldl").toString("base64");
const written = (text: string): string =>
  Buffer.from(createXmlWriter({ declaration: false }).element("a", undefined, text).finish()).toString("utf8");

describe("a huge text", () => {
  it.each([
    ["of base64", FILE, FILE],
    ["of base64 with padding", `${FILE.slice(0, -4)}QQ==`, `${FILE.slice(0, -4)}QQ==`],
    ["of base64 with line ends", `${FILE}\n${FILE}`, `${FILE}\n${FILE}`],
    ["that ends with markup", `${FILE}<b>&`, `${FILE}&lt;b&gt;&amp;`],
    ["with a carriage return", `${FILE}\r`, `${FILE}&#xD;`],
    ["with letters that a decoder takes for those of base64", `${FILE}\u0141\u0141\u0141\u0141`, `${FILE}ŁŁŁŁ`],
  ])("%s is written so that it reads back the same", (_name, text, expected) => {
    expect(written(text) === `<a>${expected}</a>`).toBe(true);
  });

  it("with a character that XML forbids is refused", () => {
    try {
      written(`${FILE}\u0000`);
      expect.unreachable();
    } catch (error) {
      expect(isXmlError(error) && error.code).toBe("INVALID_CHARACTER");
    }
  });
});
