import { describe, expect, it } from "vitest";
import { INTEGRATION_ERRORS, isIntegrationErrorCode } from "./integration-errors.ts";

describe("integration errors", () => {
  it("are the seven of the volet, each under its own code", () => {
    expect(Object.keys(INTEGRATION_ERRORS)).toEqual(["900", "901", "902", "903", "904", "905", "906"]);
    for (const [code, error] of Object.entries(INTEGRATION_ERRORS)) expect(error.code).toBe(code);
  });

  it.each([
    ["902", true],
    ["899", false],
    ["toString", false],
    ["", false],
  ])("%s: %s", (code, expected) => {
    expect(isIntegrationErrorCode(code)).toBe(expected);
  });
});
