/**
 * Writes the page of the rules of the SDK from the rules themselves.
 *
 * Usage: npx tsx packages/cda/scripts/write-rules-page.ts
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { rulesPage } from "../test/rules-page.ts";

writeFileSync(path.join(import.meta.dirname, "../../../docs/regles-sdk.md"), rulesPage());
