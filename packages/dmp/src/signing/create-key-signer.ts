import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { LdlError } from "@ldl/domain";
import { certificateFacts, certificatesOfPem } from "../certificates/certificate-facts.ts";
import type { Signer } from "./signer.ts";

/** A key and its certificates, PEM. @public */
export interface KeyMaterial {
  /** Certificate, PEM; those of the authorities may follow it. */
  readonly certificate: string;
  /** Private key, PEM. */
  readonly key: string;
  /** Password of the key. Default: the key is not encrypted. */
  readonly password?: string;
}

function openKey({ key, password }: KeyMaterial): KeyObject {
  try {
    return createPrivateKey({ key, ...(password === undefined ? {} : { passphrase: password }) });
  } catch (cause) {
    throw new LdlError("LDL_DMP_KEY_UNREADABLE", "clé privée illisible : format ou mot de passe", {
      details: { reason: /ENCRYPTED/.test(key) ? "password" : "format" },
      cause,
    });
  }
}

/**
 * Makes a {@link Signer} of a key in memory. Signatures run on the threads of Node, several at a time.
 *
 * @remarks INDIRECTE and AIR sign with the seal (ORG_SIGN) of the structure.
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { createKeySigner } from "@ldl/dmp";
 *
 * const read = (file: string) => readFileSync(file, "utf8");
 * const signer = () => createKeySigner({ certificate: read("org-sign.pem"), key: read("org-sign.key") });
 * ```
 * @param material - Key and certificates; {@link readPkcs12} gives them from a PKCS#12 file.
 * @returns The signer.
 * @throws {@link LdlError} `LDL_DMP_KEY_UNREADABLE` when the key cannot be read, is not RSA, or is not that of the
 * certificate.
 * @public
 */
export function createKeySigner(material: KeyMaterial): Signer {
  const [certificate, ...intermediates] = certificatesOfPem(material.certificate);
  if (certificate === undefined) {
    throw new LdlError("LDL_DMP_KEY_UNREADABLE", "aucun certificat PEM", { details: { reason: "noCertificate" } });
  }
  const key = openKey(material);
  if (key.asymmetricKeyType !== "rsa") {
    throw new LdlError("LDL_DMP_KEY_UNREADABLE", "clé RSA attendue", { details: { reason: "format" } });
  }
  if (!certificateFacts(certificate).x509.checkPrivateKey(key)) {
    throw new LdlError("LDL_DMP_KEY_UNREADABLE", "la clé n'est pas celle du certificat", {
      details: { reason: "mismatch" },
    });
  }
  return {
    certificate,
    intermediates,
    sign: (data, digest, { signal } = {}) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        sign(digest, data, key, (error, signature) => (error === null ? resolve(signature) : reject(error)));
      }),
  };
}
