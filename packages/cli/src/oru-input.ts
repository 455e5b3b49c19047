import { FromOruOptions, fromOru, type LabReport } from "@ldl/crbm";
import { parseInput } from "@ldl/domain";
import type { Io } from "./io.ts";
import { readJson } from "./json-input.ts";

/**
 * Reads a message of results as the data of a report, and says what the report lacks of it.
 *
 * @param message - HL7 v2 file.
 * @param settings - JSON file of what the message does not say.
 * @param io - Files and streams.
 * @returns The report.
 */
export async function readOru(message: string, settings: string, io: Io): Promise<LabReport> {
  const options = parseInput(FromOruOptions, await readJson(settings, io));
  const { report, issues } = fromOru(await io.read(message), options);
  for (const { path, message: text, rule } of issues) io.err(`message ${path} : ${text} (${rule})\n`);
  return report;
}
