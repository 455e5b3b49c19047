import { DIALECTS, type Dialect } from "./dialects.ts";
import type { SqlDialect } from "./vendor-tables.ts";

/** One column: name, type, constraint. */
type Column = readonly [name: string, type: string, constraint?: string];

function tablesOf({ types }: Dialect): Readonly<Record<string, readonly Column[]>> {
  const { text, instant, smallInteger, integer } = types;
  return {
    ind_entity: [
      ["entity_id", text(40), "PRIMARY KEY"],
      ["kind", text(3), "NOT NULL CHECK (kind IN ('ES', 'LBM'))"],
      ["finess_et", text(9)],
      ["finess_ej", text(9)],
      ["label", text(200), "NOT NULL"],
      ["time_zone", text(40), "DEFAULT 'Europe/Paris' NOT NULL"],
    ],
    ind_activity: [
      ["entity_id", text(40), "NOT NULL REFERENCES ind_entity (entity_id)"],
      ["source", text(40), "NOT NULL"],
      ["year", integer, "NOT NULL"],
      ["stays_annual", types.decimal(12)],
      ["b_annual", types.decimal(14)],
    ],
    ind_stay: [
      ["stay_key", text(64), "PRIMARY KEY"],
      ["entity_id", text(40), "NOT NULL REFERENCES ind_entity (entity_id)"],
      ["field", text(8), "NOT NULL"],
      ["stay_mode", text(12), "NOT NULL"],
      ["discharged_at", instant],
      ["discharge_mode", text(24)],
      ["cancelled_at", instant],
    ],
    ind_document: [
      ["document_id", text(128), "PRIMARY KEY"],
      ["lineage_key", text(128), "NOT NULL"],
      ["version_no", integer, "DEFAULT 1 NOT NULL"],
      ["replaces_id", text(128)],
      ["entity_id", text(40), "NOT NULL REFERENCES ind_entity (entity_id)"],
      ["stay_key", text(64), "REFERENCES ind_stay (stay_key)"],
      ["doc_type", text(12), "NOT NULL"],
      ["cda_level", smallInteger, "NOT NULL"],
      ["conformant", smallInteger],
      ["producer", text(8), "NOT NULL"],
      ["purpose", text(12), "DEFAULT 'prescriber' NOT NULL"],
      ["validated_at", instant, "NOT NULL"],
      ["cancelled_at", instant],
    ],
    ind_transmission: [
      ["transmission_id", text(64), "PRIMARY KEY"],
      ["document_id", text(128), "NOT NULL REFERENCES ind_document (document_id)"],
      ["message_id", text(255), "NOT NULL"],
      ["channel", text(12), "NOT NULL"],
      ["origin", text(8), "NOT NULL"],
      ["recipient_key", text(64), "NOT NULL"],
      ["recipient_kind", text(8), "NOT NULL"],
      ["submitted_at", instant, "NOT NULL"],
      ["accepted_at", instant],
      ["failed_at", instant],
      ["delivered_at", instant],
      ["mdn_at", instant],
      ["mdn_disposition", text(40)],
    ],
  };
}

/**
 * Writes the tables that {@link buildVendorQuery} reads, for a vendor who has none that fit. `conformant` is 1, 0 or empty when
 * nothing checked the document.
 *
 * @example
 * ```ts
 * import { buildVendorTables } from "@ldl/indicators";
 *
 * for (const statement of buildVendorTables({ dialect: "oracle" })) console.log(`${statement};`);
 * ```
 * @param options - `dialect`: database of the vendor. Only PostgreSQL texts are run by the tests of this package.
 * @returns One `CREATE TABLE` statement per table, in order, without final `;`.
 * @public
 */
export function buildVendorTables(options: { readonly dialect: SqlDialect }): readonly string[] {
  return Object.entries(tablesOf(DIALECTS[options.dialect])).map(([table, columns]) => {
    const lines = columns.map(([name, type, constraint]) => `  ${[name, type, constraint].filter(Boolean).join(" ")}`);
    return `CREATE TABLE ${table} (\n${lines.join(",\n")}\n)`;
  });
}
