import type { DirectoryMailbox, DirectoryPerson, DirectoryQuery } from "./directory.ts";
import { searchKey, townKey } from "./search-key.ts";

type Test = (holder: Pick<DirectoryMailbox, "person" | "structure">, query: DirectoryQuery) => boolean;

/** A structure is written by its FINESS number, or by its national identifier: `1` then the FINESS number. */
function isStructure(id: string | undefined, finess: string): boolean {
  return id === finess || id === `1${finess}`;
}

/** A criterion without letter or digit fits nobody: passed over, it would let somebody else be found. */
function isAsked(key: string, fitsKey: (key: string) => boolean): boolean {
  return key !== "" && fitsKey(key);
}

/** What each criterion asks of the holder of a mailbox. */
const TESTS: Readonly<Record<Exclude<keyof DirectoryQuery, "service">, Test>> = {
  rpps: ({ person }, { rpps }) => person?.idNat === `8${rpps ?? ""}`,
  finess: ({ structure }, { finess = "" }) => isStructure(structure?.id, finess),
  name: ({ person }, { name = "" }) => isAsked(searchKey(name), (key) => searchKey(person?.name ?? "") === key),
  givenName: ({ person }, { givenName = "" }) =>
    isAsked(searchKey(givenName), (key) => searchKey(person?.givenName ?? "").startsWith(key)),
  city: ({ structure }, { city = "" }) => isAsked(townKey(city), (key) => townKey(structure?.city ?? "") === key),
  postalCode: ({ structure }, { postalCode }) => structure?.postalCode === postalCode,
  profession: ({ person }, { profession = "" }) =>
    person?.professionCode === profession ||
    isAsked(searchKey(profession), (key) => searchKey(person?.profession ?? "") === key),
};

/** Whether a mailbox is of the service that a query names. */
export function isOfService({ service, description }: DirectoryMailbox, wanted: string): boolean {
  const fitsKey = (key: string) => [service, description].some((text) => searchKey(text ?? "").includes(key));
  return isAsked(searchKey(wanted), fitsKey);
}

/** Criteria that say who is written to, and those that say where. */
const WHO = ["rpps", "name", "givenName", "profession"] as const;
const WHERE = ["finess", "city", "postalCode"] as const;

type Holder = Pick<DirectoryMailbox, "person" | "structure">;

function fits(holder: Holder, query: DirectoryQuery, criteria: readonly (keyof typeof TESTS)[]): boolean {
  return criteria.every((name) => query[name] === undefined || TESTS[name](holder, query));
}

/** Whether a query names a person. */
export function namesPerson({ rpps, name }: DirectoryQuery): boolean {
  return rpps !== undefined || name !== undefined;
}

/**
 * Tells which people work where a query says.
 *
 * @param attachments - Who works where, as far as it is known, with or without mailbox.
 * @param query - What is looked for.
 */
export function holdersThere(
  attachments: readonly Holder[],
  query: DirectoryQuery,
): (person: DirectoryPerson) => boolean {
  const there = new Set(attachments.filter((one) => fits(one, query, WHERE)).map(({ person }) => person?.idNat));
  return ({ idNat }) => idNat !== undefined && there.has(idNat);
}

/**
 * Keeps the mailboxes that a query asks for. A mailbox attached to no structure follows its holder, who must be known to work
 * where the query says, unless the query names the holder by number.
 *
 * @param mailboxes - Mailboxes that fit roughly.
 * @param isThere - Whether the holder of a mailbox attached to no structure works where the query says.
 * @param query - What is looked for.
 */
export function keepMatches(
  mailboxes: readonly DirectoryMailbox[],
  isThere: (person: DirectoryPerson) => boolean,
  query: DirectoryQuery,
): readonly DirectoryMailbox[] {
  const nowhere = WHERE.every((name) => query[name] === undefined);
  return mailboxes.filter((mailbox) => {
    const { person, structure } = mailbox;
    if (person === undefined) return query.finess !== undefined && fits(mailbox, query, WHERE);
    if (!namesPerson(query) || !fits(mailbox, query, WHO)) return false;
    if (structure !== undefined) return fits(mailbox, query, WHERE);
    return nowhere || query.rpps !== undefined || isThere(person);
  });
}
