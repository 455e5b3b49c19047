import { createHash, randomUUID } from "node:crypto";
import { parseInput } from "@ldl/domain";
import { certificateFacts } from "../certificates/certificate-facts.ts";
import type { DistinguishedNameStyle } from "../certificates/distinguished-name.ts";
import { NAMESPACES } from "../codes/namespaces.ts";
import { DIGEST_URIS, ENVELOPED_URI, EXCLUSIVE_URI, RSA_URIS } from "../codes/signature-algorithms.ts";
import type { Signer } from "../signing/signer.ts";
import { VihfInput } from "./vihf-input.ts";
import { completeVihfOptions, type VihfOptions } from "./vihf-options.ts";
import { type AssertionHalves, writeAssertion } from "./write-assertion.ts";

/** Options of {@link buildVihf}. @public */
export interface BuildVihfOptions extends VihfOptions {
  /** Signs: the seal of the structure, or the signature key of the card. */
  readonly signer: Signer;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
  /** Source of the identifier of the assertion, a UUID. Default: random. */
  readonly newId?: () => string;
  /** Aborts a signature that waits. */
  readonly signal?: AbortSignal;
}

/** A signed assertion. It serves one attempt of one request, and is a secret: it opens the record. @public */
export interface Vihf {
  /** Identifier, to trace it (EX_AIR-070). */
  readonly id: string;
  /** When it was issued, UTC. */
  readonly issuedAt: Date;
  /** The assertion. To be put in a message as it is, byte for byte. */
  readonly xml: string;
}

/** What is read in the certificate of a signer. */
interface SignerFacts extends Record<DistinguishedNameStyle, string> {
  readonly base64: string;
}

/** A certificate is read once, not at each signature. */
const signerFacts = new WeakMap<Signer, SignerFacts>();

function factsOf(signer: Signer): SignerFacts {
  const known = signerFacts.get(signer);
  if (known !== undefined) return known;
  const read = certificateFacts(signer.certificate);
  const facts = { base64: read.base64, rfc2253: read.subject("rfc2253"), labels: read.subject("labels") };
  signerFacts.set(signer, facts);
  return facts;
}

/** What stands in `ds:SignedInfo`, in canonical form. */
function signedInfo(id: string, digest: "sha1" | "sha256", digestValue: string): string {
  return [
    `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE_URI}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${RSA_URIS[digest]}"></ds:SignatureMethod>`,
    `<ds:Reference URI="#${id}"><ds:Transforms>`,
    `<ds:Transform Algorithm="${ENVELOPED_URI}"></ds:Transform><ds:Transform Algorithm="${EXCLUSIVE_URI}"></ds:Transform>`,
    `</ds:Transforms><ds:DigestMethod Algorithm="${DIGEST_URIS[digest]}"></ds:DigestMethod>`,
    `<ds:DigestValue>${digestValue}</ds:DigestValue></ds:Reference></ds:SignedInfo>`,
  ].join("");
}

async function signAssertion(
  { head, tail }: AssertionHalves,
  id: string,
  digest: "sha1" | "sha256",
  options: BuildVihfOptions,
): Promise<string> {
  const { signer, signal } = options;
  const digestValue = createHash(digest).update(head).update(tail).digest("base64");
  const info = signedInfo(id, digest, digestValue);
  const declared = `xmlns:ds="${NAMESPACES.ds}"`;
  // Canonical form declares the prefix on the element that is signed alone, the document on the element around it.
  const toSign = Buffer.from(`<ds:SignedInfo ${declared}>${info}`);
  const value = await signer.sign(toSign, digest, signal === undefined ? {} : { signal });
  const certificate = factsOf(signer).base64;
  return [
    `${head}<ds:Signature ${declared}><ds:SignedInfo>${info}`,
    `<ds:SignatureValue>${Buffer.from(value).toString("base64")}</ds:SignatureValue>`,
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
    `</ds:Signature>${tail}`,
  ].join("");
}

/**
 * Builds and signs a VIHF, the SAML 2.0 assertion that goes with each request to the DMP.
 *
 * The assertion is written in canonical form, so that nothing has to be parsed to be signed: the cost is that of the key.
 *
 * @remarks CI-SIS, volet Transport synchrone pour client lourd (VIHF); DMP sample messages 02.05.00. Single use: in AIR it
 * lives 30 seconds (EX_AIR-040), so one is built for each attempt in every mode.
 * @example
 * ```ts
 * import { buildVihf, type Signer, type VihfInput } from "@ldl/dmp";
 *
 * const vihf = async (input: VihfInput, signer: Signer) => (await buildVihf(input, { signer })).xml;
 * ```
 * @param input - Mode, user, structure, software, patient, access.
 * @param options - Signer, clock, identifiers, and what the sources leave open.
 * @returns The assertion.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` when the input does not fit; what the signer throws, unchanged.
 * @public
 */
export async function buildVihf(input: VihfInput, options: BuildVihfOptions): Promise<Vihf> {
  return buildCheckedVihf(parseInput(VihfInput, input, { name: "vihf" }), options);
}

/** Builds a VIHF from what was checked already. */
export async function buildCheckedVihf(input: VihfInput, options: BuildVihfOptions): Promise<Vihf> {
  const settings = completeVihfOptions(options);
  const id = `_${(options.newId ?? randomUUID)()}`;
  if (!/^[\w.-]+$/.test(id)) throw new TypeError("newId: letters, digits, hyphens and dots are expected");
  const issuedAt = (options.now ?? (() => new Date()))();
  const issuer = settings.issuer ?? factsOf(options.signer)[settings.issuerStyle];
  const halves = writeAssertion(input, settings, { id, issuer, issuedAt });
  return { id, issuedAt, xml: await signAssertion(halves, id, settings.digest, options) };
}
