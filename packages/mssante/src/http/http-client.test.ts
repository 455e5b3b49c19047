import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";
import { isLdlError } from "@ldl/domain";
import { startFileServer } from "@ldl/testbench";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpClient, type HttpCall, serviceUrl } from "./http-client.ts";
import type { HttpOptions } from "./http-options.ts";
import { retryAfterOf } from "./retry-after.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function fileServer() {
  const server = await startFileServer({ files: { "/a": "contenu" } });
  closing.push(() => server.close());
  return server;
}

function call(options: HttpOptions, request: Partial<HttpCall> & { readonly url: URL }) {
  const http = createHttpClient(options);
  closing.push(() => http.close());
  return http.call({ maxBytes: 1000, ...request });
}

async function detailsOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (isLdlError(error) && error.code === "LDL_MSS_HTTP_FAILED")
    return { ...error.details, retryable: error.retryable };
  throw new Error("an HTTP failure was expected", { cause: error });
}

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

describe("a call", () => {
  it("answers with status, headers and bytes, whatever the status", async () => {
    const server = await fileServer();
    const answer = await call({}, { url: new URL(`${server.origin}/a`) });
    expect([answer.status, Buffer.from(answer.body).toString()]).toEqual([200, "contenu"]);
    const again = {
      url: new URL(`${server.origin}/a`),
      headers: { "if-none-match": answer.headers.get("etag") ?? "" },
    };
    expect((await call({}, again)).status).toBe(304);
    expect((await call({}, { url: new URL(`${server.origin}/absent`) })).status).toBe(404);
  });

  it.each([
    ["refused", "http://localhost:1/", {}, true],
    ["dns", "http://personne.invalid/", {}, true],
  ] as const)("tells that it was %s", async (reason, address, options, retryable) => {
    expect(await detailsOf(call(options, { url: new URL(address) }))).toMatchObject({ reason, retryable });
  });

  it("stops at the largest answer, announced or not", async () => {
    const server = await fileServer();
    const url = new URL(`${server.origin}/a`);
    expect(await detailsOf(call({}, { url, maxBytes: 3 }))).toMatchObject({ reason: "tooLarge", retryable: false });
    server.inject({ action: { kind: "flood", bytes: 1_000_000 } });
    expect(await detailsOf(call({}, { url }))).toMatchObject({ reason: "tooLarge" });
  });

  it("ends in time, even when the answer comes byte by byte", async () => {
    const slow = createServer((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(timer));
    });
    const port = await listen(slow);
    closing.push(() => slow.closeAllConnections());
    const details = await detailsOf(
      call({ timeoutMs: 200 }, { url: new URL(`http://localhost:${port}/`), maxBytes: 1e9 }),
    );
    expect(details).toMatchObject({ reason: "timeout", retryable: true });
  });

  it("is not deceived by what is no HTTP", async () => {
    const port = await listen(createTcpServer((socket) => socket.end("220 smtp.example ESMTP\r\n")));
    expect(await detailsOf(call({}, { url: new URL(`http://localhost:${port}/`) }))).toMatchObject({
      reason: "malformed",
    });
    expect(await detailsOf(call({}, { url: new URL(`https://localhost:${port}/`) }))).toMatchObject({ reason: "tls" });
  });

  it("stops with the caller, for the caller's reason", async () => {
    const server = await fileServer();
    server.inject({ action: { kind: "delay", delayMs: 60_000 } });
    const abort = new AbortController();
    const pending = call({}, { url: new URL(`${server.origin}/a`), signal: abort.signal });
    abort.abort(new Error("assez"));
    await expect(pending).rejects.toThrow("assez");
    await expect(call({}, { url: new URL(server.origin), signal: abort.signal })).rejects.toThrow("assez");
  });

  it("goes through the proxy of the site", async () => {
    const server = await fileServer();
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on("connect", (request, socket) => {
      asked.push(request.url ?? "");
      const [host = "", port = ""] = (request.url ?? "").split(":");
      const target = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        target.pipe(socket).pipe(target);
      });
      target.on("error", () => socket.destroy());
      socket.on("error", () => target.destroy());
    });
    const port = await listen(proxy);
    const answer = await call({ proxy: `http://127.0.0.1:${port}` }, { url: new URL(`${server.origin}/a`) });
    expect(Buffer.from(answer.body).toString()).toBe("contenu");
    expect(asked).toEqual([new URL(server.origin).host]);
  });
});

describe("serviceUrl", () => {
  it.each([
    ["https://a.example/x", {}, true],
    ["http://localhost:8080/", {}, true],
    ["http://127.0.0.1/", {}, true],
    ["http://[::1]/", {}, true],
    ["http://a.example/", {}, false],
    ["http://localhost.example/", {}, false],
    ["http://a.example/", { plain: true }, true],
    ["https://u:p@a.example/", { plain: true }, false],
    ["ftp://a.example/", { plain: true }, false],
    ["file:///etc/passwd", { plain: true }, false],
    ["pas une adresse", {}, false],
  ])("%s with %j: %s", (address, options, accepted) => {
    if (accepted) expect(serviceUrl(address, options).href).toContain("://");
    else expect(() => serviceUrl(address, options)).toThrow(TypeError);
  });
});

describe("retryAfterOf", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  it.each([
    ["7", 7000],
    ["0", 0],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["-5", undefined],
    ["bientôt", undefined],
    ["", undefined],
  ])("%j: %s", (text, expected) => {
    expect(retryAfterOf({ headers: new Map([["retry-after", text]]) }, now).retryAfterMs).toBe(expected);
  });
});
