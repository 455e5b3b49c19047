import { type BenchReply, jsonReply } from "../http/bench-http-server.ts";
import type { BenchResource } from "./fhir-resources.ts";

/** A question that the server does not understand: the real one refuses it too. */
class SearchRefusal extends Error {}

type Test = (resource: BenchResource, value: string) => boolean;

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function sameAddress(address: string, value: string): boolean {
  return address.toLowerCase() === value.toLowerCase();
}

/** Search parameters by name, modifier included. */
const TESTS: Readonly<Record<string, Test>> = {
  identifier: ({ identifiers }, value) => {
    const bar = value.indexOf("|");
    const [system, id] = bar < 0 ? [undefined, value] : [value.slice(0, bar), value.slice(bar + 1)];
    return identifiers.some((one) => one[1] === id && (system === undefined || one[0] === system));
  },
  family: ({ family }, value) => family !== undefined && fold(family).startsWith(fold(value)),
  given: ({ given }, value) => given !== undefined && fold(given).startsWith(fold(value)),
  "qualification-code": ({ profession }, value) => profession === value.slice(value.indexOf("|") + 1),
  active: (_resource, value) => value === "true",
  practitioner: ({ practitioner }, value) => practitioner === value,
  organization: ({ organization }, value) => organization === value,
  "mailbox-mss:exact": ({ addresses }, value) => addresses.some((address) => sameAddress(address, value)),
  "mailbox-mss:contains": ({ addresses }, value) =>
    addresses.some((address) => address.toLowerCase().includes(value.toLowerCase())),
};

/** Values separated by commas that no backslash escapes. */
function valuesOf(text: string): readonly string[] {
  return text.split(/(?<!\\),/).map((value) => value.replace(/\\(.)/g, "$1"));
}

const INCLUDES: Readonly<Record<string, (resource: BenchResource) => string | undefined>> = {
  "PractitionerRole:practitioner": ({ practitioner }) => practitioner,
  "PractitionerRole:organization": ({ organization }) => organization,
};

/** The resources of a type that fit every parameter. */
function matchesOf(
  resources: readonly BenchResource[],
  type: string,
  parameters: URLSearchParams,
): readonly BenchResource[] {
  return resources.filter((resource) => {
    if (resource.type !== type) return false;
    return [...parameters].every(([name, text]) => {
      if (name === "_include" || name === "_count") return true;
      const test = TESTS[name];
      if (test === undefined) throw new SearchRefusal(`unknown parameter ${name}`);
      return valuesOf(text).some((value) => test(resource, value));
    });
  });
}

function includedOf(
  resources: readonly BenchResource[],
  page: readonly BenchResource[],
  parameters: URLSearchParams,
): readonly BenchResource[] {
  const references = new Set<string>();
  for (const name of parameters.getAll("_include")) {
    const referenceOf = INCLUDES[name];
    if (referenceOf === undefined) throw new SearchRefusal(`unknown include ${name}`);
    for (const reference of page.map(referenceOf)) if (reference !== undefined) references.add(reference);
  }
  return resources.filter(({ type, id }) => references.has(`${type}/${id}`));
}

/** A search and where its next page begins; opaque to clients. */
interface Cursor {
  readonly type: string;
  readonly query: string;
  readonly offset: number;
}

/** Writes a cursor as the address of a page. */
function pageUrl(base: string, cursor: Cursor): string {
  return `${base}?_page=${Buffer.from(JSON.stringify(cursor)).toString("base64url")}`;
}

/** Reads the cursor of a page; what it holds was written by {@link pageUrl}. */
export function readCursor(page: string): Cursor | undefined {
  const text = Buffer.from(page, "base64url").toString("utf8");
  const fields = /^\{"type":"(\w+)","query":"([^"\\]*)","offset":(\d+)\}$/.exec(text);
  if (fields?.[1] === undefined || fields[2] === undefined) return undefined;
  return { type: fields[1], query: fields[2], offset: Number(fields[3]) };
}

function entry(base: string, { type, id, json }: BenchResource, mode: "match" | "include"): unknown {
  return { fullUrl: `${base}/${type}/${id}`, resource: json, search: { mode } };
}

function refusal(status: number, diagnostics: string): BenchReply {
  const issue = [{ severity: "error", code: "invalid", diagnostics }];
  return jsonReply(status, { resourceType: "OperationOutcome", issue });
}

/** Answers a page of a search (FHIR R4, searchset bundle). */
export function answerSearch(
  resources: readonly BenchResource[],
  cursor: Cursor,
  { base, pageSize }: { readonly base: string; readonly pageSize: number },
): BenchReply {
  const parameters = new URLSearchParams(cursor.query);
  try {
    const found = matchesOf(resources, cursor.type, parameters);
    const size = Math.min(Number(parameters.get("_count") ?? pageSize), pageSize);
    const page = found.slice(cursor.offset, cursor.offset + size);
    const next =
      cursor.offset + size < found.length ? pageUrl(base, { ...cursor, offset: cursor.offset + size }) : undefined;
    return jsonReply(200, {
      resourceType: "Bundle",
      type: "searchset",
      total: found.length,
      link: [
        { relation: "self", url: pageUrl(base, cursor) },
        ...(next === undefined ? [] : [{ relation: "next", url: next }]),
      ],
      entry: [
        ...page.map((one) => entry(base, one, "match")),
        ...includedOf(resources, page, parameters).map((one) => entry(base, one, "include")),
      ],
    });
  } catch (error) {
    if (error instanceof SearchRefusal) return refusal(400, error.message);
    throw error;
  }
}
