import { createHash } from "node:crypto";
import { instantOf, parseInput, type SqlExecutor } from "@ldl/domain";
import { z } from "zod";
import { runSql } from "../store/sql-guard.ts";
import { numbered, type ParameterName } from "./sql-text.ts";

/** A statement as it was run, so that anyone may run it again. @public */
export const QueryStatement = z.strictObject({
  /** `Q1` letters, `Q2` reports, `Q3` reasons, and the complementary ones. */
  id: z.string(),
  /** What it counts, in French. */
  plainFrench: z.string(),
  /** Kind of SQL. */
  dialect: z.literal("postgresql"),
  /** The very text that was run. */
  text: z.string(),
  /** Values of `$1`, `$2`… in order, by name. */
  params: z.record(z.string(), z.string()),
  /** SHA-256 of the text. */
  sha256: z.string(),
  /** When it was run. */
  executedAt: z.string(),
  /** Software that ran it. */
  software: z.strictObject({ name: z.string(), version: z.string() }),
  /** Number of rows it gave. */
  rows: z.int().nonnegative(),
});
/** What the schema of the same name gives. @public */
export interface QueryStatement extends z.infer<typeof QueryStatement> {}

/** Values of the parameters of a counting statement. */
export type QueryValues = Readonly<Record<ParameterName, string>>;

/** A statement to run: its name, meaning, text with named parameters, and the shape of its rows. */
export interface Query<S extends z.ZodType> {
  readonly id: string;
  readonly plainFrench: string;
  readonly text: string;
  readonly row: S;
}

/** What runs statements and signs them. */
export interface QueryRunner {
  readonly executor: SqlExecutor;
  readonly values: QueryValues;
  readonly now: () => Date;
  readonly software: { readonly name: string; readonly version: string };
  readonly signal?: AbortSignal | undefined;
}

/** A count as a driver gives it: `bigint` comes as text from PostgreSQL. */
export const Count = z.coerce.number().int();

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** Runs one statement and gives its rows with the proof of what was run. */
export async function runQuery<S extends z.ZodType>(
  { executor, values, now, software, signal }: QueryRunner,
  query: Query<S>,
): Promise<{ readonly rows: readonly z.output<S>[]; readonly statement: QueryStatement }> {
  signal?.throwIfAborted();
  const { text, names } = numbered(query.text);
  const executedAt = instantOf(now());
  const result = await runSql(
    executor,
    query.id,
    text,
    names.map((name) => values[name]),
  );
  const rows = result.rows.map((row) => parseInput(query.row, row, { name: query.id }));
  const params = Object.fromEntries(names.map((name, index) => [`$${index + 1} ${name}`, values[name]]));
  return {
    rows,
    statement: {
      id: query.id,
      plainFrench: query.plainFrench,
      dialect: "postgresql",
      text,
      params,
      sha256: sha256(text),
      executedAt,
      software: { ...software },
      rows: rows.length,
    },
  };
}
