import { createHash, createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { startTokenEndpoint, type TokenEndpoint } from "./start-token-endpoint.ts";
import type { StartTokenEndpointOptions } from "./token-options.ts";

const USER = { subject: "u-1", psIdNat: "810002422979", mailboxes: ["marie@cabinet-test.mssante.fr"] };
const BACK = "http://localhost/retour";
const VERIFIER = "v".repeat(43);
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

let running: TokenEndpoint | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function start(options: Partial<StartTokenEndpointOptions> = {}): Promise<TokenEndpoint> {
  running = await startTokenEndpoint({
    clients: [
      { clientId: "lps", secret: "s3cret", redirectUris: [BACK] },
      { clientId: "app", secret: "other", mailboxes: ["app@ch-test.mssante.fr"] },
    ],
    users: [USER],
    ...options,
  });
  return running;
}

async function ask(endpoint: TokenEndpoint, form: Record<string, string>, client = "lps:s3cret") {
  const answer = await fetch(endpoint.endpoints.token, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(client).toString("base64")}` },
    body: new URLSearchParams(form),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

async function login(endpoint: TokenEndpoint, changes: Record<string, string> = {}): Promise<URL> {
  const url = new URL(endpoint.endpoints.authorization);
  const query = {
    client_id: "lps",
    redirect_uri: BACK,
    response_type: "code",
    scope: "openid scope_all",
    state: "etat",
    nonce: "n-1",
    code_challenge: CHALLENGE,
    code_challenge_method: "S256",
    ...changes,
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const answer = await fetch(url, { redirect: "manual" });
  return new URL(answer.headers.get("location") ?? "about:blank");
}

function codeGrant(code: string | null, changes: Record<string, string> = {}): Record<string, string> {
  return {
    grant_type: "authorization_code",
    code: code ?? "",
    redirect_uri: BACK,
    code_verifier: VERIFIER,
    ...changes,
  };
}

async function introspection(endpoint: TokenEndpoint, token: string | undefined): Promise<Record<string, unknown>> {
  const body = new URLSearchParams({ token: token ?? "" });
  const answer = await fetch(endpoint.endpoints.introspection, { method: "POST", body });
  return (await answer.json()) as Record<string, unknown>;
}

describe("authorization code", () => {
  it("gives tokens that open the user's mailboxes, and an identity token signed with a published key", async () => {
    const endpoint = await start();
    const back = await login(endpoint);
    expect(back.searchParams.get("state")).toBe("etat");
    const { status, body } = await ask(endpoint, codeGrant(back.searchParams.get("code")));
    expect(status).toBe(200);
    expect(endpoint.introspect(body["access_token"] ?? "")).toEqual({ active: true, mailboxes: USER.mailboxes });
    expect(await introspection(endpoint, body["access_token"])).toMatchObject({
      active: true,
      email: USER.mailboxes[0],
    });
    const userinfo = await fetch(endpoint.endpoints.userinfo, {
      headers: { authorization: `Bearer ${body["access_token"]}` },
    });
    expect(await userinfo.json()).toEqual({ sub: "u-1", SubjectNameID: USER.psIdNat });

    const [header = "", claims = "", signature = ""] = (body["id_token"] ?? "").split(".");
    const { keys } = (await (await fetch(endpoint.endpoints.jwks)).json()) as { keys: JsonWebKey[] };
    const key = createPublicKey({ key: keys[0] ?? {}, format: "jwk" });
    expect(verify("sha256", Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, "base64url"))).toBe(true);
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      iss: endpoint.issuer,
      aud: "lps",
      sub: "u-1",
      nonce: "n-1",
    });
  });

  it.each([
    ["a wrong verifier", { code_verifier: "w".repeat(43) }],
    ["another redirection", { redirect_uri: "http://localhost/ailleurs" }],
    ["an unknown code", { code: "code-invente" }],
  ])("refuses %s", async (_name, changes) => {
    const endpoint = await start();
    const back = await login(endpoint);
    const { status, body } = await ask(endpoint, codeGrant(back.searchParams.get("code"), changes));
    expect([status, body["error"]]).toEqual([400, "invalid_grant"]);
  });

  it("takes a code once, and ends the session when it comes back", async () => {
    const endpoint = await start();
    const code = (await login(endpoint)).searchParams.get("code");
    const first = await ask(endpoint, codeGrant(code));
    expect((await ask(endpoint, codeGrant(code))).body["error"]).toBe("invalid_grant");
    expect(await introspection(endpoint, first.body["access_token"])).toEqual({ active: false });
  });

  it.each([
    ["no PKCE", { code_challenge_method: "plain" }, "invalid_request"],
    ["no openid scope", { scope: "scope_all" }, "invalid_request"],
    ["an unknown user", { login_hint: "personne" }, "access_denied"],
  ])("sends the browser back with an error: %s", async (_name, changes, error) => {
    expect((await login(await start(), changes)).searchParams.get("error")).toBe(error);
  });

  it("sends no browser to an address that is not registered", async () => {
    expect((await login(await start(), { redirect_uri: "http://voleur.example/" })).href).toBe("about:blank");
  });
});

describe("refresh tokens", () => {
  it("are replaced at each use; the use of a replaced one ends the session", async () => {
    const endpoint = await start();
    const code = (await login(endpoint)).searchParams.get("code");
    const first = await ask(endpoint, codeGrant(code));
    const old = { grant_type: "refresh_token", refresh_token: first.body["refresh_token"] ?? "" };
    const second = await ask(endpoint, old);
    expect(second.status).toBe(200);
    expect(second.body["refresh_token"]).not.toBe(old.refresh_token);
    expect((await ask(endpoint, old)).body["error"]).toBe("invalid_grant");
    expect(await introspection(endpoint, second.body["access_token"])).toEqual({ active: false });
    const current = { grant_type: "refresh_token", refresh_token: second.body["refresh_token"] ?? "" };
    expect((await ask(endpoint, current)).body["error"]).toBe("invalid_grant");
  });

  it("and access tokens expire by the given clock", async () => {
    let now = new Date("2026-01-01T10:00:00Z");
    const endpoint = await start({ now: () => now });
    const { body } = await ask(endpoint, codeGrant((await login(endpoint)).searchParams.get("code")));
    now = new Date("2026-01-01T10:02:01Z");
    expect(await introspection(endpoint, body["access_token"])).toEqual({ active: false });
    now = new Date("2026-01-01T10:31:00Z");
    const refresh = { grant_type: "refresh_token", refresh_token: body["refresh_token"] ?? "" };
    expect((await ask(endpoint, refresh)).body["error"]).toBe("invalid_grant");
  });
});

describe("clients", () => {
  it.each([
    ["a wrong secret", "lps:faux", { grant_type: "client_credentials" }, [401, "invalid_client"]],
    ["an unknown client", "x:y", { grant_type: "client_credentials" }, [401, "invalid_client"]],
    ["a client without mailbox", "lps:s3cret", { grant_type: "client_credentials" }, [400, "unauthorized_client"]],
    ["an unknown grant", "lps:s3cret", { grant_type: "password" }, [400, "unsupported_grant_type"]],
  ])("refuses %s", async (_name, client, form, expected) => {
    const { status, body } = await ask(await start(), form, client);
    expect([status, body["error"]]).toEqual(expected);
  });
});
