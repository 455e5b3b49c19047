import { resolveSrv } from "node:dns/promises";
import type { MailServer } from "./operator-profile.ts";

/** One SRV record. @public */
export interface SrvRecord {
  /** Host. */
  readonly name: string;
  /** Port. */
  readonly port: number;
  /** The lowest first. */
  readonly priority: number;
  /** The highest first, within a priority. */
  readonly weight: number;
}

/** Names of SRV records that are asked for, in order of preference, with how TLS starts there. @public */
export interface SrvNames {
  /** For sending. */
  readonly smtp: readonly (readonly [name: string, mode: MailServer["mode"]])[];
  /** For reading. */
  readonly imap: readonly (readonly [name: string, mode: MailServer["mode"]])[];
}

/** Options of {@link discoverServers}. @public */
export interface DiscoverServersOptions {
  /** Asks the DNS; rejects, or gives none, when there is no record. Default: that of Node. */
  readonly resolveSrv?: (name: string) => Promise<readonly SrvRecord[]>;
  /** Names. Default: `_submission._tcp` and `_submissions._tcp`, `_imap._tcp` and `_imaps._tcp`. */
  readonly names?: SrvNames;
  /** Stops waiting before the next question. */
  readonly signal?: AbortSignal;
}

/** Names of RFC 6186 and RFC 8314; STARTTLS first, which ECO.1.0.1 and 1.0.2 ask for. */
const NAMES: SrvNames = {
  smtp: [
    ["_submission._tcp", "starttls"],
    ["_submissions._tcp", "implicit"],
  ],
  imap: [
    ["_imap._tcp", "starttls"],
    ["_imaps._tcp", "implicit"],
  ],
};

/** A name without records is an answer like another. */
const NO_RECORD = new Set(["ENODATA", "ENOTFOUND"]);

async function recordsOf(
  name: string,
  resolve: NonNullable<DiscoverServersOptions["resolveSrv"]>,
): Promise<readonly SrvRecord[]> {
  try {
    return await resolve(name);
  } catch (error) {
    if (error instanceof Error && "code" in error && NO_RECORD.has(String(error.code))) return [];
    throw error;
  }
}

/**
 * Finds the servers of a mailbox by the SRV records of its domain. Whatever the DNS says, certificates are checked against the
 * given authorities and against the host that is connected to.
 *
 * @remarks Référentiel socle MSSanté #2, ECO.1.1.9; the exact names are not known from a source that could be read: those of
 * RFC 6186 and RFC 8314 are the default. A record with the target `.` says that there is no such service.
 * @example
 * ```ts
 * import { discoverServers } from "@ldl/mssante";
 *
 * const { smtp, imap } = await discoverServers("ch-exemple.mssante.fr");
 * console.log(smtp?.host, imap?.host);
 * ```
 * @param domain - Domain of the mailbox.
 * @param options - Resolver, names, signal.
 * @returns The servers; one that has no record is absent.
 * @throws What the resolver rejects with, other than the absence of a record.
 * @public
 */
export async function discoverServers(
  domain: string,
  options: DiscoverServersOptions = {},
): Promise<{ readonly smtp?: MailServer; readonly imap?: MailServer }> {
  const resolve = options.resolveSrv ?? resolveSrv;
  const find = async (names: SrvNames["smtp"]): Promise<MailServer | undefined> => {
    for (const [name, mode] of names) {
      options.signal?.throwIfAborted();
      const records = await recordsOf(`${name}.${domain}`, resolve);
      const [best] = [...records].sort((a, b) => a.priority - b.priority || b.weight - a.weight);
      const host = best?.name.replace(/\.$/, "");
      if (best !== undefined && host !== undefined && host !== "") return { host, port: best.port, mode };
    }
    return undefined;
  };
  const { smtp: smtpNames, imap: imapNames } = options.names ?? NAMES;
  const smtp = await find(smtpNames);
  const imap = await find(imapNames);
  return { ...(smtp === undefined ? {} : { smtp }), ...(imap === undefined ? {} : { imap }) };
}
