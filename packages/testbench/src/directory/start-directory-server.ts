import { type BenchReply, type BenchRequest, jsonReply, startBenchHttp } from "../http/bench-http-server.ts";
import type { HttpFault } from "../http/http-fault.ts";
import { conditionalReply } from "../http/start-file-server.ts";
import type { StartDirectoryServerOptions } from "./directory-data.ts";
import { benchResources } from "./fhir-resources.ts";
import { answerSearch, readCursor } from "./fhir-search.ts";
import { writeWhiteList } from "./white-list.ts";

const ROOT = "/fhir/v2";
const API_KEY = "cle-du-banc";
const WHITE_LIST = "/listeblanchemssante.xml";

/**
 * A running directory.
 *
 * @public
 */
export interface DirectoryServer extends AsyncDisposable {
  /** Base URL of the API. */
  readonly baseUrl: string;
  /** Key that clients must send. */
  readonly apiKey: string;
  /** Address of the white list. */
  readonly whiteListUrl: string;
  /** Number of requests received, by path. */
  readonly requests: ReadonlyMap<string, number>;
  /** Makes the next requests fail; dispose of the result to take the fault back. */
  inject(fault: HttpFault): Disposable;
  /** Stops it. */
  close(): Promise<void>;
}

/** The search that a request asks for: by its address, by a form, or by the link of a page. */
function cursorOf({ method, url, form }: BenchRequest): { type: string; query: string; offset: number } | undefined {
  const page = url.searchParams.get("_page");
  if (page !== null) return url.pathname === ROOT ? readCursor(page) : undefined;
  const [, type, suffix] = /^\/fhir\/v2\/(\w+)(\/_search)?$/.exec(url.pathname) ?? [];
  if (type === undefined) return undefined;
  if (method === "GET" && suffix === undefined) return { type, query: url.searchParams.toString(), offset: 0 };
  return method === "POST" && suffix !== undefined ? { type, query: form.toString(), offset: 0 } : undefined;
}

/**
 * Starts a directory on loopback, in the place of the national one: searches of practitioners, roles and structures as the
 * FHIR API v2 answers them, page after page, and the white list of the trusted space.
 *
 * @remarks A request without the key is refused (401), a parameter that the API has not is too (400). Mailboxes on the liste
 * rouge are not published.
 * @example
 * ```ts
 * import { startDirectoryServer } from "@ldl/testbench";
 *
 * await using directory = await startDirectoryServer({
 *   structures: [
 *     {
 *       finess: "990000002",
 *       nom: "CH Test",
 *       codePostal: "75013",
 *       commune: "PARIS",
 *       mailboxes: [{ address: "cardio@ch-test.mssante.fr", service: "Cardiologie" }],
 *     },
 *   ],
 * });
 * console.log(directory.baseUrl, directory.apiKey);
 * ```
 * @param options - Who is in it.
 * @returns The running directory; dispose of it to stop it.
 * @public
 */
export async function startDirectoryServer(options: StartDirectoryServerOptions = {}): Promise<DirectoryServer> {
  const resources = benchResources(options);
  const whiteList = writeWhiteList(options);
  const apiKey = options.apiKey ?? API_KEY;
  const server = await startBenchHttp({ pki: options.pki, port: options.port }, (origin) => (request): BenchReply => {
    if (request.url.pathname === WHITE_LIST) return conditionalReply(request, whiteList, "application/xml");
    if (request.headers["esante-api-key"] !== apiKey) return jsonReply(401, { resourceType: "OperationOutcome" });
    const cursor = cursorOf(request);
    if (cursor === undefined) return jsonReply(404, { resourceType: "OperationOutcome" });
    const reply = answerSearch(resources, cursor, { base: `${origin}${ROOT}`, pageSize: options.pageSize ?? 50 });
    return reply.status === 200 ? conditionalReply(request, reply.body ?? "", "application/fhir+json") : reply;
  });
  return {
    baseUrl: `${server.origin}${ROOT}`,
    apiKey,
    whiteListUrl: `${server.origin}${WHITE_LIST}`,
    requests: server.requests,
    inject: (fault) => server.inject(fault),
    close: () => server.close(),
    [Symbol.asyncDispose]: () => server.close(),
  };
}
