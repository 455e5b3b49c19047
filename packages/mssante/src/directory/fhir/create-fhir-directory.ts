import { parseInput } from "@ldl/domain";
import { auditDirectory } from "../../audit/audit-directory.ts";
import { DIRECTORY_SYSTEMS } from "../../codes/directory-systems.ts";
import {
  type DirectoryAnswer,
  type DirectoryMailbox,
  DirectoryQuery,
  type DirectorySearchOptions,
  type MailboxDirectory,
} from "../directory.ts";
import { holdersThere, keepMatches, namesPerson } from "../matches-query.ts";
import { searchKey } from "../search-key.ts";
import {
  BASE_URL,
  createFhirClient,
  type FhirClient,
  type FhirDirectoryOptions,
  type SearchResult,
} from "./fhir-client.ts";
import { attachmentsOf, mailboxesOf } from "./read-mailboxes.ts";
import type { DirectoryResource } from "./resources.ts";

/** Professionals asked for in one call. */
const PRACTITIONERS_A_CALL = 20;
const PROFESSION_CODE = /^\d{2}$/;

type Signal = AbortSignal | undefined;
type Parameters = readonly (readonly [string, string])[];

/** Of a comma, a bar or a dollar, FHIR would make several values. */
function escaped(value: string): string {
  return value.replace(/[\\,|$]/g, "\\$&");
}

/** The API compares names sign by sign: a name of several words is asked for with each sign that may join them. */
function familyValues(name: string): string {
  const words = searchKey(name).split(" ");
  return [...new Set([name, ...[" ", "-", "'"].map((sign) => words.join(sign))])].map(escaped).join(",");
}

function practitionerParameters(query: DirectoryQuery): Parameters {
  const { rpps, name, givenName, profession } = query;
  if (rpps !== undefined) return [["identifier", `${DIRECTORY_SYSTEMS.rpps}|${rpps}`]];
  return [
    ["family", familyValues(name ?? "")],
    ...(givenName === undefined ? [] : [["given", escaped(givenName)] as const]),
    ...(profession !== undefined && PROFESSION_CODE.test(profession)
      ? [["qualification-code", `${DIRECTORY_SYSTEMS.profession}|${profession}`] as const]
      : []),
    ["active", "true"],
  ];
}

function idsOf(resources: readonly DirectoryResource[], type: DirectoryResource["resourceType"]): readonly string[] {
  return resources.filter(({ resourceType }) => resourceType === type).map(({ id }) => `${type}/${id}`);
}

/** The roles of professionals, with the structures in which they are. */
async function rolesOf(client: FhirClient, practitioners: readonly string[], signal: Signal): Promise<SearchResult> {
  const resources: DirectoryResource[] = [];
  let complete = true;
  for (let start = 0; start < practitioners.length; start += PRACTITIONERS_A_CALL) {
    const some = practitioners.slice(start, start + PRACTITIONERS_A_CALL).join(",");
    const parameters = [["practitioner", some] as const, ["_include", "PractitionerRole:organization"] as const];
    const result = await client.search("PractitionerRole", parameters, signal);
    resources.push(...result.resources);
    complete &&= result.complete;
  }
  return { resources, complete };
}

async function searchPersons(client: FhirClient, query: DirectoryQuery, signal: Signal): Promise<SearchResult> {
  const found = await client.search("Practitioner", practitionerParameters(query), signal);
  const roles = await rolesOf(client, idsOf(found.resources, "Practitioner"), signal);
  return {
    resources: [...found.resources, ...roles.resources],
    complete: found.complete && roles.complete,
  };
}

function searchStructures(client: FhirClient, finess: string, signal: Signal): Promise<SearchResult> {
  return client.search("Organization", [["identifier", `${DIRECTORY_SYSTEMS.finess}|${finess}`]], signal);
}

async function search(
  client: FhirClient,
  query: DirectoryQuery,
  signal: Signal,
): Promise<Omit<DirectoryAnswer, "asOf">> {
  const persons = namesPerson(query) ? await searchPersons(client, query, signal) : undefined;
  const structures = query.finess === undefined ? undefined : await searchStructures(client, query.finess, signal);
  const resources = [...(persons?.resources ?? []), ...(structures?.resources ?? [])];
  return {
    mailboxes: keepMatches(mailboxesOf(resources), holdersThere(attachmentsOf(resources), query), query),
    complete: persons?.complete !== false && structures?.complete !== false,
  };
}

/** Resource types that hold mailboxes. */
const HOLDERS = ["Practitioner", "PractitionerRole", "Organization"] as const;

async function lookup(client: FhirClient, address: string, signal: Signal): Promise<readonly DirectoryMailbox[]> {
  const found: DirectoryResource[] = [];
  for (const type of HOLDERS) {
    const includes: Parameters =
      type === "PractitionerRole"
        ? [
            ["_include", "PractitionerRole:organization"],
            ["_include", "PractitionerRole:practitioner"],
          ]
        : [];
    const { resources } = await client.search(type, [["mailbox-mss:exact", escaped(address)], ...includes], signal);
    found.push(...resources);
  }
  return mailboxesOf(found).filter((mailbox) => mailbox.address.toLowerCase() === address.toLowerCase());
}

/**
 * Opens the national directory over its API (Annuaire Santé, FHIR API v2, free access).
 *
 * @remarks Pages are followed as the API links them, on its own host only; calls are spaced out, and tried again when the API
 * fails or asks to wait; a page that has not changed is not sent again. Applicative mailboxes and structures' services are only
 * there, not in the public extraction. The API compares the name; place and label of the profession are compared here, so that
 * `complete` is `false` when pages of the name are left, whatever the rest of the query says.
 * @example
 * ```ts
 * import { Rpps } from "@ldl/domain";
 * import { createFhirDirectory } from "@ldl/mssante";
 *
 * await using directory = createFhirDirectory({ apiKey: "…" });
 * const { mailboxes } = await directory.search({ rpps: Rpps.parse("10002422979") });
 * for (const { type, structure } of mailboxes) console.log(type, structure?.name);
 * ```
 * @param options - Key, and how the API is called.
 * @returns The directory. Its methods reject with `LDL_INPUT_INVALID` when nothing is looked for, with `LDL_MSS_HTTP_FAILED`
 * when the API cannot be used. Dispose of it to close its connections.
 * @throws TypeError when the base URL is not `https:`.
 * @public
 */
export function createFhirDirectory(options: FhirDirectoryOptions): MailboxDirectory & AsyncDisposable {
  const client = createFhirClient(options);
  const now = options.now ?? (() => new Date());
  const directory: MailboxDirectory = {
    async search(query, { signal }: DirectorySearchOptions = {}) {
      const asOf = now();
      return { ...(await search(client, parseInput(DirectoryQuery, query, { name: "query" }), signal)), asOf };
    },
    lookupAddress: (address, { signal }: DirectorySearchOptions = {}) => lookup(client, address, signal),
  };
  const { hostname: host } = new URL(options.baseUrl ?? BASE_URL);
  return {
    ...auditDirectory(directory, options.audit, { protocol: "http", host }),
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}
