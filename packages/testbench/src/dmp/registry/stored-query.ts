import { type EbrimDialect, writeRegistryObjectList } from "@ldl/xds";
import { attributeOf, firstChild, type XmlElement, type XmlWriter } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import {
  checkAuthorized,
  checkOpen,
  checkRights,
  type TransactionContext,
  type TransactionResult,
} from "../transaction-context.ts";
import { parsePatientKey } from "../vihf/caller.ts";
import { firstValue, type QueryParameters, readParameters, refuseParameter } from "./query-parameters.ts";
import {
  type RegistryError,
  RegistryFailure,
  type ResponseStatus,
  STATUS_URNS,
  writeErrors,
} from "./registry-error.ts";
import { type Found, type RegistryView, STORED_QUERIES, type StoredQuery } from "./stored-queries.ts";
import { isVisible } from "./visibility.ts";

function refuse(code: string, context: string, rule: string): never {
  throw new RegistryFailure([{ code, context, rule }]);
}

interface ReadQuery {
  readonly query: StoredQuery;
  readonly parameters: QueryParameters;
  readonly returnType: "LeafClass" | "ObjectRef";
}

function readQuery(request: XmlElement): ReadQuery {
  const option = firstChild(request, "ResponseOption", NS.query);
  const element = firstChild(request, "AdhocQuery", NS.rim);
  const returnType = option === undefined ? undefined : attributeOf(option, "returnType");
  if (element === undefined || (returnType !== "LeafClass" && returnType !== "ObjectRef")) {
    return refuse("XDSRegistryError", "ResponseOption et AdhocQuery attendus", "LDL-DMP-QUERY");
  }
  const id = attributeOf(element, "id");
  const query = STORED_QUERIES.find((candidate) => candidate.id === id);
  if (query === undefined) return refuse("XDSUnknownStoredQuery", id ?? "", "LDL-DMP-QUERY-UNKNOWN");
  return { query, parameters: readParameters(element), returnType };
}

function checkRequired({ query, parameters }: ReadQuery): void {
  for (const name of query.required) {
    const names = typeof name === "string" ? [name] : name;
    if (!names.some((one) => parameters.has(one))) {
      refuseParameter("XDSStoredQueryMissingParam", names.join(" ou "), "paramètre obligatoire absent");
    }
  }
}

/** The patient of the query is that of the VIHF. */
function checkPatient({ query, parameters }: ReadQuery, { caller }: TransactionContext): void {
  if (query.patient === undefined || caller?.patient === undefined) return;
  const asked = parsePatientKey(firstValue(parameters, query.patient) ?? "");
  if (asked?.matricule !== caller.patient.matricule || asked.oid !== caller.patient.oid) {
    refuse("XDSPatientIdDoesNotMatch", "patient différent de celui du VIHF", "LDL-DMP-QUERY-PATIENT");
  }
}

/** TD3.1b finds the entryUUID of a document that the caller knows; everything else is TD3.1a. */
function checkQueryRights({ query, returnType }: ReadQuery, context: TransactionContext): void {
  const reference = query.name === "GetDocuments" && returnType === "ObjectRef";
  checkRights(context, reference ? "TD3.1 reference" : "TD3.1 metadata");
  if (!reference) checkAuthorized(context);
}

/** What the caller may know: nothing of another patient, no link to what stays hidden. */
function viewOf(context: TransactionContext, { query, parameters }: ReadQuery): RegistryView {
  const { store, caller } = context;
  const asked = query.patient === undefined ? undefined : firstValue(parameters, query.patient);
  const matricule = caller?.patient?.matricule ?? asked?.split("^", 1)[0];
  const entries = [...store.entries.values()].filter(
    (stored) => isVisible(stored, context) && (matricule === undefined || stored.entry.patientId?.id === matricule),
  );
  const sets = store.submissionSets.filter(({ patientId }) => matricule === undefined || patientId?.id === matricule);
  const known = new Set<string>([...entries.map(({ entry }) => entry.id), ...sets.map(({ id }) => id)]);
  const associations = store.associations.filter(({ source, target }) => known.has(source) && known.has(target));
  return { entries, sets, associations };
}

function writeFound(xml: XmlWriter, found: Found, returnType: ReadQuery["returnType"], dialect: EbrimDialect): void {
  const documents = (found.entries ?? []).map(({ entry }) => entry);
  const { sets: submissionSets = [], associations = [] } = found;
  if (returnType === "LeafClass") {
    writeRegistryObjectList(xml, { submissionSets, documents, associations }, { dialect });
    return;
  }
  xml.start("rim:RegistryObjectList", { "xmlns:rim": NS.rim });
  for (const { id } of [...submissionSets, ...documents, ...associations]) xml.element("rim:ObjectRef", { id });
  xml.end();
}

/** The error that an injected partial success adds. */
function injectedErrors({ fault }: TransactionContext): readonly RegistryError[] {
  if (fault?.kind !== "partialSuccess") return [];
  return [{ code: fault.code ?? "XDSRegistryError", context: "réponse partielle", rule: "LDL-DMP-INJECTED" }];
}

/** TD3.1: Registry Stored Query. @remarks IHE ITI TF-2 §3.18. */
export function storedQuery(context: TransactionContext): TransactionResult {
  const asked = readQuery(context.request.body);
  checkQueryRights(asked, context);
  checkOpen(context);
  checkRequired(asked);
  checkPatient(asked, context);
  const found = asked.query.run(viewOf(context, asked), asked.parameters);
  const errors = injectedErrors(context);
  const status: ResponseStatus = errors.length === 0 ? "Success" : "PartialSuccess";
  const dialect = context.settings.strict ? "ihe-strict" : "fr";
  const write = (xml: XmlWriter): void => {
    xml.start("query:AdhocQueryResponse", { "xmlns:query": NS.query, status: STATUS_URNS[status] });
    writeErrors(xml, errors);
    writeFound(xml, found, asked.returnType, dialect);
    xml.end();
  };
  return { answer: { action: context.answerAction, write }, status, errors };
}
