import type { LdlIssue } from "@ldl/domain";
import type { z } from "zod";
import { invalidInput } from "../rules/refuse.ts";
import { schemaMessage } from "./schema-messages.ts";

const RULE_IN_MESSAGE = /\s*\((LDL-[A-Z0-9-]+)\)$/;

/** One issue, or one for each member that the schema does not know. */
function toIssues(issue: z.core.$ZodIssue): readonly LdlIssue[] {
  const rule =
    RULE_IN_MESSAGE.exec(issue.message)?.[1] ?? `LDL-SCHEMA-${issue.code.toUpperCase().replaceAll("_", "-")}`;
  const message = issue.message.replace(RULE_IN_MESSAGE, "");
  const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => ({ rule, path: path.map(String).join("."), message, severity: "error" }));
}

/**
 * Parses what a document is built from; every message is in French and holds no value.
 *
 * @param schema - Schema of the document.
 * @param data - What the caller gave.
 * @returns The parsed data.
 * @throws LdlError `LDL_INPUT_INVALID` with one issue per defect.
 * @internal
 */
export function parseDocument<S extends z.ZodType>(schema: S, data: unknown): z.output<S> {
  const result = schema.safeParse(data, { error: schemaMessage });
  if (result.success) return result.data;
  throw invalidInput(result.error.issues.flatMap(toIssues));
}
