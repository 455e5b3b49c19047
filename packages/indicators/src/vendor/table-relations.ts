import type { Policy } from "../figures/policy.ts";
import { PROFESSIONAL_KINDS, type SourceRelations } from "../queries/event-relations.ts";
import { listed } from "../queries/sql-text.ts";
import type { Dialect } from "./dialects.ts";
import type { VendorTables } from "./vendor-tables.ts";

/** Relations that the counting texts need, given by a vendor's own tables. */
export type TableRelations = Pick<SourceRelations, "entity" | "stay" | "document" | "conformity" | "sending">;

function entityOf({ entity }: VendorTables, dialect: Dialect, kind: "ES" | "LBM"): string {
  const { entityId, kind: kindColumn, timeZone } = entity.columns;
  return `
entity AS (
  SELECT e.${entityId} AS row_id, e.${entityId} AS entity_id, e.${timeZone} AS time_zone,
         ${dialect.dayStart("{q0}", `e.${timeZone}`)} AS q_start,
         ${dialect.dayStart("{q1}", `e.${timeZone}`)} AS q_end
  FROM ${entity.table} e
  WHERE e.${kindColumn} = '${kind}'
)`;
}

function stayOf({ stay }: VendorTables, asOf: string): string {
  const { stayKey, entityId, field, mode, cancelledAt } = stay.columns;
  return `
stay AS (
  SELECT s.${stayKey} AS stay_key, s.${entityId} AS entity_id,
         CASE WHEN s.${field} = 'SMR' THEN 'SSR' ELSE s.${field} END AS field, s.${mode} AS stay_mode,
         CASE WHEN s.${cancelledAt} <= ${asOf} THEN 1 ELSE 0 END AS cancelled
  FROM ${stay.table} s
)`;
}

function documentOf({ document }: VendorTables, asOf: string): string {
  const column = document.columns;
  return `
document AS (
  SELECT d.${column.documentId} AS document_id, d.${column.lineageKey} AS lineage_key, d.${column.version} AS version_no,
         d.${column.replacesId} AS replaces_id, d.${column.entityId} AS entity_id, d.${column.stayKey} AS stay_key,
         d.${column.docType} AS doc_type, d.${column.cdaLevel} AS cda_level, d.${column.producer} AS producer,
         d.${column.purpose} AS purpose, d.${column.validatedAt} AS validated_at,
         CASE WHEN d.${column.cancelledAt} <= ${asOf} THEN 1 ELSE 0 END AS cancelled
  FROM ${document.table} d
  WHERE d.${column.validatedAt} <= ${asOf}
)`;
}

function conformityOf({ document }: VendorTables): string {
  const { documentId, conformant } = document.columns;
  return `
conformity AS (
  SELECT d.${documentId} AS document_id, d.${conformant} AS conformant
  FROM ${document.table} d
  WHERE d.${conformant} IS NOT NULL
)`;
}

function proofOf({ transmission }: VendorTables, asOf: string, { sentProof }: Policy): string {
  const { deliveredAt, mdnAt } = transmission.columns;
  if (sentProof === "accepted") return "";
  if (sentProof === "mdn") return `\n    AND t.${mdnAt} <= ${asOf}`;
  return `\n    AND (t.${deliveredAt} <= ${asOf} OR t.${mdnAt} <= ${asOf})`;
}

function sendingOf(tables: VendorTables, asOf: string, policy: Policy): string {
  const { table, columns } = tables.transmission;
  return `
sending AS (
  SELECT t.${columns.documentId} AS document_id, t.${columns.origin} AS origin, t.${columns.recipientKey} AS recipient_key,
         t.${columns.acceptedAt} AS sent_at
  FROM ${table} t
  WHERE t.${columns.channel} = 'MSSANTE' AND t.${columns.recipientKind} IN (${listed(PROFESSIONAL_KINDS)})
    AND t.${columns.acceptedAt} <= ${asOf}
    AND (t.${columns.failedAt} IS NULL OR t.${columns.failedAt} > ${asOf})${proofOf(tables, asOf, policy)}
)`;
}

/** The relations, from tables that keep one row per stay, document and transmission. */
export function tableRelations(
  tables: VendorTables,
  dialect: Dialect,
  { kind, policy }: { readonly kind: "ES" | "LBM"; readonly policy: Policy },
): TableRelations {
  const asOf = dialect.moment("{asOf}");
  return {
    entity: entityOf(tables, dialect, kind),
    stay: stayOf(tables, asOf),
    document: documentOf(tables, asOf),
    conformity: conformityOf(tables),
    sending: sendingOf(tables, asOf, policy),
  };
}
