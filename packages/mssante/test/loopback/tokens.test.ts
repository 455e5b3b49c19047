import { inspect } from "node:util";
import { createTestPki, type StartTokenEndpointOptions, startTokenEndpoint, type TokenEndpoint } from "@ldl/testbench";
import { afterEach, describe, expect, it } from "vitest";
import {
  type CreateClientCredentialsProviderOptions,
  createClientCredentialsProvider,
  createProSanteConnect,
  type PendingLogin,
  type ProSanteConnect,
  type TokenProvider,
} from "../../src/index.ts";
import { failureOf } from "../support/failure-of.ts";

const BACK = "http://localhost/retour";
const SECRET = "secret-du-client";
const MAILBOX = "marie@cabinet-test.mssante.fr";
const closing: AsyncDisposable[] = [];

afterEach(async () => {
  for (const part of closing.splice(0).reverse()) await part[Symbol.asyncDispose]();
});

function later<T extends AsyncDisposable>(part: T): T {
  closing.push(part);
  return part;
}

async function issuer(options: Partial<StartTokenEndpointOptions> = {}): Promise<TokenEndpoint> {
  const endpoint = await startTokenEndpoint({
    clients: [
      { clientId: "lps", secret: SECRET, redirectUris: [BACK] },
      { clientId: "app", secret: SECRET, mailboxes: ["app@ch-test.mssante.fr"] },
    ],
    users: [{ subject: "u-1", psIdNat: "810002422979", mailboxes: [MAILBOX] }],
    ...options,
  });
  return later(endpoint);
}

function machine(
  endpoint: TokenEndpoint,
  options: Partial<CreateClientCredentialsProviderOptions> = {},
): TokenProvider {
  return later(
    createClientCredentialsProvider({
      issuer: endpoint.issuer,
      tokenEndpoint: endpoint.endpoints.token,
      clientId: "app",
      authentication: { kind: "secretBasic", secret: SECRET },
      ...options,
    }),
  );
}

function psc(endpoint: TokenEndpoint, options: Partial<Parameters<typeof createProSanteConnect>[0]> = {}) {
  return later(
    createProSanteConnect({
      issuer: endpoint.issuer,
      tokenEndpoint: endpoint.endpoints.token,
      authorizationEndpoint: endpoint.endpoints.authorization,
      jwksUri: endpoint.endpoints.jwks,
      redirectUri: BACK,
      clientId: "lps",
      authentication: { kind: "secretPost", secret: SECRET },
      ...options,
    }),
  );
}

/** Goes where the browser of a user would go. */
async function browse(pending: PendingLogin): Promise<string> {
  const answer = await fetch(pending.url, { redirect: "manual" });
  return answer.headers.get("location") ?? "";
}

async function logIn(client: ProSanteConnect) {
  const pending = await client.startLogin();
  return client.finishLogin({ callbackUrl: await browse(pending), pending });
}

function tokenCalls(endpoint: TokenEndpoint): number {
  return endpoint.requests.get("/token") ?? 0;
}

describe("client credentials", () => {
  it("asks once for all who wait, then keeps the token until shortly before its end", async () => {
    let now = new Date();
    const endpoint = await issuer({ now: () => now });
    const provider = machine(endpoint, { now: () => now });
    const tokens = await Promise.all(Array.from({ length: 20 }, () => provider.getToken()));
    expect(new Set(tokens).size).toBe(1);
    expect(tokenCalls(endpoint)).toBe(1);
    now = new Date(now.getTime() + 89_000);
    expect(await provider.getToken()).toBe(tokens[0]);
    now = new Date(now.getTime() + 1_000);
    expect(await provider.getToken()).not.toBe(tokens[0]);
    expect(tokenCalls(endpoint)).toBe(2);
  });

  it("renews a token that the server refused, once for all who ask together", async () => {
    const endpoint = await issuer();
    const provider = machine(endpoint);
    const old = await provider.getToken();
    const renewed = await Promise.all([provider.getToken({ force: true }), provider.getToken({ force: true })]);
    expect(renewed[0]).toBe(renewed[1]);
    expect(renewed[0]).not.toBe(old);
    expect(tokenCalls(endpoint)).toBe(2);
  });

  it("presents its TLS certificate when that is its proof", async () => {
    const pki = await createTestPki();
    const { chain, key, certificate } = pki.sender.authentication;
    const endpoint = await issuer({ pki, clients: [{ clientId: "app", certificate, mailboxes: [MAILBOX] }] });
    const authentication = { kind: "certificate" } as const;
    const known = machine(endpoint, { authentication, http: { tls: { ca: pki.ca, certificate: chain, key } } });
    expect(endpoint.introspect(await known.getToken())).toEqual({ active: true, mailboxes: [MAILBOX] });
    const other = pki.receiver.authentication;
    const unknown = machine(endpoint, {
      authentication,
      http: { tls: { ca: pki.ca, certificate: other.chain, key: other.key } },
    });
    expect((await failureOf(unknown.getToken())).details).toMatchObject({ reason: "refused", error: "invalid_client" });
    const distrustful = machine(endpoint, { authentication });
    expect((await failureOf(distrustful.getToken())).details).toMatchObject({
      reason: "tls",
      tls: "server-certificate-untrusted",
    });
  });

  it("does not stop a renewal that others wait for when one of them leaves", async () => {
    const endpoint = await issuer();
    endpoint.inject({ action: { kind: "delay", delayMs: 100 } });
    const provider = machine(endpoint);
    const leaving = new AbortController();
    const first = provider.getToken({ signal: leaving.signal });
    const second = provider.getToken();
    leaving.abort(new Error("parti"));
    await expect(first).rejects.toThrow("parti");
    expect(endpoint.introspect(await second).active).toBe(true);
    expect(tokenCalls(endpoint)).toBe(1);
  });

  it("asks again after a failure", async () => {
    const endpoint = await issuer();
    endpoint.inject({ action: { kind: "reply", status: 503, headers: { "retry-after": "7" } } });
    const provider = machine(endpoint);
    const failure = await failureOf(provider.getToken());
    expect(failure.details).toEqual({
      host: new URL(endpoint.issuer).host,
      reason: "status",
      status: 503,
      retryAfterMs: 7000,
    });
    expect(failure.retryable).toBe(true);
    expect(endpoint.introspect(await provider.getToken()).active).toBe(true);
  });

  it.each(["http://psc.example/token", "https://user:pass@psc.example/token"])("refuses the address %s", (address) => {
    const options = { issuer: "x", clientId: "x", authentication: { kind: "certificate" } } as const;
    expect(() => createClientCredentialsProvider({ ...options, tokenEndpoint: address })).toThrow(TypeError);
  });
});

describe("Pro Santé Connect", () => {
  it("logs a user in and renews the token with each replaced refresh token", async () => {
    let now = new Date();
    const endpoint = await issuer({ now: () => now });
    const kept: string[] = [];
    const session = await logIn(psc(endpoint, { now: () => now, onRefreshToken: (token) => kept.push(token) }));
    expect(session.subject).toBe("u-1");
    const first = await session.getToken();
    expect(endpoint.introspect(first)).toEqual({ active: true, mailboxes: [MAILBOX] });
    for (let round = 1; round <= 3; round += 1) {
      now = new Date(now.getTime() + 100_000);
      expect(endpoint.introspect(await session.getToken()).active).toBe(true);
      expect(kept).toHaveLength(round);
    }
    const resumed = psc(endpoint, { now: () => now }).resume(kept.at(-1) ?? "");
    expect(endpoint.introspect(await resumed.getToken()).active).toBe(true);
  });

  it("tells that the session is over, and stays so without asking again", async () => {
    const endpoint = await issuer();
    const session = await logIn(psc(endpoint));
    endpoint.endSessions("u-1");
    const failure = await failureOf(session.getToken({ force: true }));
    expect(failure.details).toMatchObject({ reason: "sessionEnded", error: "invalid_grant" });
    expect(failure.retryable).toBe(false);
    expect(session.ended.aborted).toBe(true);
    const calls = tokenCalls(endpoint);
    expect((await failureOf(session.getToken())).code).toBe("LDL_MSS_TOKEN_FAILED");
    expect(tokenCalls(endpoint)).toBe(calls);
  });

  it("survives an issuer that is down: the session goes on afterwards", async () => {
    const endpoint = await issuer();
    const session = await logIn(psc(endpoint));
    endpoint.inject({ action: { kind: "drop" } });
    const failure = await failureOf(session.getToken({ force: true }));
    expect([failure.code, failure.retryable]).toEqual(["LDL_MSS_HTTP_FAILED", true]);
    expect(session.ended.aborted).toBe(false);
    expect(endpoint.introspect(await session.getToken({ force: true })).active).toBe(true);
  });

  it.each<[string, (pending: PendingLogin) => PendingLogin]>([
    ["another state", (pending) => ({ ...pending, state: "autre" })],
    ["another nonce", (pending) => ({ ...pending, nonce: "autre" })],
    ["another verifier", (pending) => ({ ...pending, codeVerifier: "x".repeat(43) })],
  ])("refuses an answer with %s", async (_name, change) => {
    const client = psc(await issuer());
    const pending = await client.startLogin();
    const callbackUrl = await browse(pending);
    const failure = await failureOf(client.finishLogin({ callbackUrl, pending: change(pending) }));
    expect(failure.code).toBe("LDL_MSS_TOKEN_FAILED");
  });

  it("refuses an identity token signed with another key", async () => {
    const [endpoint, other] = [await issuer(), await issuer()];
    const client = psc(endpoint, { jwksUri: other.endpoints.jwks });
    expect((await failureOf(logIn(client))).details).toMatchObject({ reason: "invalidAnswer" });
  });

  it("says what the issuer refused", async () => {
    const client = psc(await issuer());
    const pending = await client.startLogin();
    const callbackUrl = `${BACK}?error=access_denied&state=${pending.state}`;
    const failure = await failureOf(client.finishLogin({ callbackUrl, pending }));
    expect(failure.details).toMatchObject({ reason: "refused", error: "access_denied" });
  });

  it("forgets its tokens when it is closed", async () => {
    const session = await logIn(psc(await issuer()));
    session.close();
    expect((await failureOf(session.getToken())).details).toMatchObject({ reason: "sessionEnded" });
  });
});

describe("hostile issuers", () => {
  const json = { "content-type": "application/json" };
  const body = (value: unknown) => JSON.stringify(value);
  it.each([
    ["no JSON", { kind: "reply", status: 200, headers: json, body: "{" }, "LDL_MSS_TOKEN_FAILED"],
    [
      "a page",
      { kind: "reply", status: 200, headers: { "content-type": "text/html" }, body: "<p>" },
      "LDL_MSS_TOKEN_FAILED",
    ],
    [
      "no token",
      { kind: "reply", status: 200, headers: json, body: body({ token_type: "Bearer" }) },
      "LDL_MSS_TOKEN_FAILED",
    ],
    [
      "a token that is no text",
      { kind: "reply", status: 200, headers: json, body: body({ token_type: "Bearer", access_token: { a: 1 } }) },
      "LDL_MSS_TOKEN_FAILED",
    ],
    [
      "a long error code",
      { kind: "reply", status: 400, headers: json, body: body({ error: `x ${"e".repeat(999)}` }) },
      "LDL_MSS_TOKEN_FAILED",
    ],
    [
      "a redirection",
      { kind: "reply", status: 307, headers: { location: "http://localhost:1/token" } },
      "LDL_MSS_HTTP_FAILED",
    ],
    ["a server error", { kind: "reply", status: 500, body: "oops" }, "LDL_MSS_HTTP_FAILED"],
    ["half an answer", { kind: "truncate", bytes: 20 }, "LDL_MSS_HTTP_FAILED"],
    ["an endless answer", { kind: "flood", bytes: 2_000_000 }, "LDL_MSS_HTTP_FAILED"],
    ["silence", { kind: "delay", delayMs: 60_000 }, "LDL_MSS_HTTP_FAILED"],
    ["a lost connection", { kind: "drop" }, "LDL_MSS_HTTP_FAILED"],
  ] as const)("%s: an error that holds neither token nor secret", async (name, action, code) => {
    const endpoint = await issuer();
    endpoint.inject({ action });
    const provider = machine(endpoint, { http: { timeoutMs: name === "silence" ? 200 : 10_000 } });
    const failure = await failureOf(provider.getToken());
    expect(failure.code).toBe(code);
    const shown = inspect(failure, { depth: Number.POSITIVE_INFINITY, showHidden: true });
    expect(shown).not.toMatch(/eyJ|secret-du-client|e{40}/);
    expect(shown).not.toContain(Buffer.from(`app:${SECRET}`).toString("base64"));
  });

  it("never shows a token, whatever is printed of the provider", async () => {
    const endpoint = await issuer();
    const provider = machine(endpoint);
    const token = await provider.getToken();
    const session = await logIn(psc(endpoint));
    const sessionToken = await session.getToken();
    const shown = inspect([provider, session], { depth: Number.POSITIVE_INFINITY, showHidden: true });
    expect(shown).not.toContain(token);
    expect(shown).not.toContain(sessionToken);
  });

  it("takes no other refusal for the end of the session", async () => {
    const endpoint = await issuer();
    const session = await logIn(psc(endpoint));
    endpoint.inject({ action: { kind: "reply", status: 400, headers: json, body: body({ error: "invalid_scope" }) } });
    const failure = await failureOf(session.getToken({ force: true }));
    expect(failure.details).toMatchObject({ reason: "refused", error: "invalid_scope" });
    expect(session.ended.aborted).toBe(false);
  });
});
