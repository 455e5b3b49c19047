import type { ExchangeEvent } from "@ldl/domain";
import { createTestPki, type DmpServer, type StartDmpOptions, startDmp, type TestPki } from "@ldl/testbench";
import {
  type AuthenticationMode,
  type CreateDmpClientOptions,
  createDmpClient,
  createDmpTransport,
  createKeySigner,
  type DmpClient,
  type DmpTraceEvent,
  type DmpTransport,
} from "../../src/index.ts";
import { clientOptions } from "./lot-input.ts";
import { PATIENT } from "./vihf-input.ts";

/** A DMP on loopback and clients of it. */
export interface DmpBench extends AsyncDisposable {
  readonly pki: TestPki;
  readonly dmp: DmpServer;
  readonly events: ExchangeEvent[];
  readonly traces: DmpTraceEvent[];
  /** A client of a mode; with its own certificate. */
  client(mode?: AuthenticationMode, changes?: Partial<CreateDmpClientOptions>): DmpClient;
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
        ...clientOptions(mode),
        signer: createKeySigner({ certificate: signature.chain, key: signature.key }),
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
