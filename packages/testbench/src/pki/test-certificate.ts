/**
 * A certificate of the test PKI with its private key.
 *
 * @public
 */
export interface TestCertificate {
  /** Subject, most specific part first: `CN=…,OU=…,O=…,ST=…,C=FR`. */
  readonly subject: string;
  /** The certificate alone, PEM. */
  readonly certificate: string;
  /** Certificates of the authorities above it without the root, PEM. */
  readonly intermediates: string;
  /** The certificate followed by its intermediates, PEM: what a TLS peer presents. */
  readonly chain: string;
  /** Private key, PKCS#8 PEM, not encrypted. */
  readonly key: string;
  /** First moment of validity. */
  readonly notBefore: Date;
  /** Last moment of validity. */
  readonly notAfter: Date;
  /**
   * Exports key and chain as PKCS#12 (AES-256, readable by OpenSSL 3 without its legacy algorithms).
   *
   * @param password - Password of the file.
   * @returns The file.
   */
  toPkcs12(password: string): Uint8Array;
}

/**
 * The two certificates that a structure gets from IGC-Santé: one for TLS, one for signing.
 *
 * @public
 */
export interface TestOrganisation {
  /** Name of the structure. */
  readonly nom: string;
  /** Struct_IdNat: `1` then the FINESS number; it stands in the OU of the subject. */
  readonly structIdNat: string;
  /** For TLS client authentication (ORG AUTH_CLI). */
  readonly authentication: TestCertificate;
  /** For seals: VIHF, XAdES (ORG SIGN). */
  readonly signature: TestCertificate;
}

/**
 * The two certificates of a card: CPS of a health professional, CPE of somebody who works for a structure.
 *
 * @public
 */
export interface TestCard {
  /** PS_IdNat of the holder; it stands in the CN of the subjects. */
  readonly psIdNat: string;
  /** Family name. */
  readonly nom: string;
  /** Given name. */
  readonly prenom: string;
  /** Struct_IdNat of the structure for which the holder acts. */
  readonly structIdNat: string;
  /** For TLS client authentication. */
  readonly authentication: TestCertificate;
  /** For signatures: VIHF, XAdES. */
  readonly signature: TestCertificate;
}

/**
 * Client certificates of a structure that a server must refuse, each for one reason.
 *
 * @public
 */
export interface RefusedClientCertificates {
  /** Was valid until yesterday. */
  readonly expired: TestCertificate;
  /** Is valid from tomorrow. */
  readonly notYetValid: TestCertificate;
  /** Stands in the revocation list. */
  readonly revoked: TestCertificate;
  /** Comes from an authority that nobody trusts. */
  readonly wrongAuthority: TestCertificate;
}

/**
 * Server certificates that a client must refuse, each for one reason.
 *
 * @public
 */
export interface RefusedServerCertificates extends RefusedClientCertificates {
  /** Names another host. */
  readonly wrongName: TestCertificate;
}
