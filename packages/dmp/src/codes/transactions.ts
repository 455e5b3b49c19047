/** Last part of the address of a service. @public */
export type DmpService = "registry" | "repository" | "patients" | "habilitations";

/** A transaction that is a call of a web service. */
export interface TransactionRow {
  readonly service: DmpService;
  readonly action: string;
}

const IHE_2007 = "urn:ihe:iti:2007";

/**
 * Service and `wsa:Action` of each transaction.
 *
 * @remarks WSDL of the DMP, annex 2.01.04.
 */
export const TRANSACTIONS = {
  "TD0.2": { service: "patients", action: "urn:hl7-org:v3:PRPA_IN201307UV02" },
  "TD0.3": {
    service: "habilitations",
    action: "urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization",
  },
  "TD2.1": { service: "repository", action: `${IHE_2007}:ProvideAndRegisterDocumentSet-b` },
  "TD3.1": { service: "registry", action: `${IHE_2007}:RegistryStoredQuery` },
  "TD3.2": { service: "repository", action: `${IHE_2007}:RetrieveDocumentSet` },
  "TD3.3": { service: "registry", action: "urn:ihe:iti:2010:UpdateDocumentSet" },
} as const satisfies Readonly<Record<string, TransactionRow>>;

/** Name of a transaction. @public */
export type DmpTransaction = keyof typeof TRANSACTIONS;
