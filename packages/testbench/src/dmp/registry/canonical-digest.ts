import { createHash } from "node:crypto";

/** Digest of the canonical form of a document, comments included; `undefined` when it is no XML. */
export async function canonicalDigest(bytes: Uint8Array, algorithm: "sha1" | "sha256"): Promise<string | undefined> {
  const { ParseOption, XmlC14NMode, XmlDocument } = await import("libxml2-wasm");
  const option = ParseOption.XML_PARSE_HUGE | ParseOption.XML_PARSE_NONET;
  try {
    using document = XmlDocument.fromBuffer(bytes, { option });
    const canonical = document.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_1_0, withComments: true });
    return createHash(algorithm).update(canonical).digest("base64");
  } catch {
    return undefined;
  }
}
