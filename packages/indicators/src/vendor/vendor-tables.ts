import { z } from "zod";

/** SQL dialect of a vendor's database. @public */
export type SqlDialect = "postgresql" | "oracle" | "sqlserver";

const PART = /(?:[A-Za-z_][A-Za-z0-9_$#]*|"[^"\0]+"|\[[^[\]\0]+\])/.source;

/** A table, view or column, schema included where wanted; quoted names are taken as they are. */
const SqlName = z.string().regex(new RegExp(`^${PART}(?:\\.${PART}){0,2}$`), {
  error: "nom SQL attendu : table, schema.table, ou nom entre guillemets (LDL-IND-SQL-NAME)",
});

/**
 * Names of the tables and columns that the counting texts read: those of {@link buildVendorTables} unless the vendor gives its
 * own.
 *
 * @public
 */
export const VendorTables = z.strictObject({
  /** Participants; `kind` holds `ES` or `LBM`. */
  entity: z
    .strictObject({
      table: SqlName.default("ind_entity"),
      columns: z
        .strictObject({
          entityId: SqlName.default("entity_id"),
          kind: SqlName.default("kind"),
          timeZone: SqlName.default("time_zone"),
        })
        .prefault({}),
    })
    .prefault({}),
  /** Stays. */
  stay: z
    .strictObject({
      table: SqlName.default("ind_stay"),
      columns: z
        .strictObject({
          stayKey: SqlName.default("stay_key"),
          entityId: SqlName.default("entity_id"),
          field: SqlName.default("field"),
          mode: SqlName.default("stay_mode"),
          cancelledAt: SqlName.default("cancelled_at"),
        })
        .prefault({}),
    })
    .prefault({}),
  /** Versions of documents. */
  document: z
    .strictObject({
      table: SqlName.default("ind_document"),
      columns: z
        .strictObject({
          documentId: SqlName.default("document_id"),
          lineageKey: SqlName.default("lineage_key"),
          version: SqlName.default("version_no"),
          replacesId: SqlName.default("replaces_id"),
          entityId: SqlName.default("entity_id"),
          stayKey: SqlName.default("stay_key"),
          docType: SqlName.default("doc_type"),
          cdaLevel: SqlName.default("cda_level"),
          conformant: SqlName.default("conformant"),
          producer: SqlName.default("producer"),
          purpose: SqlName.default("purpose"),
          validatedAt: SqlName.default("validated_at"),
          cancelledAt: SqlName.default("cancelled_at"),
        })
        .prefault({}),
    })
    .prefault({}),
  /** Transmissions, one per document and recipient. */
  transmission: z
    .strictObject({
      table: SqlName.default("ind_transmission"),
      columns: z
        .strictObject({
          documentId: SqlName.default("document_id"),
          channel: SqlName.default("channel"),
          origin: SqlName.default("origin"),
          recipientKey: SqlName.default("recipient_key"),
          recipientKind: SqlName.default("recipient_kind"),
          acceptedAt: SqlName.default("accepted_at"),
          failedAt: SqlName.default("failed_at"),
          deliveredAt: SqlName.default("delivered_at"),
          mdnAt: SqlName.default("mdn_at"),
        })
        .prefault({}),
    })
    .prefault({}),
});
/** What the schema of the same name gives. @public */
export interface VendorTables extends z.infer<typeof VendorTables> {}

/** The names as a vendor writes them: only those that differ. @public */
export type VendorTablesInput = z.input<typeof VendorTables>;
