import { X509Certificate } from "node:crypto";
import {
  attributeOf,
  childElements,
  parseXml,
  selectElements,
  selectFirst,
  serializeXml,
  textContent,
  type XmlElement,
} from "@ldl/xml";
import { SignedXml } from "xml-crypto";
import { NS } from "../codes/namespaces.ts";

const EXC_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/** Algorithms of a signed VIHF: those of the samples of 2019, and those of the example of 2024. */
const SIGNATURE_ALGORITHMS: Readonly<Record<string, "sha1" | "sha256">> = {
  "http://www.w3.org/2000/09/xmldsig#rsa-sha1": "sha1",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": "sha256",
};
const DIGEST_ALGORITHMS: Readonly<Record<string, "sha1" | "sha256">> = {
  "http://www.w3.org/2000/09/xmldsig#sha1": "sha1",
  "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
};

/** What a signature proves, or the rule that it breaks. */
export type SignatureVerdict =
  | { readonly valid: true; readonly signed: XmlElement; readonly certificate: X509Certificate }
  | { readonly valid: false; readonly rule: string; readonly reason: string };

const namespaces = { ds: NS.ds };

function refuse(rule: string, reason: string): SignatureVerdict {
  return { valid: false, rule, reason };
}

function algorithms(element: XmlElement, path: string): readonly (string | undefined)[] {
  return selectElements(element, path, { namespaces }).map((found) => attributeOf(found, "Algorithm"));
}

/** What is wrong in the shape of a signature, before any computation. */
function shapeProblem(assertion: XmlElement, signature: XmlElement, sha1: boolean): string | undefined {
  const references = selectElements(signature, "ds:SignedInfo/ds:Reference", { namespaces });
  const [reference] = references;
  if (references.length !== 1 || reference === undefined) return "une référence, et une seule, attendue";
  if (attributeOf(reference, "URI") !== `#${attributeOf(assertion, "ID") ?? ""}`)
    return "référence à autre chose que l'assertion";
  if (algorithms(reference, "ds:Transforms/ds:Transform").join(" ") !== `${ENVELOPED} ${EXC_C14N}`) {
    return "transformations attendues : enveloped-signature puis xml-exc-c14n#";
  }
  if (algorithms(signature, "ds:SignedInfo/ds:CanonicalizationMethod")[0] !== EXC_C14N) return "xml-exc-c14n# attendu";
  const [method = ""] = algorithms(signature, "ds:SignedInfo/ds:SignatureMethod");
  const [digest = ""] = algorithms(reference, "ds:DigestMethod");
  const used = [SIGNATURE_ALGORITHMS[method], DIGEST_ALGORITHMS[digest]];
  if (used.includes(undefined)) return "algorithme inconnu";
  return used.includes("sha1") && !sha1 ? "SHA-1 refusé" : undefined;
}

/** The leaf certificate of the signature: `X509Data/X509Certificate`, alone. */
export function signingCertificate(signature: XmlElement): X509Certificate | undefined {
  const found = selectElements(signature, "ds:KeyInfo/ds:X509Data/ds:X509Certificate", { namespaces });
  const [leaf] = found;
  if (leaf === undefined || found.length > 1) return undefined;
  try {
    return new X509Certificate(Buffer.from(textContent(leaf), "base64"));
  } catch {
    return undefined;
  }
}

function checkCryptographically(envelope: string, signature: XmlElement, certificate: X509Certificate) {
  const verifier = new SignedXml({ publicCert: certificate.toString() });
  try {
    verifier.loadSignature(new TextDecoder().decode(serializeXml(signature)));
    return verifier.checkSignature(envelope) ? verifier.getSignedReferences()[0] : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Verifies the enveloped signature of an assertion inside its envelope, with `xml-crypto`. What is read afterwards is what
 * was signed, never the envelope around it.
 *
 * @remarks Shape: DMP sample messages; XML-DSig §4.4; SAML 2.0 core §5.4.
 */
export function verifySignature(
  envelope: Uint8Array,
  assertion: XmlElement,
  options: { readonly allowSha1: boolean },
): SignatureVerdict {
  const signature = selectFirst(assertion, "ds:Signature", { namespaces });
  if (signature === undefined) return refuse("LDL-DMP-VIHF-SIGNED", "VIHF non signé");
  if (childElements(assertion)[1] !== signature) {
    return refuse("LDL-DMP-VIHF-SIGNATURE-PLACE", "signature attendue juste après Issuer");
  }
  const problem = shapeProblem(assertion, signature, options.allowSha1);
  if (problem !== undefined) return refuse("LDL-DMP-VIHF-SIGNATURE-SHAPE", `signature du VIHF : ${problem}`);
  const certificate = signingCertificate(signature);
  if (certificate === undefined) {
    return refuse("LDL-DMP-VIHF-KEYINFO", "KeyInfo : le certificat du signataire, seul, attendu");
  }
  const signed = checkCryptographically(new TextDecoder().decode(envelope), signature, certificate);
  if (signed === undefined) return refuse("LDL-DMP-VIHF-SIGNATURE", "signature du VIHF incorrecte");
  return { valid: true, signed: parseXml(signed).root, certificate };
}
