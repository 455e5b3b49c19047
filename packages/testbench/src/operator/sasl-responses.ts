import type { Credentials } from "./authenticate.ts";

/** Separator of the fields of XOAUTH2 and OAUTHBEARER. */
const CONTROL_A = "\u0001";

function bearer(user: string | undefined, fields: readonly string[]): Credentials | undefined {
  const token = fields.find((field) => field.startsWith("auth=Bearer "))?.slice("auth=Bearer ".length);
  return user === undefined || token === undefined ? undefined : { kind: "token", user, token };
}

/** What a response is read with: the fingerprint of the certificate that the client presented. */
export type ReadSaslResponse = (response: string, fingerprint256: string | undefined) => Credentials | undefined;

/** Reads the SASL initial response of a mechanism (RFC 4616, XOAUTH2, RFC 7628, RFC 4422 appendix A). */
export const SASL_RESPONSES: Readonly<Record<string, ReadSaslResponse>> = {
  PLAIN(response) {
    const [, user, password] = response.split("\0");
    return user === undefined || password === undefined ? undefined : { kind: "password", user, password };
  },
  XOAUTH2(response) {
    const fields = response.split(CONTROL_A);
    return bearer(/^user=(.+)$/.exec(fields[0] ?? "")?.[1], fields);
  },
  OAUTHBEARER(response) {
    const fields = response.split(CONTROL_A);
    const user = /^n,a=([^,]+),$/.exec(fields[0] ?? "")?.[1];
    return bearer(user?.replaceAll("=2C", ",").replaceAll("=3D", "="), fields);
  },
  EXTERNAL: (response, fingerprint256) =>
    fingerprint256 === undefined ? undefined : { kind: "certificate", user: response, fingerprint256 },
};

/** Decodes a response; `=` alone stands for an empty one. */
export function decodeSasl(base64: string): string {
  return base64 === "=" ? "" : Buffer.from(base64, "base64").toString("utf8");
}
