import type { X509Certificate } from "node:crypto";
import type { ReceivedDocumentEntry } from "@ldl/xds";
import type { Spooled } from "../http/spool.ts";
import { SoapFault } from "../soap/soap-fault.ts";
import { certificateHolder, certificateKind } from "../vihf/certificate-trust.ts";
import { canonicalDigest } from "./canonical-digest.ts";
import { type ManifestReference, readSignatureDocument, shapeProblem } from "./read-signature-document.ts";
import { isSignature, type SubmissionContext, type SubmissionRule } from "./submission.ts";

const C14N = /^http:\/\/www\.w3\.org\/TR\/2001\/REC-xml-c14n-20010315#WithComments$/;

function codesOf({ confidentialityCodes = [] }: ReceivedDocumentEntry): string {
  return confidentialityCodes
    .map(({ code }) => code)
    .toSorted()
    .join(" ");
}

/** Metadata of a signature document. @remarks DMP sample messages (TD2.1). */
function wrongMetadata(entry: ReceivedDocumentEntry): readonly string[] {
  const checks: readonly (readonly [name: string, right: boolean])[] = [
    ["mimeType", entry.mimeType === "text/xml"],
    ["languageCode", entry.languageCode === "art"],
    ["title", entry.titre === "Source"],
    ["typeCode", entry.typeCode?.code === "E1762" && entry.typeCode.systeme === "ASTM"],
    ["classCode", entry.classCode?.systeme === "URN"],
    [
      "formatCode",
      /^(?:http:\/\/www\.w3\.org\/2000\/09\/xmldsig#|urn:ihe:iti:dsg:detached:2014)$/.test(
        entry.formatCode?.code ?? "",
      ),
    ],
    ["eventCodeList", entry.eventCodeList?.[0]?.code === "1.2.840.10065.1.12.1.14"],
    ["confidentialityCode", codesOf(entry) === "INVISIBLE_PATIENT MASQUE_PS N"],
  ];
  return checks.filter(([, right]) => !right).map(([name]) => name);
}

async function digestOf(
  content: Spooled,
  { transforms, algorithm = "sha1" }: ManifestReference,
): Promise<string | undefined> {
  if (transforms.length === 0) {
    return algorithm === "sha1" ? Buffer.from(content.sha1, "hex").toString("base64") : undefined;
  }
  if (transforms.length > 1 || !C14N.test(transforms[0] ?? "")) return undefined;
  return canonicalDigest(await content.bytes(), algorithm);
}

/** What is wrong in a manifest: first the submission set, with a placeholder, then every document with its digest. */
async function manifestProblem(
  manifest: readonly ManifestReference[],
  context: SubmissionContext,
): Promise<string | undefined> {
  const { set, documents, contents, settings } = context;
  const [first, ...others] = manifest;
  if (first?.uri !== `urn:oid:${set.uniqueId ?? ""}` || first.digest !== "AA==")
    return "première référence : le lot, AA==";
  const expected = documents.filter((entry) => !isSignature(entry));
  const uris = expected.map(({ uniqueId }) => `urn:oid:${uniqueId ?? ""}`);
  if (
    others
      .map(({ uri }) => uri)
      .toSorted()
      .join(" ") !== uris.toSorted().join(" ")
  )
    return "références aux documents du lot";
  for (const [index, entry] of expected.entries()) {
    const content = contents.get(entry.id);
    const reference = others.find(({ uri }) => uri === uris[index]);
    if (content === undefined || reference === undefined || content.size > settings.limits.maxReadDocumentBytes)
      continue;
    if (reference.digest !== (await digestOf(content, reference))) return "empreinte d'un document";
  }
  return undefined;
}

/** The signer is who calls. */
function checkSigner(certificate: X509Certificate | undefined, { caller, trust, settings }: SubmissionContext): void {
  const refuse = (reason: string, rule: string): never => {
    throw new SoapFault({
      code: "Sender",
      subcode: "soap:DMPInvalidCertificate",
      reason: `signature du lot : ${reason}`,
      rule,
    });
  };
  if (certificate === undefined || caller === undefined) return;
  if (certificateKind(certificate) !== "signature") refuse("certificat de signature attendu", "LDL-DMP-CERT-LOT-KIND");
  const trusted = trust(certificate, settings.now());
  if (!trusted.trusted) refuse(trusted.reason, "LDL-DMP-CERT-LOT");
  const holder = certificateHolder(certificate);
  const structure = settings.structures.get(caller.structure);
  const expected = structure?.entiteJuridique ?? caller.structure;
  const right = holder?.kind === "card" ? holder.psIdNat === caller.userId : holder?.structIdNat === expected;
  if (!right) refuse("signataire différent de l'émetteur", "LDL-DMP-CERT-LOT-HOLDER");
}

/** What is wrong in the signature documents of a submission. */
async function problems(
  context: SubmissionContext,
): Promise<{ readonly location: string; readonly context: string }[]> {
  const found: { readonly location: string; readonly context: string }[] = [];
  for (const { id } of context.documents.filter(isSignature)) {
    const content = context.contents.get(id);
    const signature = content === undefined ? undefined : readSignatureDocument(await content.bytes());
    const problem =
      signature === undefined
        ? "ce n'est pas une signature XML"
        : (shapeProblem(signature) ??
          (signature.valid ? await manifestProblem(signature.manifest, context) : "signature incorrecte"));
    if (problem !== undefined) found.push({ location: id, context: problem });
    checkSigner(signature?.certificate, context);
  }
  return found;
}

/** The signature of the submission set. @remarks DMP sample messages (TD2.1); IHE DSG; XAdES 1.1.1. */
export const SIGNATURE_RULES: readonly SubmissionRule[] = [
  {
    id: "LDL-DMP-SIGNATURE-ABSENT",
    code: "XDSRegistryMetadataError",
    message: "un document de signature, et un seul, attendu",
    check: ({ documents, settings, set }) => {
      const count = documents.filter(isSignature).length;
      return count > 1 || (count === 0 && settings.submission.signatureDocument) ? [{ location: set.id }] : [];
    },
  },
  {
    id: "LDL-DMP-SIGNATURE-METADATA",
    code: "XDSRegistryMetadataError",
    message: "métadonnée de la signature du lot incorrecte",
    check: ({ documents }) =>
      documents
        .filter(isSignature)
        .flatMap((entry) => wrongMetadata(entry).map((name) => ({ location: `${entry.id}/${name}` }))),
  },
  {
    id: "LDL-DMP-SIGNATURE",
    code: "InvalidDocumentContent",
    message: "signature du lot refusée",
    check: problems,
  },
];
