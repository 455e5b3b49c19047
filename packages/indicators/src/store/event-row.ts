import type { ExchangeEvent } from "@ldl/domain";

/** Columns of the log with their SQL type, in the order of the insert. */
export const EVENT_COLUMNS = {
  event_id: "uuid",
  type: "text",
  schema_version: "text",
  occurred_at: "timestamptz",
  occurred_offset: "smallint",
  recorded_at: "timestamptz",
  entity_id: "text",
  stay_key: "text",
  field: "text",
  stay_mode: "text",
  admitted_at: "timestamptz",
  discharged_at: "timestamptz",
  discharge_mode: "text",
  ward: "text",
  document_id: "text",
  lineage_key: "text",
  version_no: "integer",
  replaces_id: "text",
  doc_type: "text",
  cda_level: "smallint",
  conformant: "boolean",
  conformance_model: "text",
  error_count: "integer",
  producer: "text",
  purpose: "text",
  is_final: "boolean",
  document_status: "text",
  software_name: "text",
  software_version: "text",
  handed_to: "text",
  transmission_id: "text",
  message_id: "text",
  channel: "text",
  origin: "text",
  recipient_key: "text",
  recipient_kind: "text",
  recipient_role: "text",
  own_domain: "boolean",
  code: "text",
  permanent: "boolean",
  disposition: "text",
  dmp_exists: "boolean",
  scope: "text",
  activity_source: "text",
  activity_year: "integer",
  activity_stays: "jsonb",
  b_annual: "bigint",
} as const;

/** Name of a column of the log. */
export type EventColumn = keyof typeof EVENT_COLUMNS;

/** One row of the log, ready to be written as JSON. */
export type EventRow = Readonly<Partial<Record<EventColumn, unknown>>> & { readonly event_id: string };

/** Column of each field of an event, where the names differ by more than their case. */
const COLUMN_OF_FIELD: Readonly<Record<string, Exclude<EventColumn, "event_id">>> = {
  type: "type",
  schema: "schema_version",
  occurredAt: "occurred_at",
  recordedAt: "recorded_at",
  entityId: "entity_id",
  stayKey: "stay_key",
  field: "field",
  mode: "stay_mode",
  admittedAt: "admitted_at",
  dischargedAt: "discharged_at",
  dischargeMode: "discharge_mode",
  unit: "ward",
  documentId: "document_id",
  lineageKey: "lineage_key",
  version: "version_no",
  replacesId: "replaces_id",
  docType: "doc_type",
  cdaLevel: "cda_level",
  conformant: "conformant",
  conformanceModel: "conformance_model",
  errors: "error_count",
  producer: "producer",
  purpose: "purpose",
  final: "is_final",
  documentStatus: "document_status",
  to: "handed_to",
  transmissionId: "transmission_id",
  messageId: "message_id",
  channel: "channel",
  origin: "origin",
  recipientKey: "recipient_key",
  recipientKind: "recipient_kind",
  recipientRole: "recipient_role",
  ownDomain: "own_domain",
  code: "code",
  reasonCode: "code",
  error: "code",
  permanent: "permanent",
  disposition: "disposition",
  dmpExists: "dmp_exists",
  scope: "scope",
  source: "activity_source",
  year: "activity_year",
  stays: "activity_stays",
  bAnnual: "b_annual",
};

const OFFSET = /([+-])(\d{2}):(\d{2})$/;

function offsetMinutes(instant: string): number {
  const [, sign, hours, minutes] = OFFSET.exec(instant) ?? [];
  const total = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === "-" ? -total : total;
}

/**
 * Lays an event out as a row of the log.
 *
 * @param event - A parsed event.
 * @param now - Stands for `recordedAt` when the event has none.
 */
export function toEventRow(event: ExchangeEvent, now: string): EventRow {
  const row: Partial<Record<EventColumn, unknown>> & { event_id: string } = {
    event_id: event.eventId.toLowerCase(),
    occurred_offset: offsetMinutes(event.occurredAt),
    recorded_at: now,
  };
  for (const [field, value] of Object.entries<unknown>(event)) {
    const column = COLUMN_OF_FIELD[field];
    if (column !== undefined && value !== undefined) row[column] = value;
  }
  if (row.field === "SMR") row.field = "SSR";
  if (event.type === "stay.discharged") row.discharged_at = event.occurredAt;
  if (event.type === "document.produced" && event.software !== undefined) {
    row.software_name = event.software.name;
    row.software_version = event.software.version;
  }
  return row;
}
