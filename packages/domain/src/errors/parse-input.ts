import type { z } from "zod";
import type { LdlIssue } from "./issue.ts";
import { LdlError } from "./ldl-error.ts";

const RULE_IN_MESSAGE = /\s*\((LDL-[A-Z0-9-]+)\)$/;

function toIssue(issue: z.core.$ZodIssue, prefix: string): LdlIssue {
  const path = [...(prefix === "" ? [] : [prefix]), ...issue.path.map(String)].join(".");
  const rule =
    RULE_IN_MESSAGE.exec(issue.message)?.[1] ?? `LDL-SCHEMA-${issue.code.toUpperCase().replaceAll("_", "-")}`;
  return { rule, path, message: issue.message.replace(RULE_IN_MESSAGE, ""), severity: "error" };
}

/**
 * Parses data with a schema and turns what is wrong into one `LdlError`.
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
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => toIssue(issue, options.name ?? ""));
  const first = issues[0];
  const more = issues.length > 1 ? ` (et ${issues.length - 1} autre(s) défaut(s))` : "";
  throw new LdlError(
    "LDL_INPUT_INVALID",
    `${first?.path || "donnée"} : ${first?.message ?? "invalide"} (${first?.rule ?? ""})${more}`,
    {
      details: { issues },
      cause: undefined,
    },
  );
}
