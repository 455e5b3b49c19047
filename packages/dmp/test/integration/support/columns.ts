import { Code, Instant, PsIdNat, StructIdNat } from "@ldl/domain";
import type { TestCertificate, TestPki } from "@ldl/testbench";
import {
  type AccessMode,
  type AuthenticationMode,
  type CreateDmpClientOptions,
  createDmpClient,
  createDmpTransport,
  createKeySigner,
  type DmpClient,
  type DmpContextInput,
  type DmpTransport,
} from "../../../src/index.ts";
import { clientOptions } from "../../support/lot-input.ts";
import { PATIENT, PHYSICIAN_ROLES } from "../../support/vihf-input.ts";

/** A column of the rights matrix: who calls, and how. */
export interface Column {
  readonly mode: AuthenticationMode;
  readonly certificates: { readonly authentication: TestCertificate; readonly signature: TestCertificate };
  readonly structure: CreateDmpClientOptions["structure"];
  readonly userId: PsIdNat;
  readonly roles: DmpContextInput["utilisateur"]["roles"];
}

const NURSE = [Code.parse({ code: "60", systeme: "1.2.250.1.71.1.2.7", libelle: "Infirmier" })];
const AUTOMATON = [Code.parse({ code: "AUTOMATE", systeme: "1.2.250.1.213.1.1.4.6", libelle: "Automate" })];

/** Columns of the matrix, in its order. */
export function columnsOf(pki: TestPki) {
  const hospital = { certificates: pki.sender, structure: clientOptions().structure };
  const practice = { structure: { id: StructIdNat.parse(pki.cps.structIdNat), secteur: "SA07" } };
  const cps = { mode: "DIRECTE", certificates: pki.cps, ...practice, userId: PsIdNat.parse(pki.cps.psIdNat) } as const;
  const cpe = { mode: "DIRECTE", certificates: pki.cpe, ...practice, userId: PsIdNat.parse(pki.cpe.psIdNat) } as const;
  const userId = PsIdNat.parse("810002422979");
  const air = { mode: "INDIRECTE_RENFORCEE", ...hospital } as const;
  return {
    "PS non médecin": { ...cps, roles: NURSE },
    médecin: { ...cps, roles: PHYSICIAN_ROLES },
    CPE: { ...cpe, roles: AUTOMATON },
    INDIRECTE: { mode: "INDIRECTE", ...hospital, userId, roles: PHYSICIAN_ROLES },
    "AIR PS": { ...air, userId, roles: PHYSICIAN_ROLES },
    "AIR non-PS": { ...air, userId: PsIdNat.parse("3990000002/0042"), roles: AUTOMATON },
  } as const satisfies Readonly<Record<string, Column>>;
}

/** Name of a column. */
export type ColumnName = keyof ReturnType<typeof columnsOf>;

/** For whom a column calls, with one kind of access. */
export function contextOfColumn({ userId, roles }: Column, mode: AccessMode = "normal"): DmpContextInput {
  return {
    patient: PATIENT,
    utilisateur: { id: userId, nom: "Léon AUGUIN", roles, authentifieLe: Instant.parse("2024-02-20T09:00:00+01:00") },
    acces: mode === "bris_de_glace" ? { mode, raison: "urgence vitale" } : { mode },
  };
}

/** Connections with the certificate of a column. */
export function transportOf(pki: TestPki, { certificates: { authentication } }: Column): DmpTransport {
  return createDmpTransport({
    tls: { ca: pki.ca, certificate: authentication.chain, key: authentication.key },
    answerTimeoutMs: 2000,
    silenceTimeoutMs: 2000,
  });
}

/** A client of a column. */
export function clientOfColumn(
  column: Column,
  options: Pick<CreateDmpClientOptions, "baseUrl" | "transport"> & Partial<CreateDmpClientOptions>,
): DmpClient {
  const { signature } = column.certificates;
  return createDmpClient({
    ...clientOptions(column.mode),
    structure: column.structure,
    signer: createKeySigner({ certificate: signature.chain, key: signature.key }),
    ...options,
  });
}
