/** How the text of a cell becomes the value of a field. */
type CellKind = "text" | "integer" | "boolean" | "json";

/** Columns of a CSV file of events: the fields of the event model. `stays` holds JSON. */
export const CSV_COLUMNS: Readonly<Record<string, CellKind>> = {
  eventId: "text",
  schema: "text",
  type: "text",
  occurredAt: "text",
  recordedAt: "text",
  entityId: "text",
  stayKey: "text",
  field: "text",
  mode: "text",
  admittedAt: "text",
  dischargedAt: "text",
  dischargeMode: "text",
  unit: "text",
  documentId: "text",
  lineageKey: "text",
  version: "integer",
  replacesId: "text",
  docType: "text",
  cdaLevel: "integer",
  conformant: "boolean",
  conformanceModel: "text",
  errors: "integer",
  producer: "text",
  purpose: "text",
  final: "boolean",
  documentStatus: "text",
  "software.name": "text",
  "software.version": "text",
  to: "text",
  transmissionId: "text",
  messageId: "text",
  channel: "text",
  origin: "text",
  recipientKey: "text",
  recipientKind: "text",
  recipientRole: "text",
  ownDomain: "boolean",
  code: "text",
  reasonCode: "text",
  permanent: "boolean",
  disposition: "text",
  error: "text",
  dmpExists: "boolean",
  scope: "text",
  source: "text",
  year: "integer",
  stays: "json",
  bAnnual: "integer",
};

/** Columns without which no line can be an event. */
export const MANDATORY_COLUMNS: readonly string[] = ["eventId", "type", "occurredAt"];

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  "1": true,
  oui: true,
  vrai: true,
  false: false,
  "0": false,
  non: false,
  faux: false,
};

/** Turns the text of a cell into a value; what does not fit stays text, for the event model to refuse. */
function cellValue(kind: CellKind | undefined, text: string): unknown {
  if (kind === "integer") return /^\d{1,15}$/.test(text) ? Number(text) : text;
  if (kind === "boolean") return BOOLEANS[text.toLowerCase()] ?? text;
  if (kind !== "json") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Turns a record into an event still to be checked; empty cells are absent fields. */
export function recordToEvent(header: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  const software: Record<string, unknown> = {};
  for (const [index, column] of header.entries()) {
    const text = cells[index] ?? "";
    if (text === "") continue;
    const [outer, inner] = column.split(".", 2);
    if (inner === undefined) event[column] = cellValue(CSV_COLUMNS[column], text);
    else if (outer === "software") software[inner] = text;
  }
  return Object.keys(software).length === 0 ? event : { ...event, software };
}
