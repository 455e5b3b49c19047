import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { rulesPage } from "./rules-page.ts";

it("the page of the rules is up to date", () => {
  const page = readFileSync(path.join(import.meta.dirname, "../../../docs/regles-sdk.md"), "utf8");
  expect(page, "run npx tsx packages/cda/scripts/write-rules-page.ts").toBe(rulesPage());
});
