import type { DirectoryQuery, MailboxDirectory } from "../directory/directory.ts";
import type { AuditEntry } from "./audit-event.ts";
import type { AuditTrail } from "./audit-trail.ts";
import { audited } from "./audited.ts";
import { domainOf } from "./hide-personal.ts";

const NUMBER = /^[0-9AB]{9,11}$/;

/** What is looked for, numbers with their values, names and places by their kind alone. */
function describeQuery(query: DirectoryQuery): string {
  return Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([kind, value]) => (typeof value === "string" && NUMBER.test(value) ? `${kind}=${value}` : kind))
    .join(" ");
}

const countText = (count: number): Partial<AuditEntry> => ({ response: { text: `${count} mailboxes` } });

/**
 * Adds each search of a directory to a trail.
 *
 * @param directory - The directory.
 * @param trail - The trail; without one the directory is left as it is.
 * @param server - What is asked.
 */
export function auditDirectory(
  directory: MailboxDirectory,
  trail: AuditTrail | undefined,
  server: NonNullable<AuditEntry["server"]>,
): MailboxDirectory {
  if (trail === undefined) return directory;
  const planned = (verb: string, target: string) =>
    ({ action: "directorySearch", request: { verb, target }, server }) as const;
  return {
    search: (query, options) =>
      audited(trail, planned("SEARCH", describeQuery(query)), () => directory.search(query, options), {
        resultOf: ({ mailboxes }) => countText(mailboxes.length),
      }),
    lookupAddress: (address, options) =>
      audited(trail, planned("LOOKUP", `***@${domainOf(address)}`), () => directory.lookupAddress(address, options), {
        resultOf: (mailboxes) => countText(mailboxes.length),
      }),
  };
}
