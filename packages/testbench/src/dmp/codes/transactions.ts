import type { NS } from "./namespaces.ts";

/**
 * A transaction of the DMP interface that the server answers.
 *
 * @public
 */
export type DmpTransaction = "TD0.2" | "TD0.3" | "ITI-18" | "ITI-41" | "ITI-43" | "ITI-57";

/** Last part of the URL of a service. */
export type DmpService = "patients" | "habilitations" | "registry" | "repository";

/** How a transaction is recognized and answered. */
export interface TransactionRow {
  readonly transaction: DmpTransaction;
  readonly service: DmpService;
  /** `wsa:Action` of the request. */
  readonly action: string;
  /** `wsa:Action` of the answer. */
  readonly answer: string;
  /** Local name and namespace of what the SOAP body holds. */
  readonly body: readonly [localName: string, namespace: keyof typeof NS];
}

/** @remarks DMP WSDL annex 2.01.04 and sample messages 02.05.00; IHE ITI TF-2 §3.18, 3.41, 3.43, 3.57. */
export const TRANSACTIONS: readonly TransactionRow[] = [
  {
    transaction: "TD0.2",
    service: "patients",
    action: "urn:hl7-org:v3:PRPA_IN201307UV02",
    answer: "urn:hl7-org:v3:PRPA_IN201308UV02",
    body: ["PRPA_IN201307UV02", "hl7"],
  },
  {
    transaction: "TD0.3",
    service: "habilitations",
    action: "urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization",
    answer: "urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorizationResponse",
    body: ["setAuthorization", "habilitations"],
  },
  {
    transaction: "ITI-18",
    service: "registry",
    action: "urn:ihe:iti:2007:RegistryStoredQuery",
    answer: "urn:ihe:iti:2007:RegistryStoredQueryResponse",
    body: ["AdhocQueryRequest", "query"],
  },
  {
    transaction: "ITI-57",
    service: "registry",
    action: "urn:ihe:iti:2010:UpdateDocumentSet",
    answer: "urn:ihe:iti:2010:UpdateDocumentSet-Response",
    body: ["SubmitObjectsRequest", "lcm"],
  },
  {
    transaction: "ITI-41",
    service: "repository",
    action: "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b",
    answer: "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-bResponse",
    body: ["ProvideAndRegisterDocumentSetRequest", "xdsb"],
  },
  {
    transaction: "ITI-43",
    service: "repository",
    action: "urn:ihe:iti:2007:RetrieveDocumentSet",
    answer: "urn:ihe:iti:2007:RetrieveDocumentSetResponse",
    body: ["RetrieveDocumentSetRequest", "xdsb"],
  },
];
