import { X509Certificate } from "node:crypto";
import type { BenchRequest } from "../http/bench-http-server.ts";
import type { TestTokenClient } from "./token-options.ts";

function basicCredentials(request: BenchRequest): readonly [id: string, secret: string] | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 0) return undefined;
  const decode = (part: string) => decodeURIComponent(part.replaceAll("+", " "));
  return [decode(text.slice(0, colon)), decode(text.slice(colon + 1))];
}

/** Finds the client that a request proves to come from (RFC 6749, section 2.3; RFC 8705, section 2). */
export function provenClient(request: BenchRequest, clients: readonly TestTokenClient[]): TestTokenClient | undefined {
  const basic = basicCredentials(request);
  const id = basic?.[0] ?? request.form.get("client_id");
  const secret = basic?.[1] ?? request.form.get("client_secret");
  const client = clients.find(({ clientId }) => clientId === id);
  if (client === undefined) return undefined;
  if (client.certificate !== undefined) {
    return new X509Certificate(client.certificate).fingerprint256 === request.certificate ? client : undefined;
  }
  return client.secret !== undefined && client.secret === secret ? client : undefined;
}
