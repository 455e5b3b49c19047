import { assertConformant, type CisisKit } from "@ldl/cda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportLetter } from "./export-letter.ts";
import { openKit } from "./open-kit.ts";

describe("the letter that we export", () => {
  let kit: CisisKit | undefined;
  beforeAll(async () => {
    kit = await openKit();
  });
  afterAll(() => kit?.[Symbol.dispose]());

  it("keeps the rules of the SDK", () => {
    assertConformant(exportLetter());
  });

  it.skipIf(process.env["LDL_CISIS_KIT"] === undefined)("keeps the official rules", () => {
    if (kit !== undefined) assertConformant(exportLetter(), { kit, name: "lettre de sortie" });
  });

  it("would fail with a document that is none", () => {
    expect(() => assertConformant(Buffer.from("<a/>"))).toThrow(/LDL-V-CDA/);
  });
});
