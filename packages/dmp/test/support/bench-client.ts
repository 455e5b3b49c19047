import { type ExchangeEvent, Instant, Oid, PsIdNat, StructIdNat } from "@ldl/domain";
import { createTestPki, type DmpServer, type StartDmpOptions, startDmp, type TestPki } from "@ldl/testbench";
import { authorOfProfessional, contentTypeCode } from "@ldl/xds";
import {
  type AuthenticationMode,
  type CreateDmpClientOptions,
  createDmpClient,
  createDmpTransport,
  createKeySigner,
  type DmpClient,
  type DmpContextInput,
  type DmpLot,
  type DmpTraceEvent,
  type DmpTransport,
} from "../../src/index.ts";
import { cdaLetter, type LetterParts } from "./cda-letter.ts";
import { PATIENT, PHYSICIAN_ROLES, vihfInput } from "./vihf-input.ts";

/** A DMP on loopback and clients of it. */
export interface DmpBench extends AsyncDisposable {
  readonly pki: TestPki;
  readonly dmp: DmpServer;
  readonly events: ExchangeEvent[];
  readonly traces: DmpTraceEvent[];
  /** A client of a mode; with its own certificate. */
  client(mode?: AuthenticationMode, changes?: Partial<CreateDmpClientOptions>): DmpClient;
}

/** A context of a mode: the hospital's physician, or the holder of the card. */
export function contextOf(mode: AuthenticationMode = "INDIRECTE"): DmpContextInput {
  const { utilisateur } = vihfInput();
  const authentifieLe = Instant.parse("2024-02-20T09:00:00+01:00");
  if (mode !== "DIRECTE") return { patient: PATIENT, utilisateur: { ...utilisateur, authentifieLe } };
  return {
    patient: PATIENT,
    utilisateur: { ...utilisateur, id: CARD_HOLDER, nom: "Solène EXEMPLE", roles: PHYSICIAN_ROLES, authentifieLe },
  };
}

const CARD_HOLDER = PsIdNat.parse("810100000016");
const CARD_STRUCTURE = StructIdNat.parse("1990000101");

/** Who sends lots. */
export const SENDER = authorOfProfessional({
  id: vihfInput().utilisateur.id,
  nom: { nom: "AUGUIN", prenom: "Léon" },
  organisation: { id: vihfInput().structure.id, nom: "Centre hospitalier A&B" },
});

/** A lot of one letter. */
export function lotOf(parts: LetterParts = {}, changes: Partial<DmpLot> = {}): DmpLot {
  return {
    documents: [{ document: cdaLetter(parts) }],
    author: SENDER,
    contentType: contentTypeCode("03"),
    ...changes,
  };
}

/** Starts a DMP, its patient known, and gives clients. */
export async function startBench(options: Partial<StartDmpOptions> = {}): Promise<DmpBench> {
  const pki = options.pki ?? (await createTestPki());
  const dmp = await startDmp({ patients: [{ ins: PATIENT.matricule }], ...options, pki });
  const transports: DmpTransport[] = [];
  const events: ExchangeEvent[] = [];
  const traces: DmpTraceEvent[] = [];
  return {
    pki,
    dmp,
    events,
    traces,
    client(mode = "INDIRECTE", changes = {}) {
      const holder = mode === "DIRECTE" ? pki.cps : pki.sender;
      const { authentication, signature } = holder;
      const transport = createDmpTransport({
        tls: { ca: pki.ca, certificate: authentication.chain, key: authentication.key },
        answerTimeoutMs: 2000,
        silenceTimeoutMs: 2000,
      });
      transports.push(transport);
      return createDmpClient({
        baseUrl: dmp.url,
        transport,
        mode,
        signer: createKeySigner({ certificate: signature.chain, key: signature.key }),
        structure: { ...vihfInput().structure, ...(mode === "DIRECTE" ? { id: CARD_STRUCTURE, secteur: "SA07" } : {}) },
        logiciel: vihfInput().logiciel,
        environnement: "test",
        oid: Oid.parse("1.2.250.1.999.1.1.7898.1"),
        onEvent: (event) => events.push(event),
        onTrace: (event) => traces.push(event),
        ...changes,
      });
    },
    async [Symbol.asyncDispose]() {
      for (const transport of transports) await transport.close();
      await dmp.close();
    },
  };
}
