import { createHash } from "node:crypto";
import { LdlError, Moment, parseInput, toXdsDtm } from "@ldl/domain";
import {
  buildSubmission,
  DocumentEntry,
  Dtm,
  describeDocument,
  type Submission,
  SymbolicId,
  UniqueId,
  writeRegistryObjectList,
} from "@ldl/xds";
import { createXmlWriter } from "@ldl/xml";
import type { ClientSettings } from "../client/client-options.ts";
import { DmpContext, type DmpContextInput } from "../client/dmp-context.ts";
import { lotIssue } from "../codes/lot-rules.ts";
import { NAMESPACES } from "../codes/namespaces.ts";
import { SIGNATURE_ENTRY } from "../codes/signature-entry.ts";
import { definedOnly } from "../internal/defined-only.ts";
import { oidOfUuid } from "../internal/new-oid.ts";
import { notAllowed } from "../vihf/vihf-options.ts";
import { checkLot } from "./check-lot.ts";
import type { DmpDocument, DmpLot } from "./dmp-lot.ts";
import { frozenLot, type PreparedLot, type PreparedPart } from "./prepared-lot.ts";
import { type SignedDocument, signLot } from "./sign-lot.ts";
import { strictObjects } from "./strict-values.ts";

/** A document with its metadata. */
interface DescribedPart extends SignedDocument {
  readonly entry: DocumentEntry;
}

const bytesOf = ({ document }: DmpDocument): Uint8Array => (document instanceof Uint8Array ? document : document.xml);

function describe(document: DmpDocument, index: number, settings: ClientSettings): DescribedPart {
  const bytes = bytesOf(document);
  const { entry } = describeDocument(bytes, {
    environment: settings.environnement,
    withoutIns: "refuse",
    ...definedOnly({ visibility: document.visibility, overrides: document.overrides, omit: document.omit }),
  });
  const id = SymbolicId.parse(`Document${String(index + 1).padStart(2, "0")}`);
  return { entry: { ...entry, id }, uniqueId: entry.uniqueId, mimeType: entry.mimeType, bytes };
}

const dtmOf = (date: Date): Dtm => Dtm.parse(toXdsDtm(Moment.parse(`${date.toISOString().slice(0, 19)}Z`)));

/** The entry of the signature: codes of its own, the rest from the documents and the author of the lot. */
function signatureEntry(first: DocumentEntry, author: DmpLot["author"], facts: SignatureFacts): DocumentEntry {
  const { bytes, uniqueId, signedAt } = facts;
  const time = dtmOf(signedAt);
  return DocumentEntry.parse({
    ...SIGNATURE_ENTRY,
    id: "Signature01",
    uniqueId,
    patientId: first.patientId,
    sourcePatientId: first.patientId,
    creationTime: time,
    serviceStartTime: time,
    serviceStopTime: time,
    authors: [author],
    legalAuthenticator: author.authorPerson,
    healthcareFacilityTypeCode: first.healthcareFacilityTypeCode,
    practiceSettingCode: first.practiceSettingCode,
    hash: createHash("sha1").update(bytes).digest("hex"),
    size: bytes.byteLength,
  });
}

interface SignatureFacts {
  readonly uniqueId: UniqueId;
  readonly bytes: Uint8Array;
  readonly signedAt: Date;
}

/** Writes the element of the body; documents go beside it. */
function writeBody(
  submission: Submission,
  contentIds: readonly (readonly [string, string])[],
  settings: ClientSettings,
): string {
  const { submissionSet, documents, associations } = submission;
  const objects = { submissionSets: [submissionSet], documents, associations };
  const { dialect } = settings;
  const xml = createXmlWriter({ declaration: false })
    .start("xdsb:ProvideAndRegisterDocumentSetRequest", { "xmlns:xdsb": NAMESPACES.xdsb })
    .start("lcm:SubmitObjectsRequest", { "xmlns:lcm": NAMESPACES.lcm });
  writeRegistryObjectList(xml, dialect === "fr" ? objects : strictObjects(objects), { dialect });
  xml.end();
  for (const [id, contentId] of contentIds) {
    xml.start("xdsb:Document", { id });
    xml.element("xop:Include", { "xmlns:xop": NAMESPACES.xop, href: `cid:${encodeURIComponent(contentId)}` }).end();
  }
  return Buffer.from(xml.end().finish()).toString("utf8");
}

async function sign(
  lot: DmpLot,
  documents: readonly DescribedPart[],
  facts: { readonly submissionSetId: UniqueId; readonly signedAt: Date; readonly signal: AbortSignal | undefined },
  settings: ClientSettings,
): Promise<DescribedPart | undefined> {
  const first = documents[0];
  const { enabled = settings.dialect === "fr", ...options } = settings.lotSignature;
  if (!enabled || first === undefined) return undefined;
  const uniqueId = UniqueId.parse(oidOfUuid(settings.newId()));
  const { submissionSetId, signedAt, signal } = facts;
  const bytes = await signLot({ submissionSetId, signatureId: uniqueId, documents, signedAt }, settings.signer, {
    ...options,
    signal,
  });
  const entry = signatureEntry(first.entry, lot.author, { uniqueId, bytes, signedAt });
  return { entry, uniqueId, mimeType: entry.mimeType, bytes };
}

function checked(lot: DmpLot, context: DmpContext, settings: ClientSettings): readonly DescribedPart[] {
  const documents = lot.documents.map((document, index) => describe(document, index, settings));
  const entries = documents.map(({ entry }) => entry);
  const issues = [
    ...checkLot(entries, context, settings),
    ...(lot.author.authorPerson === undefined ? [lotIssue("LDL-DMP-AUTHOR", "author.authorPerson")] : []),
  ];
  if (issues.length === 0) return documents;
  const said = [...new Set(issues.map(({ rule }) => rule))].join(", ");
  throw new LdlError("LDL_DMP_LOT_INVALID", `lot refusé avant l'envoi (${said})`, { details: { issues } });
}

/** Prepares a lot: describes and signs its documents, gives it its identifiers, and writes its message. */
export async function prepareLot(
  settings: ClientSettings,
  lot: DmpLot,
  given: DmpContextInput,
  signal?: AbortSignal,
): Promise<PreparedLot> {
  if (settings.mode === "INDIRECTE_RENFORCEE") notAllowed("TD2.1", settings.mode);
  const context = parseInput(DmpContext, given, { name: "context" });
  const documents = checked(lot, context, settings);
  const now = settings.now();
  const submissionSetId = lot.uniqueId ?? UniqueId.parse(oidOfUuid(settings.newId()));
  const signature = await sign(lot, documents, { submissionSetId, signedAt: now, signal }, settings);
  const submission = buildSubmission(
    {
      submissionSet: {
        id: SymbolicId.parse("SubmissionSet01"),
        uniqueId: submissionSetId,
        sourceId: settings.oid,
        authors: [lot.author],
        contentTypeCode: lot.contentType,
        ...definedOnly({ titre: lot.titre, commentaire: lot.commentaire }),
      },
      documents: documents.map(({ entry }, index) => ({
        entry,
        ...definedOnly({ replaces: lot.documents[index]?.replaces }),
      })),
      ...(signature === undefined ? {} : { signature: signature.entry }),
    },
    { now: () => now },
  );
  const files = [...documents, ...(signature === undefined ? [] : [signature])];
  const parts: readonly PreparedPart[] = files.map(({ mimeType, bytes }, index) => ({
    contentId: `${index + 1}.${submissionSetId}@ldl`,
    mimeType,
    bytes,
  }));
  const contentIds = files.map(({ entry }, index) => [entry.id, parts[index]?.contentId ?? ""] as const);
  const [firstId, ...otherIds] = documents.map(({ entry }) => entry.uniqueId);
  return frozenLot({
    submissionSetId,
    documentIds: [firstId ?? submissionSetId, ...otherIds],
    context,
    preparedAt: now.toISOString(),
    body: writeBody(submission, contentIds, settings),
    parts,
  });
}
