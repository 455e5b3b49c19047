import type { DigestName } from "../codes/signature-algorithms.ts";

/**
 * What signs: a key in memory ({@link createKeySigner}), an HSM, a card. The private key never leaves it.
 *
 * @public
 */
export interface Signer {
  /** Certificate of the key, PEM: ORG_SIGN of the structure, or the signature certificate of the card. */
  readonly certificate: string;
  /** Certificates of the authorities above it, PEM, the closest first. Default: none. */
  readonly intermediates?: readonly string[];
  /**
   * Signs with RSASSA-PKCS1-v1_5.
   *
   * @param data - What to sign; the digest is part of the signature.
   * @param digest - Digest to use.
   * @param options - `signal`: aborts a signature that waits for a person or for a device.
   * @returns The signature.
   */
  sign(data: Uint8Array, digest: DigestName, options?: { readonly signal?: AbortSignal }): Promise<Uint8Array>;
}
