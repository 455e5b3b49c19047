/** Digest of a signature. @public */
export type DigestName = "sha1" | "sha256";

/**
 * URIs of the algorithms of XML signatures.
 *
 * @remarks XML-DSig core, RFC 4051, XML-Enc.
 */
export const DIGEST_URIS: Readonly<Record<DigestName, string>> = {
  sha1: "http://www.w3.org/2000/09/xmldsig#sha1",
  sha256: "http://www.w3.org/2001/04/xmlenc#sha256",
};

/** URIs of RSA signatures. */
export const RSA_URIS: Readonly<Record<DigestName, string>> = {
  sha1: "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
  sha256: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
};

/** Enveloped signature. */
export const ENVELOPED_URI = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/** Exclusive canonicalization without comments. */
export const EXCLUSIVE_URI = "http://www.w3.org/2001/10/xml-exc-c14n#";

/** Inclusive canonicalization that keeps comments. */
export const INCLUSIVE_COMMENTS_URI = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments";
