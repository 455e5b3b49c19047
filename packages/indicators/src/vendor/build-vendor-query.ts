import { parseInput } from "@ldl/domain";
import { Policy, type PolicyInput } from "../figures/policy.ts";
import { letterCountText, reportCountText } from "../queries/count-queries.ts";
import { letterReasonText } from "../queries/reason-queries.ts";
import { sha256 } from "../queries/run-query.ts";
import { PARAMETER_NAMES } from "../queries/sql-text.ts";
import { DIALECTS, type Dialect } from "./dialects.ts";
import { tableRelations } from "./table-relations.ts";
import { type SqlDialect, VendorTables, type VendorTablesInput } from "./vendor-tables.ts";

/** Statement of the query pack: `Q1` C and D, `Q2` I, K and L, `Q3` why letters count or not. @public */
export type VendorQueryId = "Q1" | "Q2" | "Q3";

/** How {@link buildVendorQuery} writes a statement. @public */
export interface BuildVendorQueryOptions {
  /** Database of the vendor. */
  readonly dialect: SqlDialect;
  /** Names of the vendor's own tables and columns. Default: those of {@link buildVendorTables}. */
  readonly tables?: VendorTablesInput;
  /** Choices that differ from the defaults. */
  readonly policy?: PolicyInput;
}

/** A statement for a vendor's own database. @public */
export interface VendorQuery {
  /** Which one. */
  readonly id: VendorQueryId;
  /** Dialect of the text. */
  readonly dialect: SqlDialect;
  /** The text to run, and to print beside the figure. */
  readonly text: string;
  /**
   * Parameters in order: `q0` first day, `q1` first day after the period, `asOf` moment of counting, as ISO texts. On
   * PostgreSQL they are `$1`, `$2`, `$3`; on Oracle `:q0`…; on SQL Server `@q0`….
   */
  readonly parameters: readonly string[];
  /** Whether the tests of this package run texts of this dialect. Others are written from manuals, not executed here. */
  readonly executedHere: boolean;
  /** SHA-256 of the text. */
  readonly sha256: string;
}

const PURPOSES: Readonly<Record<VendorQueryId, string>> = {
  Q1: "tableau 1, totaux C et D",
  Q2: "tableau 2, totaux I, K et L",
  Q3: "raisons pour lesquelles une lettre compte ou non",
};

function countingText(id: VendorQueryId, tables: VendorTables, dialect: Dialect, policy: Policy): string {
  const relations = tableRelations(tables, dialect, { kind: id === "Q2" ? "LBM" : "ES", policy });
  if (id === "Q1") return letterCountText(relations, policy);
  return id === "Q2" ? reportCountText(relations) : letterReasonText(relations, policy);
}

/**
 * Writes a counting statement for a vendor who counts in its own database: the same counting text as over the event store,
 * over tables that keep one row per stay, document version and transmission.
 *
 * @remarks Instruction DGOS/PF5/2017/11, MS-3: « préciser la requête ».
 * @example
 * ```ts
 * import { buildVendorQuery } from "@ldl/indicators";
 *
 * const { text, parameters } = buildVendorQuery("Q1", {
 *   dialect: "postgresql",
 *   tables: { document: { table: "dpi.documents", columns: { documentId: "id_doc" } } },
 * });
 * console.log(parameters, text);
 * ```
 * @param id - Which statement.
 * @param options - Dialect, names, policy.
 * @returns The statement.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` for a text that is no SQL name.
 * @public
 */
export function buildVendorQuery(id: VendorQueryId, options: BuildVendorQueryOptions): VendorQuery {
  const policy = parseInput(Policy, options.policy ?? {}, { name: "policy" });
  const dialect = DIALECTS[options.dialect];
  const tables = parseInput(VendorTables, options.tables ?? {}, { name: "tables" });
  const body = countingText(id, tables, dialect, policy);
  const parameters = PARAMETER_NAMES.filter((name) => body.includes(`{${name}}`));
  const written = parameters.reduce(
    (text, name, index) => text.replaceAll(`{${name}}`, dialect.parameter(name, index + 1)),
    body,
  );
  const caution = dialect.executedHere ? "" : " Texte non exécuté ici : à vérifier sur votre base.";
  const text = `-- ${id}, ${PURPOSES[id]}. ${dialect.label}.${caution}\n${written}\n`;
  return { id, dialect: options.dialect, text, parameters, executedHere: dialect.executedHere, sha256: sha256(text) };
}
