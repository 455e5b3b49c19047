const BYTE_ORDER_MARK = "\ufeff";

/** First characters that a spreadsheet may take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[;"\r\n]|^\s|\s$/;

/** A field as it is written: `quoted` for texts that look like numbers and are not. */
export interface CsvField {
  readonly text: string;
  readonly quoted?: boolean;
}

/** A text field, safe to open in a spreadsheet: what looks like a formula is prefixed by an apostrophe. */
export function textField(text: string, quoted = false): CsvField {
  return { text: FORMULA.test(text) ? `'${text}` : text, quoted };
}

/** A number field: decimal comma, no thousands separator. */
export function numberField(text: string): CsvField {
  return { text };
}

function written({ text, quoted }: CsvField): string {
  return quoted === true || QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Writes rows for French Excel: UTF-8 with byte order mark, `;`, CRLF, RFC 4180 quotes. */
export function csvBytes(rows: readonly (readonly CsvField[])[]): Uint8Array {
  const lines = rows.map((row) => `${row.map(written).join(";")}\r\n`);
  return new TextEncoder().encode(BYTE_ORDER_MARK + lines.join(""));
}
