import { describe, expect, it } from "vitest";
import { type CreateXmlWriterOptions, createXmlWriter, isXmlError, prepareMarkup, type XmlWriter } from "../index.ts";

const write = (writer: XmlWriter) => {
  writer.element("a", { x: 'é & "q"' }).start("b").element("c", undefined, "1 < 2").end();
};

function written(options: CreateXmlWriterOptions, use: (writer: XmlWriter) => void): string {
  const writer = createXmlWriter({ declaration: false, ...options }).start("root", { xmlns: "urn:x" });
  use(writer);
  return new TextDecoder().decode(writer.end().finish());
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return isXmlError(error) ? error.code : String(error);
  }
  return undefined;
}

describe("prepareMarkup", () => {
  it.each<CreateXmlWriterOptions>([{}, { indentation: "spaces" }])(
    "writes what its elements would, as often as asked (%j)",
    (options) => {
      const prepared = prepareMarkup(write);
      const once = written(options, (writer) => {
        writer.element("before").prepared(prepared).prepared(prepared).element("after");
      });
      const plain = written(options, (writer) => {
        writer.element("before");
        write(writer);
        write(writer);
        writer.element("after");
      });
      expect(once).toBe(plain);
    },
  );

  it("may be empty", () => {
    expect(written({}, (writer) => void writer.prepared(prepareMarkup(() => undefined)))).toBe(
      '<root xmlns="urn:x"></root>',
    );
  });

  it.each<[string, string | undefined, () => unknown]>([
    ["an undeclared prefix", "NAMESPACE", () => prepareMarkup((writer) => writer.element("p:a"))],
    ["a bad name", "MALFORMED", () => prepareMarkup((writer) => writer.element("1a"))],
    ["an element left open", "UNBALANCED", () => prepareMarkup((writer) => writer.start("a"))],
    ["an element too many closed", "UNBALANCED", () => prepareMarkup((writer) => writer.end().end())],
    ["a place outside the root", "UNBALANCED", () => createXmlWriter().prepared(prepareMarkup(write))],
  ])("refuses %s", (_, code, run) => {
    expect(codeOf(run)).toBe(code);
  });
});
