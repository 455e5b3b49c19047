import { Moment, toXdsDtm } from "@ldl/domain";
import { type Association, EntryUuid, type LogicalId, type ReceivedDocumentEntry, type UniqueId } from "@ldl/xds";
import type { ClientSettings } from "../client/client-options.ts";
import type { DmpContext } from "../client/dmp-context.ts";
import { ENTRY_STATUS_URNS, entryStatusOf } from "../codes/entry-status.ts";
import { patientCx, runQuery } from "./stored-query.ts";

/** What the caller holds already. Each answers for one identifier. @public */
export interface KnownDocuments {
  /** Whether an entry is known. */
  readonly entry: (id: EntryUuid) => boolean | Promise<boolean>;
  /** Whether some version of an entry is known. */
  readonly logical: (id: LogicalId) => boolean | Promise<boolean>;
  /** Whether a document is held, however it came: the same may have arrived by MSSanté. */
  readonly document: (id: UniqueId) => boolean | Promise<boolean>;
}

/** Something new in a record. @public */
export type DmpChange =
  /** A document that the caller does not hold. */
  | { readonly kind: "new"; readonly entry: ReceivedDocumentEntry }
  /** A document that the caller holds already, come another way. */
  | { readonly kind: "alreadyHeld"; readonly entry: ReceivedDocumentEntry }
  /** A document that takes the place of one that the caller knows. */
  | { readonly kind: "replacement"; readonly entry: ReceivedDocumentEntry; readonly replaces: EntryUuid }
  /** New metadata (visibility, archiving) of a document that the caller knows. */
  | { readonly kind: "metadata"; readonly entry: ReceivedDocumentEntry };

/** What is new since a moment. @public */
export interface DmpChanges {
  /** Moment to ask from next time: that of this call, taken before it. */
  readonly watermark: Date;
  /** The changes; each step may call the DMP. */
  readonly changes: AsyncIterable<DmpChange>;
}

/** Options of `changesSince`. @public */
export interface ChangesSinceOptions {
  /** Moment of the last look. */
  readonly since: Date;
  /** What the caller holds already. */
  readonly known: KnownDocuments;
  /** Identifiers asked for at once. Default: 20. */
  readonly batchSize?: number;
  /** Aborts. */
  readonly signal?: AbortSignal;
}

function* batches<T>(values: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < values.length; from += size) yield values.slice(from, from + size);
}

const toDtm = (date: Date): string => toXdsDtm(Moment.parse(`${date.toISOString().slice(0, 19)}Z`));

/** Entries of each document that a new submission set brought, in order. */
async function memberIds(
  settings: ClientSettings,
  context: DmpContext,
  { since, batchSize = 20, signal }: ChangesSinceOptions,
): Promise<readonly string[]> {
  const slots = [
    { name: "$XDSSubmissionSetPatientId", one: patientCx(settings, context) },
    { name: "$XDSSubmissionSetSubmissionTimeFrom", time: toDtm(since) },
    { name: "$XDSSubmissionSetStatus", any: [ENTRY_STATUS_URNS.approved] },
  ];
  const returnType = "LeafClass";
  const sets = await runQuery(settings, context, { query: "FindSubmissionSets", slots, returnType }, signal);
  const members = new Set<string>();
  for (const ids of batches(
    sets.submissionSets.map(({ id }) => id),
    batchSize,
  )) {
    const query = { query: "GetAssociations", slots: [{ name: "$uuid", any: ids }], returnType } as const;
    const { associations } = await runQuery(settings, context, query, signal);
    for (const { type, source, target } of associations) {
      if (type === "HasMember" && ids.includes(source)) members.add(target);
    }
  }
  return [...members];
}

/** The known entry that a document takes the place of, along the chain of replacements. */
async function knownAncestor(
  id: string,
  replacements: readonly Association[],
  known: KnownDocuments,
): Promise<EntryUuid | undefined> {
  const seen = new Set<string>();
  for (let current: string | undefined = id; current !== undefined && !seen.has(current); ) {
    seen.add(current);
    const link: Association | undefined = replacements.find(({ source }) => source === current);
    const target = EntryUuid.safeParse(link?.target).data;
    if (target !== undefined && (await known.entry(target))) return target;
    current = target;
  }
  return undefined;
}

async function changeOf(
  entry: ReceivedDocumentEntry,
  replacements: readonly Association[],
  known: KnownDocuments,
): Promise<DmpChange> {
  const replaces = await knownAncestor(entry.id, replacements, known);
  if (replaces !== undefined) return { kind: "replacement", entry, replaces };
  if (entry.logicalId !== undefined && (await known.logical(entry.logicalId))) return { kind: "metadata", entry };
  if (entry.uniqueId !== undefined && (await known.document(entry.uniqueId))) return { kind: "alreadyHeld", entry };
  return { kind: "new", entry };
}

async function* changes(
  settings: ClientSettings,
  context: DmpContext,
  options: ChangesSinceOptions,
): AsyncGenerator<DmpChange> {
  const { batchSize = 20, known, signal } = options;
  const told = new Set<string>();
  for (const ids of batches(await memberIds(settings, context, options), batchSize)) {
    const slots = [{ name: "$XDSDocumentEntryEntryUUID", any: ids }];
    const query = { query: "GetDocumentsAndAssociations", slots, returnType: "LeafClass" } as const;
    const { documents, associations } = await runQuery(settings, context, query, signal);
    const replacements = associations.filter(({ type }) => type === "RPLC" || type === "XFRM_RPLC");
    for (const entry of documents) {
      if (entryStatusOf(entry.availabilityStatus) === "deprecated" || told.has(entry.id)) continue;
      told.add(entry.id);
      yield await changeOf(entry, replacements, known);
    }
  }
}

/** Starts looking for what is new (EX_3.1-1020). */
export function changesSince(settings: ClientSettings, context: DmpContext, options: ChangesSinceOptions): DmpChanges {
  return { watermark: settings.now(), changes: changes(settings, context, options) };
}
