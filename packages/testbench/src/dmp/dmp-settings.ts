import { randomUUID } from "node:crypto";
import { insOid, Oid } from "@ldl/domain";
import type {
  DmpLimits,
  DmpSubmissionPolicy,
  DmpTestProfessional,
  DmpTestStructure,
  DmpVihfPolicy,
  StartDmpOptions,
} from "./dmp-options.ts";

/** The options of a server, every default filled in. */
export interface DmpSettings {
  readonly strict: boolean;
  readonly now: () => Date;
  readonly newId: () => string;
  /** OIDs that an INS may have. */
  readonly insOids: readonly string[];
  readonly repositoryUniqueId: Oid;
  readonly structures: ReadonlyMap<string, DmpTestStructure>;
  readonly professionals: ReadonlyMap<string, DmpTestProfessional>;
  readonly vihf: Required<DmpVihfPolicy>;
  readonly submission: Required<DmpSubmissionPolicy>;
  readonly limits: Required<DmpLimits>;
}

const VIHF: Required<DmpVihfPolicy> = {
  airLifetimeMs: 30_000,
  lifetimeMs: 300_000,
  clockSkewMs: 5_000,
  allowSha1: true,
  signedInDirect: false,
};
const SUBMISSION: Required<DmpSubmissionPolicy> = {
  signatureDocument: true,
  hashAndSize: false,
  cumulInvisiblePatientMasquePs: false,
  replaceByAuthorOnly: true,
};
const LIMITS: Required<DmpLimits> = {
  maxDocumentBytes: 209_715_200,
  maxEnvelopeBytes: 33_554_432,
  maxParts: 100,
  memoryBytes: 262_144,
  maxReadDocumentBytes: 16_777_216,
};

/** Fills the defaults in. */
export function settingsOf(options: StartDmpOptions): DmpSettings {
  const { pki, insEnvironment: environnement = "test" } = options;
  const strict = options.dialect === "ihe-strict";
  const structures = options.structures ?? [pki.sender, pki.receiver];
  const professionals =
    options.professionals ??
    [pki.cps, pki.cpe].map(({ psIdNat, structIdNat }) => ({ psIdNat, structures: [structIdNat] }));
  const types = environnement === "production" ? (["NIR", "NIA"] as const) : (["NIR"] as const);
  return {
    strict,
    now: options.now ?? (() => new Date()),
    newId: options.newId ?? randomUUID,
    insOids: types.map((type) => insOid({ type, environnement })),
    repositoryUniqueId: Oid.parse(options.repositoryUniqueId ?? "1.2.250.1.213.4.1.1.1.2"),
    structures: new Map(structures.map(({ structIdNat, ...rest }) => [structIdNat, { structIdNat, ...rest }])),
    professionals: new Map(professionals.map((one) => [one.psIdNat, one])),
    vihf: { ...VIHF, ...options.vihf },
    submission: {
      ...SUBMISSION,
      ...(strict ? { signatureDocument: false, hashAndSize: true } : {}),
      ...options.submission,
    },
    limits: { ...LIMITS, ...options.limits },
  };
}
