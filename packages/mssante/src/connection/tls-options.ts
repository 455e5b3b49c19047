import { isIP } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type { MailServer, OperatorTls } from "./operator-profile.ts";
import { splitLists } from "./revocation-lists.ts";

/**
 * TLS options of a connection: at least TLS 1.2, the given trust anchors alone, the name checked, never turned off.
 *
 * @throws TypeError when no trust anchor is given, since Node would then trust its own store; when the lists of revocation are none,
 * since nothing would then be checked.
 */
export function tlsOptionsOf(tls: OperatorTls, server: MailServer): ConnectionOptions {
  const ca = [tls.ca].flat().filter((pem) => pem.trim() !== "");
  if (ca.length === 0) throw new TypeError("tls.ca: at least one trust anchor is needed");
  if (tls.crl !== undefined && !("getCrls" in tls.crl) && tls.crl.length === 0)
    throw new TypeError("tls.crl: at least one revocation list is needed");
  return {
    ca,
    minVersion: "TLSv1.2",
    rejectUnauthorized: true,
    ...(isIP(server.host) === 0 ? { servername: server.host } : {}),
    ...(tls.certificate === undefined ? {} : { cert: tls.certificate }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
    ...(tls.pkcs12 === undefined ? {} : { pfx: Buffer.from(tls.pkcs12.bytes), passphrase: tls.pkcs12.password }),
    // Lists of a provider are asked for when a connection is about to be made.
    ...(tls.crl === undefined || "getCrls" in tls.crl ? {} : { crl: splitLists(tls.crl) }),
    ...(tls.ciphers === undefined ? {} : { ciphers: tls.ciphers }),
  };
}
