import { createSecureContext, type SecureContextOptions } from "node:tls";
import type { MssanteTlsFailure } from "@ldl/domain";
import type { OperatorTls } from "./operator-profile.ts";
import { splitLists } from "./revocation-lists.ts";

function isUsable(options: SecureContextOptions): boolean {
  try {
    createSecureContext(options);
    return true;
  } catch {
    return false;
  }
}

/**
 * Says which of our own files no connection can be made with; libraries take their failure for one of the server.
 *
 * @param tls - Certificates of a profile.
 * @returns The reason; `undefined` when all can be used.
 */
export function unusableMaterial({ certificate, key, pkcs12, crl }: OperatorTls): MssanteTlsFailure | undefined {
  const own: SecureContextOptions = {
    ...(certificate === undefined ? {} : { cert: certificate }),
    ...(key === undefined ? {} : { key }),
    ...(pkcs12 === undefined ? {} : { pfx: Buffer.from(pkcs12.bytes), passphrase: pkcs12.password }),
  };
  if (!isUsable(own)) return "client-certificate-unusable";
  const lists = crl === undefined || "getCrls" in crl ? [] : splitLists(crl);
  return isUsable({ crl: lists }) ? undefined : "revocation-list-unusable";
}
