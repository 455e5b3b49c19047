import { isAscii } from "node:buffer";
import type { SqlRow } from "@ldl/domain";
import { z } from "zod";
import { Count } from "./entry-row.ts";
import { runSql } from "./run-sql.ts";
import type { Store } from "./store.ts";

/*
 * Drivers receive bytes as hexadecimal text, twice as long and slow to write and to read. Mail is ASCII text by itself: it is
 * stored as bytes like everything else and travels back as text. Pieces keep the driver and the collector from moving one huge
 * string.
 */
const PIECE_BYTES = 65_536;

/** Whether the payload can travel as text; PostgreSQL has no text with NUL. */
export function isPlainText(payload: Uint8Array): boolean {
  return isAscii(payload) && !payload.includes(0);
}

const PieceRow = z.object({
  piece: Count,
  payload_bytes: Count,
  text: z.string().nullable(),
  bytes: z.instanceof(Uint8Array).nullable(),
});
interface PieceRow extends z.infer<typeof PieceRow> {}

function statementOf(entries: string, column: "id" | "key"): string {
  return `SELECT piece, payload_bytes, CASE WHEN plain_text THEN convert_from(part, 'UTF8') END AS text,
      CASE WHEN NOT plain_text THEN part END AS bytes
    FROM (
      SELECT piece, payload_bytes, plain_text, substr(payload, piece * ${PIECE_BYTES} + 1, ${PIECE_BYTES}) AS part
      FROM ${entries}, generate_series(0, ((GREATEST(payload_bytes, 1) - 1) / ${PIECE_BYTES})::integer) AS piece
      WHERE ${column} = $1) AS pieces`;
}

function assemble(rows: readonly PieceRow[], size: number): Uint8Array | undefined {
  const whole = Buffer.allocUnsafeSlow(size);
  for (const { piece, text, bytes } of rows) {
    if (text !== null) whole.write(text, piece * PIECE_BYTES, "latin1");
    else if (bytes !== null) whole.set(bytes, piece * PIECE_BYTES);
    else return undefined;
  }
  // A Buffer has another `slice` than the promised type: the same bytes, as the type says.
  return new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength);
}

/** Reads the payload of the row that has this value; `purged` when it has none any more, `undefined` when there is no row. */
export async function readPayloadOf(
  store: Store,
  operation: string,
  column: "id" | "key",
  value: string,
): Promise<Uint8Array | "purged" | undefined> {
  const found: readonly SqlRow[] = await runSql(store.database, operation, statementOf(store.tables.entries, column), [
    value,
  ]);
  const rows = found.map((row) => PieceRow.parse(row));
  return rows[0] === undefined ? undefined : (assemble(rows, rows[0].payload_bytes) ?? "purged");
}
