import { z } from "zod";

/** Version of the JSON report: a new one when a member is removed or changes meaning. */
export const REPORT_VERSION = 1;

const Verdict = z.enum(["valid", "invalid", "could-not-run"]);
const Place = z.strictObject({ file: z.string(), line: z.int() });

const Finding = z.strictObject({
  ruleSet: z.string().describe("Jeu de règles : XML, SDK, XSD, IHE… ou le volet"),
  ruleSetVersion: z.string().optional().describe("Version du jeu de règles, quand il en a une"),
  ruleSetSha256: z.string().optional().describe("Empreinte des fichiers du jeu de règles"),
  kit: z.string().optional().describe("Nom donné au kit"),
  kitVersion: z.string().optional().describe("Version du kit, donnée à son ouverture"),
  kitSha256: z.string().optional().describe("Empreinte du kit"),
  kind: z.enum(["xml", "sdk", "xsd", "assert", "report"]),
  ruleId: z.string().optional(),
  role: z.string().optional(),
  severity: z.enum(["error", "warning", "info"]),
  line: z.int().describe("Ligne, depuis 1"),
  column: z.int().optional().describe("Colonne, depuis 1"),
  location: z.string().describe("XPath absolu"),
  message: z.string(),
  expected: z.string().optional().describe("Ce qui est attendu"),
  found: z.string().optional().describe("Ce qui a été trouvé, sans rien qui désigne le patient"),
  suggestion: z.string().optional(),
  inputField: z.string().optional().describe("Champ des données d'entrée, là où il est connu"),
  reference: z.string().optional().describe("Document d'où vient une règle du SDK"),
  test: z.string().optional().describe("Expression évaluée"),
  source: Place.optional().describe("Où la règle est écrite dans le kit"),
});

const RuleSet = z.strictObject({
  name: z.string(),
  entry: z.string(),
  version: z.string().optional(),
  status: z.enum(["checked", "nothing-to-check", "could-not-run"]),
  firedRules: z.int(),
  findingCount: z.int(),
  failures: z.array(
    z.strictObject({
      code: z.string(),
      message: z.string(),
      location: z.string().optional(),
      source: Place.optional(),
    }),
  ),
  sha256: z.string().optional(),
  missingIncludes: z.array(z.string()),
});

const Kit = z.strictObject({
  kit: z.string().optional(),
  verdict: Verdict,
  officialVerdict: Verdict.optional().describe("Verdict des règles officielles seules"),
  kitVersion: z.string().optional(),
  kitSha256: z.string().optional(),
  volet: z.strictObject({ name: z.string().optional(), reason: z.string(), explanation: z.string() }),
  ruleSets: z.array(RuleSet),
  findings: z.array(Finding),
  repairs: z.array(z.strictObject({ kind: z.string(), asked: z.string(), used: z.string() })),
  uncheckedCodeSystems: z.array(z.string()),
  isExtracted: z.boolean(),
  embeddedFiles: z.array(z.strictObject({ location: z.string(), mediaType: z.string(), claim: z.string().optional() })),
});

const File = z.strictObject({
  file: z.string(),
  verdict: Verdict,
  failure: z.string().optional().describe("Pourquoi le fichier n'a pas pu être lu"),
  reports: z.array(Kit),
  differences: z.array(
    z.strictObject({ finding: Finding, foundBy: z.array(z.string()), notFoundBy: z.array(z.string()) }),
  ),
});

/** The JSON report of `ldl validate --format json`, as a schema. @internal */
export const ValidationReportJson = z.strictObject({
  reportVersion: z.literal(REPORT_VERSION),
  verdict: Verdict.describe("Le moins bon de tous : could-not-run, puis invalid, puis valid"),
  generatedAt: z.iso.datetime({ offset: true }).optional(),
  files: z.array(File),
});
export type ValidationReportJson = z.infer<typeof ValidationReportJson>;

/**
 * Gives the JSON Schema of the JSON report; the same text is shipped as `schema/validation-report-1.schema.json`.
 *
 * @example
 * ```ts
 * import { validationReportSchema } from "@ldl/cda";
 *
 * console.log(JSON.stringify(validationReportSchema(), null, 2));
 * ```
 * @returns A JSON Schema, draft 2020-12.
 * @public
 */
export function validationReportSchema(): object {
  return z.toJSONSchema(ValidationReportJson);
}
