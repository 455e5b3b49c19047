import { randomUUID } from "node:crypto";
import { InsEnvironment, Oid, type OnEvent, parseInput } from "@ldl/domain";
import type { EbrimDialect } from "@ldl/xds";
import { z } from "zod";
import { DEFAULT_REPOSITORY, DMP_DEVICE } from "../codes/dmp-defaults.ts";
import type { DmpService } from "../codes/transactions.ts";
import type { DmpTransport } from "../http/dmp-transport.ts";
import type { LotSignatureOptions } from "../lot/signature-options.ts";
import type { Signer } from "../signing/signer.ts";
import { type AnswerLimits, DEFAULT_ANSWER_LIMITS } from "../soap/multipart-limits.ts";
import { AuthenticationMode, DmpSoftware, DmpStructure } from "../vihf/vihf-input.ts";
import { completeVihfOptions, type VihfOptions } from "../vihf/vihf-options.ts";
import type { OnDmpTrace } from "./dmp-trace.ts";

/** Options of `createDmpClient`. @public */
export interface CreateDmpClientOptions {
  /** Address of the services, `https://<host>/si-dmp-server/v2/services`. Given by the DMP; there is no default. */
  readonly baseUrl: string;
  /** Connections; closed by the caller, who may share it between clients of one certificate. */
  readonly transport: DmpTransport;
  /** How the caller proves who it is. The DMP is fed in DIRECTE or INDIRECTE, never in AIR. */
  readonly mode: AuthenticationMode;
  /** Signs VIHF and lots. */
  readonly signer: Signer;
  /** For which structure. */
  readonly structure: DmpStructure;
  /** With which software. */
  readonly logiciel: DmpSoftware;
  /** Environment of the INS: `production`, `test`, `demonstration`. No default: the wrong OID is refused by the DMP. */
  readonly environnement: InsEnvironment;
  /** OID of the installation: sender of HL7 messages, `sourceId` of lots. */
  readonly oid: Oid;
  /** Address of a service that is not `baseUrl` and its name. Default: none. */
  readonly endpoints?: Partial<Readonly<Record<DmpService, string>>>;
  /** `fr` for the DMP; `ihe-strict` for any XDS.b server: strict data types, no VIHF, no signature. Default: `fr`. */
  readonly dialect?: EbrimDialect;
  /** What is left open about the VIHF. */
  readonly vihf?: VihfOptions;
  /** What is left open about the signature of lots. */
  readonly lotSignature?: LotSignatureOptions;
  /** Repository of the documents. Default: `1.2.250.1.213.4.1.1.1.2`. */
  readonly repositoryUniqueId?: Oid;
  /** Device of the DMP in HL7 messages. Default: `1.2.250.1.213.4.1.1.1`. */
  readonly receiverOid?: Oid;
  /** `processingCode` of HL7 messages. Default: `P`; samples taken on test platforms have `D`. */
  readonly processingCode?: "P" | "D" | "T";
  /** The DMP parameter `cumul-invisible_patient-masque_ps`. Default: `false`. */
  readonly allowMaskedAndInvisible?: boolean;
  /** How often a read (TD0.2, TD3.1, TD3.2) is tried when the network fails. Default: 2. */
  readonly readAttempts?: number;
  /** Limits of answers. Default: those of {@link AnswerLimits}, each. */
  readonly limits?: Partial<AnswerLimits>;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
  /** Source of UUIDs. Default: random. */
  readonly newId?: () => string;
  /** Receives `dmp.submitted`, `dmp.failed` and `dmp.deleted`. Default: nobody. */
  readonly onEvent?: OnEvent;
  /** Receives what happens on the wire, redacted. Default: nobody. */
  readonly onTrace?: OnDmpTrace;
}

const CheckedOptions = z.object({
  mode: AuthenticationMode,
  structure: DmpStructure,
  logiciel: DmpSoftware,
  environnement: InsEnvironment,
  oid: Oid,
  readAttempts: z.int().min(1).max(10).default(2),
});

/** Options with their defaults. */
export interface ClientSettings
  extends Required<Omit<CreateDmpClientOptions, "baseUrl" | "endpoints" | "limits" | "vihf" | "onEvent" | "onTrace">> {
  readonly vihf: ReturnType<typeof completeVihfOptions>;
  readonly limits: AnswerLimits;
  readonly onEvent: OnEvent;
  readonly onTrace: OnDmpTrace;
  readonly urlOf: (service: DmpService) => string;
}

function urls({ baseUrl, endpoints = {} }: CreateDmpClientOptions): ClientSettings["urlOf"] {
  if (!URL.canParse(baseUrl)) throw new TypeError("baseUrl: an address is expected");
  const base = baseUrl.replace(/\/+$/, "");
  return (service) => endpoints[service] ?? `${base}/${service}`;
}

/** Checks the options and fills in the defaults. */
export function clientSettings(options: CreateDmpClientOptions): ClientSettings {
  const { baseUrl: _, endpoints: __, ...others } = options;
  return {
    dialect: "fr",
    repositoryUniqueId: DEFAULT_REPOSITORY,
    receiverOid: DMP_DEVICE,
    processingCode: "P",
    allowMaskedAndInvisible: false,
    lotSignature: {},
    now: () => new Date(),
    newId: randomUUID,
    onEvent: () => undefined,
    onTrace: () => undefined,
    ...others,
    ...parseInput(CheckedOptions, options, { name: "dmp" }),
    vihf: completeVihfOptions(options.vihf ?? {}),
    limits: { ...DEFAULT_ANSWER_LIMITS, ...options.limits },
    urlOf: urls(options),
  };
}
