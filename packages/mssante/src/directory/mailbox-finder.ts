import { type AnyLdlError, isLdlError, parseInput } from "@ldl/domain";
import {
  type DirectoryAnswer,
  type DirectoryMailbox,
  DirectoryQuery,
  type DirectorySearchOptions,
  type MailboxDirectory,
} from "./directory.ts";
import { countPersons, DEFAULT_PREFERENCES, type MailboxPreference, preferredMailboxes } from "./prefer-mailbox.ts";
import type { DomainTrust, WhiteList } from "./white-list/white-list.ts";

const DAY_MS = 86_400_000;
const NONE_MS = 15 * 60_000;
const KEPT = 10_000;

/**
 * What looking for a mailbox gave.
 *
 * @public
 */
export type FoundMailbox =
  | {
      readonly kind: "found";
      /** The one to write to. */
      readonly mailbox: DirectoryMailbox;
      /** The others that fit. */
      readonly others: readonly DirectoryMailbox[];
      /** Whether its domain is in the trusted space; `unknown` without a white list, or when it cannot be had. */
      readonly trust: DomainTrust;
    }
  | {
      readonly kind: "ambiguous";
      /**
       * A person must choose: between several people of that name (`persons`), or several mailboxes that nothing tells apart
       * (`mailboxes`). `incomplete`: the directory left some out, so that even one that stands alone may be another's; a query
       * that says more is needed.
       */
      readonly reason: "persons" | "mailboxes" | "incomplete";
      /** Those that fit; with `incomplete` the ones that the directory gave, maybe none. */
      readonly mailboxes: readonly DirectoryMailbox[];
    }
  | { readonly kind: "none" };

/**
 * Options of {@link createMailboxFinder}.
 *
 * @public
 */
export interface CreateMailboxFinderOptions {
  /** Directories, asked in turn until one has what is looked for. */
  readonly directories: readonly [MailboxDirectory, ...MailboxDirectory[]];
  /** White list with which domains are compared. Default: none, `trust` is `unknown`. */
  readonly whiteList?: WhiteList;
  /** How long an answer is kept; the directory changes every day. Default: 24 h. */
  readonly cacheMs?: number;
  /** How long it is kept that there is none, or that a directory left some out. Default: 15 min. */
  readonly noneCacheMs?: number;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
}

/**
 * What is asked of one call of {@link MailboxFinder.findMailbox}.
 *
 * @public
 */
export interface FindMailboxOptions extends DirectorySearchOptions {
  /** Order of preference. Default: `personalFirst`, `personal`, `organisational`, `personalAnywhere`. */
  readonly preferences?: readonly MailboxPreference[];
  /** Prefers the mailbox of the structure's software, for documents between structures. Default: `false`. */
  readonly preferApp?: boolean;
}

/**
 * Finds the mailbox to write to.
 *
 * @public
 */
export interface MailboxFinder {
  /**
   * Finds the mailbox to write to.
   *
   * @param query - Of whom: by RPPS number, by FINESS number, or by name with town and profession.
   * @param options - Preferences and signal.
   * @returns The mailbox, or why there is not one. Nothing is guessed between two people, nor from an incomplete answer.
   */
  findMailbox(query: DirectoryQuery, options?: FindMailboxOptions): Promise<FoundMailbox>;
}

type Chosen = {
  readonly kind: "found";
  readonly mailbox: DirectoryMailbox;
  readonly others: readonly DirectoryMailbox[];
};
type Choice = Chosen | Exclude<FoundMailbox, { kind: "found" }>;

function choose(
  { mailboxes, complete }: DirectoryAnswer,
  query: DirectoryQuery,
  preferences: readonly MailboxPreference[],
): Choice {
  // What was left out may be a namesake, or the mailbox that is preferred.
  if (!complete) return { kind: "ambiguous", reason: "incomplete", mailboxes };
  if (countPersons(mailboxes, query) > 1) return { kind: "ambiguous", reason: "persons", mailboxes };
  const [mailbox, ...equals] = preferredMailboxes(mailboxes, query, preferences);
  if (mailbox === undefined) return { kind: "none" };
  if (equals.length > 0) return { kind: "ambiguous", reason: "mailboxes", mailboxes: [mailbox, ...equals] };
  return { kind: "found", mailbox, others: mailboxes.filter((other) => other !== mailbox) };
}

/** Asks directories in turn; one that is down is passed over, unless all the others have nothing. */
async function ask(
  directories: readonly MailboxDirectory[],
  query: DirectoryQuery,
  preferences: readonly MailboxPreference[],
  signal: AbortSignal | undefined,
): Promise<Choice> {
  let failure: AnyLdlError | undefined;
  for (const directory of directories) {
    try {
      const answer = await directory.search(query, signal === undefined ? {} : { signal });
      const choice = choose(answer, query, preferences);
      if (choice.kind !== "none") return choice;
    } catch (error) {
      if (!isLdlError(error) || !error.retryable) throw error;
      failure = error;
    }
  }
  if (failure !== undefined) throw failure;
  return { kind: "none" };
}

/** Keeps choices for a while, the oldest leaving first. */
function createChoiceCache(options: CreateMailboxFinderOptions, now: () => Date) {
  const kept = new Map<string, { readonly choice: Choice; readonly until: number }>();
  return {
    get(key: string): Choice | undefined {
      const entry = kept.get(key);
      return entry !== undefined && now().getTime() < entry.until ? entry.choice : undefined;
    },
    set(key: string, choice: Choice): void {
      const isBrief = choice.kind === "none" || (choice.kind === "ambiguous" && choice.reason === "incomplete");
      const life = isBrief ? (options.noneCacheMs ?? NONE_MS) : (options.cacheMs ?? DAY_MS);
      kept.delete(key);
      kept.set(key, { choice, until: now().getTime() + life });
      for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    },
  };
}

/**
 * Finds mailboxes in one directory or several, prefers one among those of a professional, and keeps the answers a day.
 *
 * @remarks Without other preferences: a personal mailbox of the structure that its holder ranks first, then a personal mailbox of
 * the structure, then the organisational mailbox of the structure (of the service when one is asked for), then a personal mailbox
 * attached to no structure; among equals the smaller rank, then a holder who takes documents without paper. The mailbox of
 * software only when it is asked for.
 * @example
 * ```ts
 * import { Finess, Rpps } from "@ldl/domain";
 * import { createFhirDirectory, createMailboxFinder } from "@ldl/mssante";
 *
 * await using directory = createFhirDirectory({ apiKey: "…" });
 * const finder = createMailboxFinder({ directories: [directory] });
 * const found = await finder.findMailbox({ rpps: Rpps.parse("10002422979"), finess: Finess.parse("750803447") });
 * if (found.kind === "ambiguous") console.log("plusieurs possibilités", found.mailboxes.length);
 * ```
 * @param options - Directories, white list, cache and clock.
 * @returns The finder. `findMailbox` rejects with `LDL_INPUT_INVALID` when nothing is looked for, and with the error of a
 * directory when none could answer.
 * @public
 */
export function createMailboxFinder(options: CreateMailboxFinderOptions): MailboxFinder {
  const cache = createChoiceCache(options, options.now ?? (() => new Date()));
  return {
    async findMailbox(query, { preferences = DEFAULT_PREFERENCES, preferApp = false, signal } = {}) {
      const checked = parseInput(DirectoryQuery, query, { name: "query" });
      const order = preferApp ? (["applicative", ...preferences] as const) : preferences;
      const key = JSON.stringify([Object.entries(checked).sort(), order]);
      const kept = cache.get(key);
      const choice = kept ?? (await ask(options.directories, checked, order, signal));
      if (kept === undefined) cache.set(key, choice);
      if (choice.kind !== "found") return choice;
      const trust =
        (await options.whiteList?.check(choice.mailbox.address, signal === undefined ? {} : { signal })) ?? "unknown";
      return { ...choice, trust };
    },
  };
}
