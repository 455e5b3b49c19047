import {
  createDmpClient,
  createDmpTransport,
  createKeySigner,
  type DmpClient,
  type DmpContextInput,
  DmpUser,
} from "@ldl/dmp";
import { type IdentiteIns, Oid, parseInput, StructIdNat } from "@ldl/domain";
import type { TestPki } from "@ldl/testbench";

/** A client of the DMP and for whom it calls. */
export interface Party extends AsyncDisposable {
  readonly client: DmpClient;
  readonly context: DmpContextInput;
}

const MEDECIN = { code: "10", systeme: "1.2.250.1.71.1.2.7", libelle: "Médecin" };

function userOf(id: string, nom: string, speciality: { readonly code: string; readonly libelle: string }): DmpUser {
  const roles = [MEDECIN, { ...speciality, systeme: "1.2.250.1.71.4.2.5" }];
  return parseInput(DmpUser, { id, nom, roles, authentifieLe: "2024-03-15T08:00:00+01:00" });
}

const SHARED = {
  environnement: "test",
  oid: Oid.parse("1.2.250.1.999.1.2"),
  logiciel: { nom: "Logiciel d'exemple", version: "1.0", numeroHomologation: "NUMERO-D-EXEMPLE" },
} as const;

/** The laboratory, by its certificates: it may feed, not read. */
export function openLaboratory(baseUrl: string, { ca, sender }: TestPki, patient: IdentiteIns): Party {
  const { authentication, signature, structIdNat } = sender;
  const transport = createDmpTransport({ tls: { ca, certificate: authentication.chain, key: authentication.key } });
  const signer = createKeySigner({ certificate: signature.chain, key: signature.key });
  const structure = { id: StructIdNat.parse(structIdNat), secteur: "SA25" };
  return {
    client: createDmpClient({ ...SHARED, baseUrl, transport, signer, structure, mode: "INDIRECTE" }),
    context: {
      patient,
      utilisateur: userOf("810002422979", "Léon AUGUIN", {
        code: "SM03",
        libelle: "Biologie médicale (SM)",
      }),
    },
    [Symbol.asyncDispose]: () => transport.close(),
  };
}

/** The practitioner, by the card. A real card signs through a `Signer` of its own, and its TLS through a `DmpTransport`. */
export function openPractice(baseUrl: string, { ca, cps }: TestPki, patient: IdentiteIns): Party {
  const { authentication, signature, psIdNat, structIdNat, nom, prenom } = cps;
  const transport = createDmpTransport({ tls: { ca, certificate: authentication.chain, key: authentication.key } });
  const signer = createKeySigner({ certificate: signature.chain, key: signature.key });
  const structure = { id: StructIdNat.parse(structIdNat), secteur: "SA07" };
  return {
    client: createDmpClient({ ...SHARED, baseUrl, transport, signer, structure, mode: "DIRECTE" }),
    context: {
      patient,
      utilisateur: userOf(psIdNat, `${prenom} ${nom}`, { code: "SM26", libelle: "Qualifié en Médecine Générale (SM)" }),
    },
    [Symbol.asyncDispose]: () => transport.close(),
  };
}
