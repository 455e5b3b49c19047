import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertConformant, type CisisKit } from "@ldl/cda";
import { exportLetter } from "./export-letter.ts";
import { openKit } from "./open-kit.ts";

void describe("the letter that we export", () => {
  let kit: CisisKit | undefined;
  before(async () => {
    kit = await openKit();
  });
  after(() => kit?.[Symbol.dispose]());

  void test("keeps the rules of the SDK", () => {
    const { findings } = assertConformant(exportLetter());
    assert.equal(findings.filter(({ severity }) => severity === "error").length, 0);
  });

  void test("keeps the official rules", (context) => {
    if (kit === undefined) context.skip("LDL_CISIS_KIT names no kit");
    else assertConformant(exportLetter(), { kit, name: "lettre de sortie" });
  });

  void test("would fail with a wrong INS", () => {
    const wrong = Buffer.from(exportLetter())
      .toString("utf8")
      .replace(/(root="1\.2\.250\.1\.213\.1\.4\.\d+" extension=")\d{2}/, "$199");
    assert.throws(() => assertConformant(Buffer.from(wrong)), /LDL-V-INS-CLE/);
  });
});
