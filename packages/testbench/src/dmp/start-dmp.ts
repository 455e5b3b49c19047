import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DmpService } from "./codes/transactions.ts";
import { createDmpFaults, type DmpFault, type DmpFaults } from "./dmp-fault.ts";
import type { DmpLogEntry } from "./dmp-log.ts";
import type { StartDmpOptions } from "./dmp-options.ts";
import { settingsOf } from "./dmp-settings.ts";
import { BASE_PATH, type DmpServices, handleRequest } from "./handle-request.ts";
import { HttpRefusal } from "./http/http-refusal.ts";
import { startTrace } from "./request-trace.ts";
import { sendAnswer } from "./send-answer.ts";
import { DmpStore } from "./store/dmp-store.ts";
import { createStoreView, type DmpStoreView, patientRecord } from "./store/store-view.ts";
import { createTrust } from "./vihf/certificate-trust.ts";

/**
 * Cipher suites of the access by software.
 *
 * @remarks PDT-INF-579v4, which allows TLS 1.2 only.
 */
const CIPHERS = [
  "ECDHE-RSA-CHACHA20-POLY1305",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES256-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
].join(":");

/**
 * A running DMP on loopback.
 *
 * @public
 */
export interface DmpServer extends AsyncDisposable {
  /** Base URL, without the name of a service. */
  readonly url: string;
  /** URL of each service. */
  readonly endpoints: Readonly<Record<"patients" | "habilitations" | "registry" | "repository", string>>;
  /** Folder where it keeps everything. */
  readonly dir: string;
  /** Requests that were answered, oldest first. */
  readonly log: readonly DmpLogEntry[];
  /** What it holds. */
  readonly store: DmpStoreView;
  /** Injects a fault; dispose of the result to take it back. */
  inject(fault: DmpFault): Disposable;
  /** Cuts the connections and closes the listener. What the folder holds stays, unless it is the temporary one. */
  close(): Promise<void>;
}

function secureContext({ pki, serverCertificate = pki.server }: StartDmpOptions, crl: readonly string[]) {
  return { key: serverCertificate.key, cert: serverCertificate.chain, ca: pki.ca, crl: [...crl], ciphers: CIPHERS };
}

function createHttpsServer(options: StartDmpOptions): Server {
  const strict = options.dialect === "ihe-strict";
  return createServer({
    ...secureContext(options, options.pki.crl),
    minVersion: "TLSv1.2",
    ...(strict ? {} : { maxVersion: "TLSv1.2" as const }),
    requestCert: !strict,
    rejectUnauthorized: !strict,
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  services: DmpServices,
  log: DmpLogEntry[],
): Promise<void> {
  const trace = startTrace(request, services.settings.now());
  try {
    const handled = await handleRequest(request, services, trace);
    log.push(trace);
    await sendAnswer(response, handled);
  } catch (error) {
    const refusal = error instanceof HttpRefusal ? error : new HttpRefusal(500, "LDL-DMP-DEFECT", String(error));
    log.push(Object.assign(trace, { outcome: "http", codes: [String(refusal.status)], rules: [refusal.rule] }));
    // What was not read would stay in the connection and be taken for the next request.
    response.writeHead(refusal.status, { "content-type": "text/plain; charset=UTF-8", connection: "close" });
    response.end(`${refusal.message}\n`);
  }
}

function createServices(options: StartDmpOptions, store: DmpStore, faults: DmpFaults): DmpServices {
  const settings = settingsOf(options);
  return {
    settings,
    store,
    faults,
    authentication: { settings, trust: createTrust(options.pki), used: new Map() },
    messageIds: new Set(),
    logBodies: options.logBodies ?? "none",
  };
}

async function listen(server: Server, { port = 0, listen: address = "127.0.0.1" }: StartDmpOptions): Promise<number> {
  server.listen(port, address);
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new TypeError("the DMP listens on TCP only");
  return bound.port;
}

function endpointsOf(url: string): DmpServer["endpoints"] {
  const at = (service: DmpService): string => `${url}/${service}`;
  return {
    patients: at("patients"),
    habilitations: at("habilitations"),
    registry: at("registry"),
    repository: at("repository"),
  };
}

/** Makes the server judge clients by a revocation list that is out of date, until disposed of. */
function expireCrl(server: Server, options: StartDmpOptions): Disposable {
  server.setSecureContext({ ...secureContext(options, options.pki.expiredCrl) });
  server.closeIdleConnections();
  return { [Symbol.dispose]: () => server.setSecureContext(secureContext(options, options.pki.crl)) };
}

function injectInto(server: Server, options: StartDmpOptions, faults: DmpFaults, fault: DmpFault): Disposable {
  const { action } = fault;
  return action.kind === "expiredCrl" ? expireCrl(server, options) : faults.add({ ...fault, action });
}

/**
 * Starts a DMP on loopback: HTTPS with client certificates, the transactions TD0.2, TD0.3, TD2.1, TD3.1, TD3.2 and TD3.3, the
 * checks that the specification lets expect of the real one, and faults on demand.
 *
 * @remarks It is made from public material: the real DMP may be stricter. Nothing leaves the machine.
 * @example
 * ```ts
 * import { createTestPki, startDmp } from "@ldl/testbench";
 *
 * await using dmp = await startDmp({
 *   pki: await createTestPki(),
 *   patients: [{ ins: "279035121518989" }],
 * });
 * console.log(dmp.endpoints.repository);
 * ```
 * @param options - Certificates, patients, and how it behaves.
 * @returns The running DMP; dispose of it to stop it.
 * @public
 */
export async function startDmp(options: StartDmpOptions): Promise<DmpServer> {
  const dir = options.dir ?? (await mkdtemp(path.join(tmpdir(), "dmp-")));
  const store = await DmpStore.open(dir);
  const patients = (options.patients ?? []).map(patientRecord).filter(({ ins }) => store.patient(ins) === undefined);
  if (patients.length > 0) await store.commit({ patients });
  const faults = createDmpFaults();
  const services = createServices(options, store, faults);
  const log: DmpLogEntry[] = [];
  const server = createHttpsServer(options);
  server.on("request", (request, response) => void serve(request, response, services, log));
  const port = await listen(server, options);
  const url = `https://localhost:${port}${BASE_PATH}`;
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
  };
  return {
    url,
    endpoints: endpointsOf(url),
    dir,
    log,
    store: createStoreView(store),
    inject: (fault) => injectInto(server, options, faults, fault),
    close: stop,
    [Symbol.asyncDispose]: stop,
  };
}
