import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { TestPki } from "./create-test-pki.ts";
import type { TestCertificate } from "./test-certificate.ts";

/** Name of each certificate of a PKI, which is also the base name of its files. */
function named(pki: TestPki): readonly (readonly [name: string, certificate: TestCertificate])[] {
  return [
    ["server", pki.server],
    ["sender-authentication", pki.sender.authentication],
    ["sender-signature", pki.sender.signature],
    ["receiver-authentication", pki.receiver.authentication],
    ["receiver-signature", pki.receiver.signature],
    ["cps-authentication", pki.cps.authentication],
    ["cps-signature", pki.cps.signature],
    ["cpe-authentication", pki.cpe.authentication],
    ["cpe-signature", pki.cpe.signature],
    ["client-expired", pki.refusedClients.expired],
    ["client-not-yet-valid", pki.refusedClients.notYetValid],
    ["client-revoked", pki.refusedClients.revoked],
    ["client-wrong-authority", pki.refusedClients.wrongAuthority],
    ["server-expired", pki.refusedServers.expired],
    ["server-not-yet-valid", pki.refusedServers.notYetValid],
    ["server-revoked", pki.refusedServers.revoked],
    ["server-wrong-authority", pki.refusedServers.wrongAuthority],
    ["server-wrong-name", pki.refusedServers.wrongName],
    ["signature-expired", pki.refusedSignatures.expired],
    ["signature-not-yet-valid", pki.refusedSignatures.notYetValid],
    ["signature-revoked", pki.refusedSignatures.revoked],
    ["signature-wrong-authority", pki.refusedSignatures.wrongAuthority],
  ];
}

/**
 * Options of {@link writeTestPki}.
 *
 * @public
 */
export interface WriteTestPkiOptions {
  /** Password of the PKCS#12 files. Default: `banc-essai`. */
  readonly password?: string;
}

/**
 * Writes a test PKI into a folder, for programs that want files: `ca.pem`, `crl.pem`, both in `ca-and-crl.pem` (as Dovecot wants
 * them), and `NAME.crt.pem`, `NAME.key.pem`,
 * `NAME.p12` for each certificate. Keys are readable by their owner alone.
 *
 * @example
 * ```ts
 * import { createTestPki, writeTestPki } from "@ldl/testbench";
 *
 * const files = await writeTestPki(await createTestPki(), "out/pki");
 * console.log(files.length);
 * ```
 * @param pki - The PKI.
 * @param dir - Folder, created when missing.
 * @param options - Password of the PKCS#12 files.
 * @returns Paths of the files written.
 * @public
 */
export async function writeTestPki(pki: TestPki, dir: string, options: WriteTestPkiOptions = {}): Promise<string[]> {
  const password = options.password ?? "banc-essai";
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const files: [name: string, content: string | Uint8Array][] = [
    ["ca.pem", pki.ca],
    ["crl.pem", pki.crl.join("")],
    ["ca-and-crl.pem", pki.ca + pki.crl.join("")],
    ["wrong-ca.pem", pki.wrongCa],
  ];
  for (const [name, certificate] of named(pki)) {
    files.push([`${name}.crt.pem`, certificate.chain], [`${name}.key.pem`, certificate.key]);
    files.push([`${name}.p12`, certificate.toPkcs12(password)]);
  }
  return Promise.all(
    files.map(async ([name, content]) => {
      const file = path.join(dir, name);
      await writeFile(file, content, { mode: /\.(?:key\.pem|p12)$/.test(name) ? 0o600 : 0o644 });
      return file;
    }),
  );
}
