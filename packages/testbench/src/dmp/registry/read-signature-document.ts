import { createHash, X509Certificate } from "node:crypto";
import { attributeOf, isXmlError, parseXml, selectElements, selectFirst, textContent, type XmlElement } from "@ldl/xml";
import { SignedXml } from "xml-crypto";
import { NS } from "../codes/namespaces.ts";

/** What the manifest says of one object. */
export interface ManifestReference {
  readonly uri: string;
  readonly digest: string;
  readonly algorithm: "sha1" | "sha256" | undefined;
  /** Algorithms of the transforms. */
  readonly transforms: readonly string[];
}

/** A signature document, its shape read and its signature computed. */
export interface SignatureDocument {
  readonly root: XmlElement;
  readonly certificate?: X509Certificate;
  /** Whether the signature and the digests of what it signs are right. */
  readonly valid: boolean;
  readonly manifest: readonly ManifestReference[];
}

const namespaces = { ds: NS.ds, x: NS.xades };

const DIGESTS: Readonly<Record<string, "sha1" | "sha256">> = {
  "http://www.w3.org/2000/09/xmldsig#sha1": "sha1",
  "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
};

function algorithmOf(element: XmlElement, path: string): string {
  const found = selectFirst(element, path, { namespaces });
  return (found && attributeOf(found, "Algorithm")) ?? "";
}

function textAt(element: XmlElement, path: string): string {
  const found = selectFirst(element, path, { namespaces });
  return found === undefined ? "" : textContent(found).trim();
}

function readManifest(root: XmlElement): readonly ManifestReference[] {
  return selectElements(root, "ds:Object/ds:Manifest[@Id='IHEManifest']/ds:Reference", { namespaces }).map(
    (reference) => ({
      uri: attributeOf(reference, "URI") ?? "",
      digest: textAt(reference, "ds:DigestValue").replaceAll(/\s/g, ""),
      algorithm: DIGESTS[algorithmOf(reference, "ds:DigestMethod")],
      transforms: selectElements(reference, "ds:Transforms/ds:Transform", { namespaces }).map(
        (transform) => attributeOf(transform, "Algorithm") ?? "",
      ),
    }),
  );
}

function certificateOf(root: XmlElement): X509Certificate | undefined {
  const path = "ds:KeyInfo/ds:X509Data/ds:X509Certificate";
  try {
    return new X509Certificate(Buffer.from(textAt(root, path), "base64"));
  } catch {
    return undefined;
  }
}

function verify(text: string, certificate: X509Certificate): boolean {
  const verifier = new SignedXml({ publicCert: certificate.toString() });
  try {
    verifier.loadSignature(text);
    return verifier.checkSignature(text);
  } catch {
    return false;
  }
}

/** Reads a signature document; `undefined` when it is no XML signature. */
export function readSignatureDocument(bytes: Uint8Array): SignatureDocument | undefined {
  try {
    const { root } = parseXml(bytes);
    if (root.localName !== "Signature" || root.namespace !== NS.ds) return undefined;
    const certificate = certificateOf(root);
    const text = new TextDecoder().decode(bytes).replace(/^\s*<\?xml[^>]*\?>\s*/, "");
    const valid = certificate !== undefined && verify(text, certificate);
    return { root, valid, manifest: readManifest(root), ...(certificate === undefined ? {} : { certificate }) };
  } catch (error) {
    if (!isXmlError(error)) throw error;
    return undefined;
  }
}

/** What is wrong in the shape of a signature document. @remarks DMP sample messages (TD2.1); XAdES 1.1.1; IHE DSG. */
export function shapeProblem({ root, certificate }: SignatureDocument): string | undefined {
  const id = attributeOf(root, "Id") ?? "";
  const references = selectElements(root, "ds:SignedInfo/ds:Reference", { namespaces }).map(
    (reference) => `${attributeOf(reference, "Type") ?? ""} ${attributeOf(reference, "URI") ?? ""}`,
  );
  const expected = [`${NS.ds}Manifest #IHEManifest`, `${NS.xades}SignedProperties #S0-SignedProperties`];
  if (references.join("\n") !== expected.join("\n"))
    return "références au manifeste puis aux SignedProperties attendues";
  const method = "ds:SignedInfo/ds:CanonicalizationMethod";
  if (algorithmOf(root, method) !== "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments") {
    return "forme canonique inclusive avec commentaires attendue";
  }
  const purpose = `ds:Object/ds:SignatureProperties/ds:SignatureProperty[@Id='purposeOfSignature'][@Target='#${id}']`;
  if (!/^[A-Za-z_][\w.-]*$/.test(id) || textAt(root, purpose) !== "1.2.840.10065.1.12.1.14")
    return "purposeOfSignature attendu";
  const properties = `ds:Object/x:QualifyingProperties[@Target='#${id}']/x:SignedProperties[@Id='S0-SignedProperties']`;
  const signed = selectFirst(root, `${properties}/x:SignedSignatureProperties`, { namespaces });
  if (signed === undefined) return "SignedSignatureProperties attendu";
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(textAt(signed, "x:SigningTime")))
    return "SigningTime attendu";
  if (selectFirst(signed, "x:SignaturePolicyIdentifier/x:SignaturePolicyImplied", { namespaces }) === undefined) {
    return "SignaturePolicyImplied attendu";
  }
  return certificate !== undefined && signingCertificateMatches(signed, certificate)
    ? undefined
    : "SigningCertificate incorrect";
}

/** The first `Cert` is that of the signer: its digest and its serial number. */
function signingCertificateMatches(signed: XmlElement, certificate: X509Certificate): boolean {
  const [cert] = selectElements(signed, "x:SigningCertificate/x:Cert", { namespaces });
  if (cert === undefined) return false;
  const algorithm =
    DIGESTS[algorithmOf(cert, "x:CertDigest/ds:DigestMethod") || algorithmOf(cert, "x:CertDigest/x:DigestMethod")];
  const digest = textAt(cert, "x:CertDigest/ds:DigestValue") || textAt(cert, "x:CertDigest/x:DigestValue");
  const serial = textAt(cert, "x:IssuerSerial/ds:X509SerialNumber");
  return (
    algorithm !== undefined &&
    digest === createHash(algorithm).update(certificate.raw).digest("base64") &&
    serial === BigInt(`0x${certificate.serialNumber}`).toString()
  );
}
