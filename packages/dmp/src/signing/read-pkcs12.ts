import { createPrivateKey } from "node:crypto";
import { LdlError } from "@ldl/domain";
import forge from "node-forge";
import { certificateFacts } from "../certificates/certificate-facts.ts";
import type { KeyMaterial } from "./create-key-signer.ts";

const { asn1, pkcs12, pki } = forge;

const BAGS = { certificate: pki.oids["certBag"], key: pki.oids["keyBag"], shrouded: pki.oids["pkcs8ShroudedKeyBag"] };

function fail(reason: "password" | "format" | "noKey" | "noCertificate", message: string, cause?: unknown): never {
  throw new LdlError("LDL_DMP_KEY_UNREADABLE", message, { details: { reason }, cause });
}

function open(bytes: Uint8Array, password: string): forge.pkcs12.Pkcs12Pfx {
  let structure: forge.asn1.Asn1;
  try {
    structure = asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString("binary")));
  } catch (cause) {
    return fail("format", "fichier PKCS#12 illisible", cause);
  }
  try {
    return pkcs12.pkcs12FromAsn1(structure, password);
  } catch (cause) {
    return fail("password", "fichier PKCS#12 : mot de passe ou format refusé", cause);
  }
}

function bagsOf(pfx: forge.pkcs12.Pkcs12Pfx, type: string | undefined): readonly forge.pkcs12.Bag[] {
  return type === undefined ? [] : (pfx.getBags({ bagType: type })[type] ?? []);
}

function keyOf(pfx: forge.pkcs12.Pkcs12Pfx): string {
  const bag = [...bagsOf(pfx, BAGS.shrouded), ...bagsOf(pfx, BAGS.key)][0];
  if (bag?.key === undefined || bag.key === null) return fail("noKey", "fichier PKCS#12 sans clé RSA");
  return pki.privateKeyInfoToPem(pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(bag.key)));
}

/**
 * Opens a PKCS#12 file (`.p12`, `.pfx`), old encryptions such as 3DES included.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { createKeySigner, readPkcs12 } from "@ldl/dmp";
 *
 * const open = (password: string) => createKeySigner(readPkcs12({ bytes: readFileSync("org-sign.p12"), password }));
 * ```
 * @param file - Bytes and password.
 * @returns The RSA key, and the certificates with that of the key first, PEM.
 * @throws {@link LdlError} `LDL_DMP_KEY_UNREADABLE`: wrong password, no key or certificate inside.
 * @public
 */
export function readPkcs12(file: { readonly bytes: Uint8Array; readonly password: string }): KeyMaterial {
  const pfx = open(file.bytes, file.password);
  const key = keyOf(pfx);
  const privateKey = createPrivateKey(key);
  const certificates = bagsOf(pfx, BAGS.certificate).flatMap(({ cert }) =>
    cert === undefined ? [] : [pki.certificateToPem(cert).replaceAll("\r\n", "\n")],
  );
  const own = certificates.find((pem) => certificateFacts(pem).x509.checkPrivateKey(privateKey));
  if (own === undefined) return fail("noCertificate", "fichier PKCS#12 sans le certificat de sa clé");
  return { key, certificate: [own, ...certificates.filter((pem) => pem !== own)].join("") };
}
