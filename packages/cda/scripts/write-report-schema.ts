/**
 * Writes the JSON Schema of the validation report, as it is shipped.
 *
 * Usage: npx tsx packages/cda/scripts/write-report-schema.ts
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { validationReportSchema } from "../src/index.ts";

const file = path.join(import.meta.dirname, "../schema/validation-report-1.schema.json");
writeFileSync(file, `${JSON.stringify(validationReportSchema(), null, 2)}\n`);
