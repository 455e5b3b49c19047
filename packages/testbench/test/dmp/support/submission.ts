import type { DmpServer, TestCertificate, TestPki } from "../../../src/index.ts";
import { clinicalDocument, type SignatureOptions, signatureDocument, type TestDocumentOptions } from "./documents.ts";
import { association, extrinsicObject, newOid, registryPackage, submitObjects, type TestEntry } from "./ebrim.ts";
import { buildEnvelope, mtom, post, type TestAnswer, type TestPart } from "./soap.ts";
import { buildVihf, type VihfOptions } from "./vihf.ts";

/** `wsa:Action` of the requests. */
export const ACTIONS = {
  provide: "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b",
  query: "urn:ihe:iti:2007:RegistryStoredQuery",
  retrieve: "urn:ihe:iti:2007:RetrieveDocumentSet",
  update: "urn:ihe:iti:2010:UpdateDocumentSet",
  exists: "urn:hl7-org:v3:PRPA_IN201307UV02",
  authorize: "urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization",
} as const;

/** Who sends. */
export interface Sender {
  readonly pki: TestPki;
  readonly client: TestCertificate;
  readonly signer: TestCertificate;
  readonly vihf?: Omit<VihfOptions, "signer">;
}

/** The hospital, with the certificates of the structure. */
export function hospital(pki: TestPki): Sender {
  return { pki, client: pki.sender.authentication, signer: pki.sender.signature };
}

/** The physician of the practice, with a card. */
export function physician(pki: TestPki): Sender {
  const vihf = { mode: "DIRECTE", structure: pki.cps.structIdNat };
  return { pki, client: pki.cps.authentication, signer: pki.cps.signature, vihf };
}

/** The secretary of the practice, with a card. */
export function secretary(pki: TestPki): Sender {
  const { psIdNat: nameId, structIdNat: structure } = pki.cpe;
  const vihf = {
    mode: "DIRECTE",
    structure,
    nameId,
    roles: [["SECRETARIAT_MEDICAL", "1.2.250.1.213.1.1.4.6"]] as const,
  };
  return { pki, client: pki.cpe.authentication, signer: pki.cpe.signature, vihf };
}

/** The assertion of a sender. */
export function vihfOf({ signer, vihf = {} }: Sender): string {
  return buildVihf({ ...vihf, signer });
}

/** A submission of one document; each test changes one thing. */
export interface SubmissionOptions {
  readonly uniqueId?: string;
  readonly setUniqueId?: string;
  readonly document?: Omit<TestDocumentOptions, "uniqueId">;
  readonly bytes?: Uint8Array;
  readonly entry?: Partial<TestEntry>;
  readonly signature?: Partial<SignatureOptions> | false;
  /** Changes the metadata. */
  readonly editMetadata?: (xml: string) => string;
  /** Changes the whole body. */
  readonly editBody?: (xml: string) => string;
  /** Changes the signature document once it is signed. */
  readonly editSignature?: (xml: string) => string;
  /** entryUUID of the document that it replaces. */
  readonly replaces?: string;
}

/** A submission ready to be put in an envelope. */
export interface BuiltSubmission {
  readonly uniqueId: string;
  readonly setUniqueId: string;
  readonly body: string;
  readonly parts: readonly TestPart[];
}

function include(id: string, contentId: string): string {
  return `<xdsb:Document id="${id}"><xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:${contentId}"/></xdsb:Document>`;
}

function signatureOf(init: SignatureOptions, options: SubmissionOptions): Buffer | undefined {
  if (options.signature === false) return undefined;
  const signed = signatureDocument({ ...init, ...options.signature }).toString();
  return Buffer.from(options.editSignature?.(signed) ?? signed);
}

function links(signed: boolean, replaces: string | undefined) {
  const original = { SubmissionSetStatus: "Original" };
  const signature = [
    association("HasMember", "SubmissionSet01", "Signature01", original),
    association("signs", "Signature01", "SubmissionSet01", original),
  ];
  return [
    association("HasMember", "SubmissionSet01", "Document01", original),
    ...(signed ? signature : []),
    ...(replaces === undefined ? [] : [association("RPLC", "Document01", replaces)]),
  ];
}

/** Builds a submission of one document with its signature. */
export function buildSubmission(sender: Sender, options: SubmissionOptions = {}): BuiltSubmission {
  const { uniqueId = newOid(), setUniqueId = newOid() } = options;
  const bytes = options.bytes ?? clinicalDocument({ uniqueId, ...options.document });
  const signature = signatureOf({ signer: sender.signer, setUniqueId, documents: [{ uniqueId, bytes }] }, options);
  const own = { id: "Document01", uniqueId, bytes, ...options.entry };
  const signed = { id: "Signature01", uniqueId: newOid(), signature: true, creationTime: "20240131101500" };
  const entries = [own, ...(signature === undefined ? [] : [{ ...signed, bytes: signature }])].map(extrinsicObject);
  const set = registryPackage({ id: "SubmissionSet01", uniqueId: setUniqueId });
  const associations = links(signature !== undefined, options.replaces);
  const metadata = submitObjects({ entries, set, associations });
  const documents =
    include("Document01", "doc1@test") + (signature === undefined ? "" : include("Signature01", "sig1@test"));
  const body = `<xdsb:ProvideAndRegisterDocumentSetRequest xmlns:xdsb="urn:ihe:iti:xds-b:2007">${
    options.editMetadata?.(metadata) ?? metadata
  }${documents}</xdsb:ProvideAndRegisterDocumentSetRequest>`;
  const parts = [
    { id: "doc1@test", bytes },
    ...(signature === undefined ? [] : [{ id: "sig1@test", bytes: signature }]),
  ];
  return { uniqueId, setUniqueId, body: options.editBody?.(body) ?? body, parts };
}

/** Sends a built submission. */
export async function send(dmp: DmpServer, sender: Sender, { body, parts }: BuiltSubmission): Promise<TestAnswer> {
  const envelope = buildEnvelope({ action: ACTIONS.provide, body, security: vihfOf(sender) });
  return post(dmp.endpoints.repository, mtom(envelope, ACTIONS.provide, parts), sender);
}

/** Builds and sends a submission. */
export async function submit(dmp: DmpServer, sender: Sender, options: SubmissionOptions = {}): Promise<TestAnswer> {
  return send(dmp, sender, buildSubmission(sender, options));
}
