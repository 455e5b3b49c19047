import { z } from "zod";

/** A JSON value. @public */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

const isStorable = (value: string): boolean => !value.includes("\0") && !/\p{Surrogate}/u.test(value);

/** Text that a PostgreSQL database can hold: no NUL, no half of a surrogate pair. */
export const StorableText = z
  .string()
  .refine(isStorable, { error: "texte sans caractère NUL ni demi-paire (LDL-O-001)" });

/** Short name: 1 to 300 characters. */
export const Label = StorableText.min(1, { error: "1 à 300 caractères attendus (LDL-O-002)" }).max(300, {
  error: "1 à 300 caractères attendus (LDL-O-002)",
});

const JsonContent: z.ZodType<JsonValue> = z.lazy(() =>
  z.union([StorableText, z.number(), z.boolean(), z.null(), z.array(JsonContent), z.record(StorableText, JsonContent)]),
);

/** A JSON object, as PostgreSQL's `jsonb` can hold it. @public */
export const JsonObject = z.record(StorableText, JsonContent);
/** A JSON object, read-only. @public */
export type JsonObject = Readonly<Record<string, JsonValue>>;

/** JSON text in which the order of names does not matter: equal values give equal text. */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
}
