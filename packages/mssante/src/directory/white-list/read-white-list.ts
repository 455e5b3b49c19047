import { LdlError } from "@ldl/domain";
import { XMLParser, XMLValidator } from "fast-xml-parser";

/** What the white list says. */
export interface WhiteListContent {
  /** Domains, in lower case. */
  readonly domains: ReadonlySet<string>;
  /** When it was made, as written. */
  readonly generatedAt?: string;
}

/** Elements of the list by their local name; its namespace is not published. */
const DOMAIN = "Domaine";
const NAME = "Nom";
const GENERATED = "DateDeGeneration";

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  processEntities: false,
  parseTagValue: false,
  maxNestedTags: 50,
  isArray: (name) => name === DOMAIN,
});

function refused(cause?: unknown): LdlError<"LDL_MSS_WHITE_LIST_REFUSED"> {
  const init = { details: { reason: "format" as const } };
  return new LdlError(
    "LDL_MSS_WHITE_LIST_REFUSED",
    "white list not readable",
    cause === undefined ? init : { ...init, cause },
  );
}

/** Visits every value of a parsed document by name, whatever the elements around. */
function* named(value: unknown, name: string): Generator<unknown> {
  if (Array.isArray(value)) for (const item of value) yield* named(item, name);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === name) yield child;
    else yield* named(child, name);
  }
}

function parse(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch (error) {
    throw refused(error);
  }
}

/**
 * Reads the white list of the trusted space.
 *
 * @remarks Elements are found by their local names; a DOCTYPE is refused.
 * @throws LdlError `LDL_MSS_WHITE_LIST_REFUSED` when it is no white list.
 */
export function readWhiteList(bytes: Uint8Array): WhiteListContent {
  const xml = Buffer.from(bytes).toString("utf8");
  if (/<!DOCTYPE/i.test(xml) || XMLValidator.validate(xml) !== true) throw refused();
  const root = parse(xml);
  const domains = new Set<string>();
  for (const list of named(root, DOMAIN))
    for (const domain of Array.isArray(list) ? list : [list])
      for (const name of named(domain, NAME))
        if (typeof name === "string" && name !== "") domains.add(name.toLowerCase());
  if (domains.size === 0) throw refused();
  const [generatedAt] = named(root, GENERATED);
  return { domains, ...(typeof generatedAt === "string" ? { generatedAt } : {}) };
}
