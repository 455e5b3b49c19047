import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { type AnyLdlError, isLdlError, LdlError, parseInput } from "../index.ts";

describe("LdlError", () => {
  it("carries code, details, cause, and whether to retry", () => {
    const cause = new Error("driver");
    const error = new LdlError("LDL_STORE_FAILED", "the store failed", {
      details: { operation: "insert" },
      retryable: true,
      cause,
    });
    expect(error).toMatchObject({
      name: "LdlError",
      code: "LDL_STORE_FAILED",
      retryable: true,
      details: { operation: "insert" },
      cause,
    });
    expect(error).toBeInstanceOf(Error);
  });

  it("is recognised from another copy of the package", () => {
    const foreign = Object.defineProperty(new Error("x"), Symbol.for("ldl.error"), { value: true });
    expect(isLdlError(foreign)).toBe(true);
    expect([null, undefined, "x", new Error("x")].some(isLdlError)).toBe(false);
  });

  it("narrows its details by code", () => {
    const lineOf = (error: AnyLdlError) => (error.code === "LDL_CDA_MALFORMED" ? error.details.line : undefined);
    expectTypeOf(lineOf).returns.toEqualTypeOf<number | undefined>();
    expect(
      lineOf(new LdlError("LDL_STORE_FAILED", "x", { details: { operation: "y" } }) as AnyLdlError),
    ).toBeUndefined();
  });
});

describe("parseInput", () => {
  const schema = z.strictObject({ a: z.string().regex(/^x$/, { error: "x attendu (LDL-DEMO-001)" }), b: z.number() });

  it("returns what fits", () => {
    expect(parseInput(schema, { a: "x", b: 1 })).toEqual({ a: "x", b: 1 });
  });

  it("lists every defect with path and rule", () => {
    try {
      parseInput(schema, { a: "y", b: "z" }, { name: "entree" });
      expect.unreachable();
    } catch (error) {
      if (!isLdlError(error) || error.code !== "LDL_INPUT_INVALID") throw error;
      expect(error.details.issues.map(({ path, rule }) => [path, rule])).toEqual([
        ["entree.a", "LDL-DEMO-001"],
        ["entree.b", "LDL-SCHEMA-INVALID-TYPE"],
      ]);
      expect(error.message).toBe("entree.a : x attendu (LDL-DEMO-001) (et 1 autre(s) défaut(s))");
      expect(error.details.issues[0]?.message).toBe("x attendu");
    }
  });
});
