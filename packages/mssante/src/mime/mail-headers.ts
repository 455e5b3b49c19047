import libmime from "libmime";
import addressparser from "nodemailer/lib/addressparser";

/** A header value split into its token and its parameters, for Content-Type and Content-Disposition. */
export interface StructuredValue {
  readonly value: string;
  readonly params: Readonly<Record<string, string>>;
}

/** The headers of a message or of a part, in order. */
export interface MailHeaders {
  /** First value of a header, unfolded, encoded words left alone. */
  first(name: string): string | undefined;
  /** First value of a header, encoded words decoded. */
  text(name: string): string | undefined;
  /** Addresses of a header, groups opened. */
  addresses(name: string): readonly { readonly name: string; readonly address: string }[];
  /** Token and parameters of a header. */
  structured(name: string): StructuredValue;
}

const FIELD = /^([!-9;-~]+)[ \t]*:(.*)$/s;

/** Leaves NUL out, which no mail may hold and no database takes as text. */
const withoutNul = (text: string): string => text.replaceAll("\0", "");

/** Reads header bytes: UTF-8 when they are, else latin-1, which never fails. */
function headerString(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return withoutNul(text.includes("\uFFFD") ? bytes.toString("latin1") : text);
}

/** Reads a block of headers. A line that is no header is ignored, as mail servers do. */
export function readHeaders(bytes: Buffer): MailHeaders {
  const fields = new Map<string, string>();
  const unfolded = headerString(bytes).replace(/\r?\n[ \t]/g, " ");
  for (const line of unfolded.split(/\r?\n/)) {
    const match = FIELD.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (name !== undefined && !fields.has(name)) fields.set(name, (match?.[2] ?? "").trim());
  }
  const first = (name: string) => fields.get(name.toLowerCase());
  return {
    first,
    text(name) {
      const value = first(name);
      return value === undefined ? undefined : withoutNul(libmime.decodeWords(value));
    },
    addresses: (name) => addressparser(first(name), { flatten: true }),
    structured(name) {
      const parsed = libmime.parseHeaderValue(first(name) ?? "");
      return { value: parsed.value.toLowerCase(), params: parsed.params };
    },
  };
}
