import { type DmpRegistryProblem, parseInput } from "@ldl/domain";
import { Dtm, EntryUuid, type ReceivedDocumentEntry, type UniqueId } from "@ldl/xds";
import { z } from "zod";
import type { ClientSettings } from "../client/client-options.ts";
import type { DmpContext } from "../client/dmp-context.ts";
import { ENTRY_STATUS_URNS } from "../codes/entry-status.ts";
import { patientCx, type QuerySlot, runQuery } from "./stored-query.ts";

const Codes = z
  .array(z.object({ code: z.string().min(1), systeme: z.string().min(1) }))
  .min(1)
  .readonly()
  .optional();
const Period = z
  .strictObject({
    /** First moment, included. */
    from: Dtm.optional(),
    /** Last moment, excluded. */
    to: Dtm.optional(),
  })
  .optional();

/** Which documents to find. Everything is optional; several values of one field mean any of them. @public */
export const FindDocumentsQuery = z.strictObject({
  /** Statuses. Default: `approved` only; archived and deprecated are asked for by name. */
  statuts: z
    .array(z.enum(["approved", "deprecated", "archived", "deleted"]))
    .min(1)
    .readonly()
    .default(["approved"]),
  /** Classes (JDV_J57). */
  classCodes: Codes,
  /** Types (JDV_J66). */
  typeCodes: Codes,
  /** Formats (JDV_J60). */
  formatCodes: Codes,
  /** Care settings (JDV_J62). */
  practiceSettingCodes: Codes,
  /** Activity sectors (JDV_J61). */
  healthcareFacilityTypeCodes: Codes,
  /** Acts and diagnoses. */
  eventCodes: Codes,
  /** Confidentiality and visibility. */
  confidentialityCodes: Codes,
  /** When the documents were made. */
  creationTime: Period,
  /** Start of the documented acts. The first automatic search covers two years at most. */
  serviceStartTime: Period,
  /** End of the documented acts. */
  serviceStopTime: Period,
  /** Author as written in the metadata, `%` and `_` standing for any characters and any one. */
  authorPerson: z.string().min(1).max(256).optional(),
  /** Orders, accession numbers or studies, as `formatCxReference` of `@ldl/xds` writes them. */
  references: z.array(z.string().min(1).max(256)).min(1).readonly().optional(),
});
/** Which documents to find. @public */
export interface FindDocumentsQuery extends z.infer<typeof FindDocumentsQuery> {}

/** The same, as a caller may write it: defaults left out. @public */
export type FindDocumentsQueryInput = z.input<typeof FindDocumentsQuery>;

/** Entries that a search found. @public */
export interface FoundDocuments {
  /** The entries; show all of them, even those whose `patientId` is an older INS of the patient (EX_3.1-1055). */
  readonly entries: readonly ReceivedDocumentEntry[];
  /** True when the DMP could not give everything; `problems` says why. */
  readonly partial: boolean;
  /** Errors of a partial answer, and warnings. */
  readonly problems: readonly DmpRegistryProblem[];
}

const PREFIX = "$XDSDocumentEntry";

function codeSlots(query: FindDocumentsQuery): readonly QuerySlot[] {
  const rows = [
    ["ClassCode", query.classCodes],
    ["TypeCode", query.typeCodes],
    ["FormatCode", query.formatCodes],
    ["PracticeSettingCode", query.practiceSettingCodes],
    ["HealthcareFacilityTypeCode", query.healthcareFacilityTypeCodes],
    ["EventCodeList", query.eventCodes],
    ["ConfidentialityCode", query.confidentialityCodes],
  ] as const;
  return rows.map(([name, codes]) => ({
    name: `${PREFIX}${name}`,
    any: (codes ?? []).map(({ code, systeme }) => `${code}^^${systeme}`),
  }));
}

function timeSlots(query: FindDocumentsQuery): readonly QuerySlot[] {
  const periods = [
    ["CreationTime", query.creationTime],
    ["ServiceStartTime", query.serviceStartTime],
    ["ServiceStopTime", query.serviceStopTime],
  ] as const;
  return periods.flatMap(([name, period]) =>
    [
      { name: `${PREFIX}${name}From`, time: period?.from },
      { name: `${PREFIX}${name}To`, time: period?.to },
    ].flatMap(({ name: slot, time }) => (time === undefined ? [] : [{ name: slot, time }])),
  );
}

/** Finds documents (TD3.1a). */
export async function findDocuments(
  settings: ClientSettings,
  context: DmpContext,
  input: FindDocumentsQueryInput,
  signal?: AbortSignal,
): Promise<FoundDocuments> {
  const query = parseInput(FindDocumentsQuery, input, { name: "query" });
  const slots: readonly QuerySlot[] = [
    { name: `${PREFIX}PatientId`, one: patientCx(settings, context) },
    { name: `${PREFIX}Status`, any: query.statuts.map((status) => ENTRY_STATUS_URNS[status]) },
    ...codeSlots(query),
    ...timeSlots(query),
    { name: `${PREFIX}AuthorPerson`, any: query.authorPerson === undefined ? [] : [query.authorPerson] },
    { name: `${PREFIX}ReferenceIdList`, any: query.references ?? [] },
  ];
  const name = query.references === undefined ? "FindDocuments" : "FindDocumentsByReferenceId";
  const found = await runQuery(settings, context, { query: name, slots, returnType: "LeafClass" }, signal);
  return { entries: found.documents, partial: found.partial, problems: found.problems };
}

/** Gets entries by identifier, of the documents or of the entries. */
export async function getDocuments(
  settings: ClientSettings,
  context: DmpContext,
  ids: { readonly uniqueIds: readonly UniqueId[] } | { readonly entryUuids: readonly EntryUuid[] },
  signal?: AbortSignal,
): Promise<FoundDocuments> {
  const slot =
    "uniqueIds" in ids
      ? { name: `${PREFIX}UniqueId`, any: ids.uniqueIds }
      : { name: `${PREFIX}EntryUUID`, any: ids.entryUuids };
  const query = { query: "GetDocuments", slots: [slot], returnType: "LeafClass" } as const;
  const found = await runQuery(settings, context, query, signal);
  return { entries: found.documents, partial: found.partial, problems: found.problems };
}

/** Finds the entry of a document (TD3.1b), which every mode allows. */
export async function findEntryUuid(
  settings: ClientSettings,
  context: DmpContext,
  uniqueId: UniqueId,
  signal?: AbortSignal,
): Promise<EntryUuid | null> {
  const slots = [{ name: `${PREFIX}UniqueId`, any: [uniqueId] }];
  const query = { query: "GetDocuments", slots, returnType: "ObjectRef" } as const;
  const { objectRefs } = await runQuery(settings, context, query, signal);
  return EntryUuid.safeParse(objectRefs.at(-1)).data ?? null;
}
