import { createHash, generateKeyPair, sign } from "node:crypto";
import { promisify } from "node:util";

/** Signs the tokens of an issuer. */
export interface TokenSigner {
  sign(claims: Readonly<Record<string, unknown>>): string;
  /** Public keys, as the JWKS endpoint gives them. */
  readonly jwks: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
}

function segment(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** Makes a key pair and signs with it: JWT, RS256 (RFC 7515 and 7519). */
export async function createTokenSigner(): Promise<TokenSigner> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const jwk = publicKey.export({ format: "jwk" });
  const kid = createHash("sha256").update(JSON.stringify(jwk)).digest("base64url").slice(0, 16);
  return {
    jwks: { keys: [{ ...jwk, kid, alg: "RS256", use: "sig" }] },
    sign(claims) {
      const body = `${segment({ alg: "RS256", typ: "JWT", kid })}.${segment(claims)}`;
      return `${body}.${sign("sha256", Buffer.from(body), privateKey).toString("base64url")}`;
    },
  };
}
