import type { DirectoryMailbox, DirectoryQuery } from "./directory.ts";
import { isOfService, namesPerson } from "./matches-query.ts";

/**
 * A kind of mailbox, in an order of preference.
 *
 * - `personalFirst`: personal, attached to a structure, that its holder ranks first.
 * - `personal`: personal, attached to a structure.
 * - `organisational`: of the structure, and of the service when one is asked for.
 * - `personalAnywhere`: personal, attached to no structure.
 * - `applicative`: of the structure's software.
 *
 * @public
 */
export type MailboxPreference = "personalFirst" | "personal" | "organisational" | "personalAnywhere" | "applicative";

/** What is preferred for a person's document: nothing is ever sent to software that the caller did not ask for. */
export const DEFAULT_PREFERENCES: readonly MailboxPreference[] = [
  "personalFirst",
  "personal",
  "organisational",
  "personalAnywhere",
];

type Test = (mailbox: DirectoryMailbox, query: DirectoryQuery) => boolean;

function isPersonal({ type }: DirectoryMailbox): boolean {
  return type === "PER" || type === "CAB";
}

const TESTS: Readonly<Record<MailboxPreference, Test>> = {
  personalFirst: (mailbox) => isPersonal(mailbox) && mailbox.structure !== undefined && mailbox.rank === 1,
  personal: (mailbox) => isPersonal(mailbox) && mailbox.structure !== undefined,
  organisational: (mailbox, { service }) =>
    mailbox.type === "ORG" && (service === undefined || isOfService(mailbox, service)),
  personalAnywhere: (mailbox) => isPersonal(mailbox) && mailbox.structure === undefined,
  applicative: ({ type }) => type === "APP",
};

/** Among equals: the rank given by the holder, then who takes documents without paper. */
function weightOf({ rank, zeroPaper }: DirectoryMailbox): number {
  return (rank ?? 1000) * 2 + (zeroPaper === true ? 0 : 1);
}

/** The mailboxes of different addresses that are preferred to the others; several when nothing tells them apart. */
export function preferredMailboxes(
  mailboxes: readonly DirectoryMailbox[],
  query: DirectoryQuery,
  preferences: readonly MailboxPreference[],
): readonly DirectoryMailbox[] {
  for (const preference of preferences) {
    const fitting = mailboxes.filter((mailbox) => TESTS[preference](mailbox, query));
    if (fitting.length === 0) continue;
    const best = Math.min(...fitting.map(weightOf));
    const byAddress = new Map<string, DirectoryMailbox>();
    for (const mailbox of fitting.filter((one) => weightOf(one) === best)) {
      const key = mailbox.address.toLowerCase();
      if (!byAddress.has(key)) byAddress.set(key, mailbox);
    }
    return [...byAddress.values()];
  }
  return [];
}

/** How many different people hold the mailboxes; a mailbox whose holder has no number counts by name. */
export function countPersons(mailboxes: readonly DirectoryMailbox[], query: DirectoryQuery): number {
  if (!namesPerson(query)) return 0;
  const persons = mailboxes.map(({ person }) => person).filter((person) => person !== undefined);
  return new Set(persons.map(({ idNat, name, givenName }) => idNat ?? `${name} ${givenName ?? ""}`)).size;
}
