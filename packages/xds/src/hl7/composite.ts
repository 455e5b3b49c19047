import type { z } from "zod";
import { escapeHl7, unescapeHl7 } from "./escape-hl7.ts";

/** A component of an HL7 v2 composite type: its position from 1, the field it goes to, and whether it is an authority. */
export interface Component {
  readonly position: number;
  readonly key: string;
  /** `&OID&ISO` in place of a text. */
  readonly authority?: true;
}

/** An HL7 v2 composite type: its schema, and where each field stands. */
export interface CompositeType<S extends z.ZodType<object>> {
  readonly schema: S;
  readonly components: readonly Component[];
}

type Fields = ReadonlyMap<string, unknown>;

function fieldsOf(value: object): Fields {
  return new Map<string, unknown>(Object.entries(value));
}

function textOf(fields: Fields, key: string): string | undefined {
  const value = fields.get(key);
  return typeof value === "string" ? value : undefined;
}

/** Writes the components of a value, without the empty ones at the end. */
export function formatComposite<S extends z.ZodType<object>>(type: CompositeType<S>, value: z.output<S>): string {
  const fields = fieldsOf(value);
  const complements = fieldsOf(fields.get("complements") ?? {});
  const written: string[] = [];
  for (const [position, text] of complements) {
    if (/^\d+$/.test(position) && typeof text === "string") written[Number(position) - 1] = text;
  }
  for (const { position, key, authority } of type.components) {
    const text = textOf(fields, key);
    if (text === undefined) continue;
    const escaped = escapeHl7(text);
    const prefix = textOf(complements, `${position}.1`) ?? "";
    const scheme = textOf(complements, `${position}.3`) ?? "ISO";
    written[position - 1] = authority === true ? `${prefix}&${escaped}&${scheme}` : escaped;
  }
  return Array.from(written, (text) => text ?? "").join("^");
}

function readAuthority(raw: string, position: number, complements: Map<string, string>): string | undefined {
  const [name = "", id = "", scheme = "", ...more] = raw.split("&");
  if (id === "" || more.length > 0) {
    complements.set(String(position), raw);
    return undefined;
  }
  if (name !== "") complements.set(`${position}.1`, name);
  if (scheme !== "ISO" && scheme !== "") complements.set(`${position}.3`, scheme);
  return unescapeHl7(id);
}

/** Reads the components of a text; what does not fit the type gives `undefined`. */
export function parseComposite<S extends z.ZodType<object>>(
  type: CompositeType<S>,
  text: string,
): z.output<S> | undefined {
  const known = new Map(type.components.map((component) => [component.position, component]));
  const complements = new Map<string, string>();
  const value: Record<string, unknown> = {};
  for (const [index, raw] of text.split("^").entries()) {
    const position = index + 1;
    const component = known.get(position);
    const written = raw.trim();
    if (written === "") continue;
    if (component === undefined) {
      complements.set(String(position), written.replaceAll("|", escapeHl7("|")));
      continue;
    }
    const text =
      component.authority === true ? readAuthority(written, position, complements) : unescapeHl7(written).trim();
    if (text !== undefined) value[component.key] = text;
  }
  if (complements.size > 0) value["complements"] = Object.fromEntries(complements);
  return type.schema.safeParse(value).data;
}
