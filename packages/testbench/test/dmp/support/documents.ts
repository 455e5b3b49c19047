import { createHash, X509Certificate } from "node:crypto";
import { SignedXml } from "xml-crypto";
import type { TestCertificate } from "../../../src/index.ts";
import { INS } from "./vihf.ts";

const C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments";
const SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1";

/** What a clinical document says; each test changes one thing. */
export interface TestDocumentOptions {
  readonly uniqueId: string;
  readonly ins?: string;
  /** `uniqueId` of the document that it replaces. */
  readonly replaces?: string;
  readonly body?: string;
  readonly edit?: (xml: string) => string;
}

/** Writes a clinical document with the header that the checks look at, canonical as it is. */
export function clinicalDocument({ uniqueId, ins = INS, replaces, body = "Texte", edit }: TestDocumentOptions): Buffer {
  const related =
    replaces === undefined
      ? ""
      : `<relatedDocument typeCode="RPLC"><parentDocument><id root="${replaces}"></id></parentDocument></relatedDocument>`;
  const xml = `<ClinicalDocument xmlns="urn:hl7-org:v3"><id root="${uniqueId}"></id><code code="11490-0" codeSystem="2.16.840.1.113883.6.1"></code><title>Lettre de liaison</title><effectiveTime value="20240131101500+0100"></effectiveTime><confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"></confidentialityCode><languageCode code="fr-FR"></languageCode><recordTarget><patientRole><id extension="${ins}" root="1.2.250.1.213.1.4.10"></id><id extension="12345" root="1.2.3.4"></id></patientRole></recordTarget><legalAuthenticator><assignedEntity><id extension="810100000016" root="1.2.250.1.71.4.2.1"></id></assignedEntity></legalAuthenticator>${related}<component><structuredBody><component><section><text>${body}</text></section></component></structuredBody></component></ClinicalDocument>`;
  return Buffer.from(edit?.(xml) ?? xml);
}

/** What the signature of a submission set is made from; each test changes one thing. */
export interface SignatureOptions {
  readonly signer: TestCertificate;
  readonly setUniqueId: string;
  readonly documents: readonly { readonly uniqueId: string; readonly bytes: Uint8Array }[];
  /** Changes the objects before they are signed. */
  readonly edit?: (xml: string) => string;
}

function manifestReference(uri: string, digest: string, transformed: boolean): string {
  const transforms = transformed
    ? `<ds:Transforms><ds:Transform Algorithm="${C14N}"></ds:Transform></ds:Transforms>`
    : "";
  return `<ds:Reference URI="${uri}">${transforms}<ds:DigestMethod Algorithm="${SHA1}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
}

function properties(signer: TestCertificate): string {
  const certificate = new X509Certificate(signer.certificate);
  const digest = createHash("sha1").update(certificate.raw).digest("base64");
  const serial = BigInt(`0x${certificate.serialNumber}`).toString();
  const issuer = certificate.issuer.split("\n").toReversed().join(",");
  return `<xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.1.1#" Target="#_lot"><xades:SignedProperties Id="S0-SignedProperties"><xades:SignedSignatureProperties><xades:SigningTime>2024-01-31T10:15:00Z</xades:SigningTime><xades:SigningCertificate><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="${SHA1}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></xades:CertDigest><xades:IssuerSerial><ds:X509IssuerName>${issuer}</ds:X509IssuerName><ds:X509SerialNumber>${serial}</ds:X509SerialNumber></xades:IssuerSerial></xades:Cert></xades:SigningCertificate><xades:SignaturePolicyIdentifier><xades:SignaturePolicyImplied></xades:SignaturePolicyImplied></xades:SignaturePolicyIdentifier></xades:SignedSignatureProperties><xades:SignedDataObjectProperties></xades:SignedDataObjectProperties></xades:SignedProperties></xades:QualifyingProperties>`;
}

/** Objects of the signature. Documents of the tests are canonical as they are: their digest is that of their bytes. */
function objects({ signer, setUniqueId, documents }: SignatureOptions): readonly string[] {
  const references = documents.map(({ uniqueId, bytes }) =>
    manifestReference(`urn:oid:${uniqueId}`, createHash("sha1").update(bytes).digest("base64"), true),
  );
  const manifest = [manifestReference(`urn:oid:${setUniqueId}`, "AA==", false), ...references].join("");
  return [
    `<ds:Manifest Id="IHEManifest">${manifest}</ds:Manifest>`,
    `<ds:SignatureProperties><ds:SignatureProperty Id="purposeOfSignature" Target="#_lot">1.2.840.10065.1.12.1.14</ds:SignatureProperty></ds:SignatureProperties>`,
    properties(signer),
  ];
}

/** Writes the signature document of a submission set. */
export function signatureDocument(options: SignatureOptions): Buffer {
  const { signer, edit = (xml) => xml } = options;
  const signature = new SignedXml({
    privateKey: signer.key,
    publicCert: signer.certificate,
    canonicalizationAlgorithm: C14N,
    signatureAlgorithm: "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
    objects: objects(options).map((content) => ({ content: edit(content) })),
  });
  for (const [id, type] of [
    ["IHEManifest", "http://www.w3.org/2000/09/xmldsig#Manifest"],
    ["S0-SignedProperties", "http://uri.etsi.org/01903/v1.1.1#SignedProperties"],
  ] as const) {
    const transforms = ["http://www.w3.org/TR/2001/REC-xml-c14n-20010315"];
    signature.addReference({ xpath: `//*[@Id='${id}']`, transforms, digestAlgorithm: SHA1, uri: `#${id}`, type });
  }
  signature.computeSignature("<lot></lot>", { prefix: "ds", attrs: { Id: "_lot" } });
  return Buffer.from(signature.getSignatureXml());
}
