import { type DmpRegistryProblem, insOid } from "@ldl/domain";
import { type EbrimReading, formatCx, readEbrim } from "@ldl/xds";
import { createXmlWriter, firstChild } from "@ldl/xml";
import type { ClientSettings } from "../client/client-options.ts";
import type { DmpContext } from "../client/dmp-context.ts";
import { readingExchange } from "../client/exchange.ts";
import { NAMESPACES } from "../codes/namespaces.ts";
import { STORED_QUERIES, type StoredQueryName } from "../codes/stored-queries.ts";
import { AnswerProblem } from "../soap/answer-problem.ts";
import type { SoapAnswer } from "../soap/read-answer.ts";
import { readVerdict, registryRefusal } from "./read-registry-response.ts";

/** A slot of a query: one value, any of several, or a date. */
export type QuerySlot =
  | { readonly name: string; readonly one: string }
  | { readonly name: string; readonly any: readonly string[] }
  | { readonly name: string; readonly time: string };

/** A stored query. */
export interface StoredQuery {
  readonly query: StoredQueryName;
  readonly slots: readonly QuerySlot[];
  /** Whole metadata, or identifiers only. */
  readonly returnType: "LeafClass" | "ObjectRef";
}

/** What a query found. */
export interface QueryResult
  extends Pick<EbrimReading, "documents" | "submissionSets" | "associations" | "objectRefs"> {
  /** Errors of a partial success, and warnings. */
  readonly problems: readonly DmpRegistryProblem[];
  readonly partial: boolean;
}

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** One value per `rim:Value`: a value of ebRIM holds 256 characters, a list of codes soon more. */
function valuesOf(slot: QuerySlot): readonly string[] {
  if ("one" in slot) return [quoted(slot.one)];
  return "time" in slot ? [slot.time] : slot.any.map((value) => `(${quoted(value)})`);
}

/** Patient of a query, as the registry names it. */
export function patientCx(settings: ClientSettings, { patient }: DmpContext): string {
  const cx = { id: patient.matricule, autorite: insOid(patient) };
  return formatCx(settings.dialect === "fr" ? { ...cx, type: "NH" } : cx);
}

function writeQuery({ query, slots, returnType }: StoredQuery): string {
  const xml = createXmlWriter({ declaration: false })
    .start("query:AdhocQueryRequest", { "xmlns:query": NAMESPACES.query, "xmlns:rim": NAMESPACES.rim })
    .element("query:ResponseOption", { returnComposedObjects: "true", returnType })
    .start("rim:AdhocQuery", { id: STORED_QUERIES[query] });
  for (const slot of slots) {
    const values = valuesOf(slot);
    if (values.length === 0) continue;
    xml.start("rim:Slot", { name: slot.name }).start("rim:ValueList");
    for (const value of values) xml.element("rim:Value", {}, value);
    xml.end().end();
  }
  return Buffer.from(xml.end().end().finish()).toString("utf8");
}

function readObjects({ payload }: SoapAnswer): Omit<EbrimReading, "findings"> {
  const list = firstChild(payload, "RegistryObjectList", NAMESPACES.rim);
  if (list === undefined) return { documents: [], submissionSets: [], associations: [], objectRefs: [] };
  return readEbrim(payload);
}

/** Runs a stored query (ITI-18). Nothing found is an empty result. */
export async function runQuery(
  settings: ClientSettings,
  context: DmpContext,
  query: StoredQuery,
  signal?: AbortSignal,
): Promise<QueryResult> {
  return readingExchange(settings, {
    transaction: "TD3.1",
    context,
    body: writeQuery(query),
    signal,
    read: (answer, exchange) => {
      const verdict = readVerdict(answer.payload);
      if (verdict === undefined) throw new AnswerProblem("malformed", "no status in the answer to a query");
      if (verdict.status === "failure") throw registryRefusal(exchange, verdict.problems);
      const { documents, submissionSets, associations, objectRefs } = readObjects(answer);
      const partial = verdict.status === "partial";
      return { documents, submissionSets, associations, objectRefs, partial, problems: verdict.problems };
    },
  });
}
