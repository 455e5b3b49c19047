import { createHash } from "node:crypto";
import { instantOf } from "@ldl/domain";
import { certificateFacts } from "../certificates/certificate-facts.ts";
import { NAMESPACES } from "../codes/namespaces.ts";
import { DIGEST_URIS, type DigestName, INCLUSIVE_COMMENTS_URI, RSA_URIS } from "../codes/signature-algorithms.ts";
import { canonicalAttribute as attribute, canonicalText as text } from "../internal/canonical-text.ts";
import type { Signer } from "../signing/signer.ts";
import { inclusiveCanonicalForm } from "./inclusive-canonical.ts";
import type { LotSignatureOptions } from "./signature-options.ts";

/** A document that a lot brings. */
export interface SignedDocument {
  readonly uniqueId: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** What the signature of a lot says. */
export interface LotSignatureInput {
  /** Identifier of the submission set. */
  readonly submissionSetId: string;
  /** Identifier of the signature document. */
  readonly signatureId: string;
  readonly documents: readonly SignedDocument[];
  readonly signedAt: Date;
}

const MANIFEST_TYPE = "http://www.w3.org/2000/09/xmldsig#Manifest";
const PROPERTIES_TYPE = `${NAMESPACES.xades}SignedProperties`;
/** The set has no bytes: the digest of nothing is one zero byte (IHE DSG, DMP samples). */
const PLACEHOLDER = "AA==";
/** Purpose "source" (ASTM E1762). */
const PURPOSE = "1.2.840.10065.1.12.1.14";
const DECLARE_DS = attribute("xmlns:ds", NAMESPACES.ds);
const DECLARE_XADES = attribute("xmlns:xades", NAMESPACES.xades);

const digestOf = (digest: DigestName, data: string | Uint8Array): string =>
  createHash(digest).update(data).digest("base64");

const method = (prefix: string, digest: DigestName): string =>
  `<${prefix}:DigestMethod${attribute("Algorithm", DIGEST_URIS[digest])}></${prefix}:DigestMethod>`;

const digestValue = (prefix: string, value: string): string =>
  `<${prefix}:DigestValue>${value}</${prefix}:DigestValue>`;

interface ReferenceParts {
  readonly uri: string;
  readonly value: string;
  readonly type?: string;
  readonly isCanonical?: boolean;
}

function reference(digest: DigestName, { uri, value, type, isCanonical = false }: ReferenceParts): string {
  const transforms = isCanonical
    ? `<ds:Transforms><ds:Transform${attribute("Algorithm", INCLUSIVE_COMMENTS_URI)}></ds:Transform></ds:Transforms>`
    : "";
  return `<ds:Reference${attribute("Type", type)}${attribute("URI", uri)}>${transforms}${method("ds", digest)}${digestValue("ds", value)}</ds:Reference>`;
}

function documentReference(digest: DigestName, { uniqueId, mimeType, bytes }: SignedDocument): string {
  const canonical = /xml/.test(mimeType) ? inclusiveCanonicalForm(bytes) : undefined;
  const value = digestOf(digest, canonical ?? bytes);
  return reference(digest, { uri: `urn:oid:${uniqueId}`, value, isCanonical: canonical !== undefined });
}

function certificate(digest: DigestName, pem: string): string {
  const facts = certificateFacts(pem);
  const { der, serial } = facts;
  const name = `<ds:X509IssuerName>${text(facts.issuer("rfc2253"))}</ds:X509IssuerName>`;
  return [
    `<xades:Cert><xades:CertDigest>${method("xades", digest)}${digestValue("xades", digestOf(digest, der))}</xades:CertDigest>`,
    `<xades:IssuerSerial>${name}<ds:X509SerialNumber>${serial}</ds:X509SerialNumber></xades:IssuerSerial></xades:Cert>`,
  ].join("");
}

function signedProperties(digest: DigestName, certificates: readonly string[], signedAt: Date): string {
  return [
    `<xades:SignedSignatureProperties><xades:SigningTime>${instantOf(signedAt)}</xades:SigningTime>`,
    `<xades:SigningCertificate>${certificates.map((pem) => certificate(digest, pem)).join("")}</xades:SigningCertificate>`,
    "<xades:SignaturePolicyIdentifier><xades:SignaturePolicyImplied></xades:SignaturePolicyImplied>",
    "</xades:SignaturePolicyIdentifier></xades:SignedSignatureProperties>",
    "<xades:SignedDataObjectProperties></xades:SignedDataObjectProperties></xades:SignedProperties>",
  ].join("");
}

/**
 * Signs a lot: a detached signature with XAdES 1.1.1 properties over an IHE DSG manifest.
 *
 * It is written in inclusive canonical form. What is digested in place declares, on its first element, the prefixes of the
 * elements around it; that is the only difference with what is sent.
 *
 * @remarks DMP samples 02.05.00; IHE DSG; XAdES 1.1.1 (its digest elements are in its own name space).
 */
export async function signLot(
  input: LotSignatureInput,
  signer: Signer,
  options: LotSignatureOptions & { readonly signal?: AbortSignal | undefined },
): Promise<Uint8Array> {
  const { digest = "sha1", certificates = "chain", signal } = options;
  const id = `_${input.signatureId}`;
  const references = input.documents.map((document) => documentReference(digest, document)).join("");
  const set = reference(digest, { uri: `urn:oid:${input.submissionSetId}`, value: PLACEHOLDER });
  const manifest = ` Id="IHEManifest">${set}${references}</ds:Manifest>`;
  const pems = [signer.certificate, ...(certificates === "chain" ? (signer.intermediates ?? []) : [])];
  const properties = ` Id="S0-SignedProperties">${signedProperties(digest, pems, input.signedAt)}`;
  const info = [
    `<ds:CanonicalizationMethod${attribute("Algorithm", INCLUSIVE_COMMENTS_URI)}></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod${attribute("Algorithm", RSA_URIS[digest])}></ds:SignatureMethod>`,
    reference(digest, {
      type: MANIFEST_TYPE,
      uri: "#IHEManifest",
      value: digestOf(digest, `<ds:Manifest${DECLARE_DS}${manifest}`),
    }),
    reference(digest, {
      type: PROPERTIES_TYPE,
      uri: "#S0-SignedProperties",
      value: digestOf(digest, `<xades:SignedProperties${DECLARE_DS}${DECLARE_XADES}${properties}`),
    }),
    "</ds:SignedInfo>",
  ].join("");
  const toSign = Buffer.from(`<ds:SignedInfo${DECLARE_DS}>${info}`);
  const value = await signer.sign(toSign, digest, signal === undefined ? {} : { signal });
  return Buffer.from(
    [
      `<ds:Signature${DECLARE_DS}${attribute("Id", id)}><ds:SignedInfo>${info}`,
      `<ds:SignatureValue>${Buffer.from(value).toString("base64")}</ds:SignatureValue>`,
      `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificateFacts(signer.certificate).base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
      `<ds:Object><ds:Manifest${manifest}</ds:Object>`,
      `<ds:Object><ds:SignatureProperties><ds:SignatureProperty Id="purposeOfSignature"${attribute("Target", `#${id}`)}>${PURPOSE}</ds:SignatureProperty></ds:SignatureProperties></ds:Object>`,
      `<ds:Object><xades:QualifyingProperties${DECLARE_XADES}${attribute("Target", `#${id}`)}><xades:SignedProperties${properties}</xades:QualifyingProperties></ds:Object>`,
      "</ds:Signature>",
    ].join(""),
  );
}
