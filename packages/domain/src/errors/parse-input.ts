import type { z } from "zod";
import type { LdlIssue } from "./issue.ts";
import { LdlError } from "./ldl-error.ts";
import { schemaMessage } from "./schema-message.ts";

const RULE_IN_MESSAGE = /\s*\((LDL-[A-Z0-9-]+)\)$/;

/** One issue, or one for each member that the schema does not know. */
function toIssues(issue: z.core.$ZodIssue, prefix: string): readonly LdlIssue[] {
  const start = [...(prefix === "" ? [] : [prefix]), ...issue.path];
  const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...start, key]) : [start];
  const rule =
    RULE_IN_MESSAGE.exec(issue.message)?.[1] ?? `LDL-SCHEMA-${issue.code.toUpperCase().replaceAll("_", "-")}`;
  const message = issue.message.replace(RULE_IN_MESSAGE, "");
  return paths.map((path) => ({ rule, path: path.map(String).join("."), message, severity: "error" }));
}

/**
 * Parses data with a schema and turns what is wrong into one `LdlError`; every message is in French and holds no value.
 *
 * A schema message that ends with a rule id in parentheses, `… (LDL-H-017)`, gives that id to the issue.
 *
 * @example
 * ```ts
 * import { parseInput, Rpps } from "@ldl/domain";
 *
 * const rpps = parseInput(Rpps, "10002422979", { name: "rpps" });
 * ```
 * @param schema - Schema of the expected data.
 * @param data - What the caller gave.
 * @param options - `name`: what to call the data in paths and message. Default: none.
 * @returns The parsed data.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` with one issue per defect.
 * @public
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  data: unknown,
  options: { readonly name?: string } = {},
): z.output<S> {
  const result = schema.safeParse(data, { error: schemaMessage });
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap((issue) => toIssues(issue, options.name ?? ""));
  const first = issues[0];
  const more = issues.length > 1 ? ` (et ${issues.length - 1} autre(s) défaut(s))` : "";
  throw new LdlError(
    "LDL_INPUT_INVALID",
    `${first?.path || "donnée"} : ${first?.message ?? "invalide"} (${first?.rule ?? ""})${more}`,
    { details: { issues } },
  );
}
