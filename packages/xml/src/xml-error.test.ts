import { describe, expect, it } from "vitest";
import { isXmlError, XmlError } from "./xml-error.ts";

describe("XmlError", () => {
  it("carries its code, position and cause", () => {
    const cause = new Error("why");
    const error = new XmlError("SCHEMA", "no", { line: 3, column: 4, cause });
    expect([error.name, error.code, error.message, error.line, error.column, error.cause]).toEqual([
      "XmlError",
      "SCHEMA",
      "no",
      3,
      4,
      cause,
    ]);
  });

  it("has no position and no cause by default", () => {
    const error = new XmlError("UNBALANCED", "no");
    expect([error.line, error.column, "cause" in error]).toEqual([0, 0, false]);
  });

  it("is recognized across copies of the package, and nothing else is", () => {
    const foreign = Object.defineProperty(new Error("x"), Symbol.for("ldl.xml.error"), { value: true });
    expect([new XmlError("PATH", "x"), foreign, new Error("x"), null, "x", undefined].map(isXmlError)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
