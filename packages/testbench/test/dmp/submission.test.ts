import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settingsOf } from "../../src/dmp/dmp-settings.ts";
import { submissionStages } from "../../src/dmp/registry/submission-rules.ts";
import { createTestPki, type DmpServer, startDmp, type TestPki } from "../../src/index.ts";
import { newOid } from "./support/ebrim.ts";
import { said } from "./support/soap.ts";
import {
  type BuiltSubmission,
  buildSubmission,
  hospital,
  physician,
  type Sender,
  type SubmissionOptions,
  send,
  submit,
} from "./support/submission.ts";
import { INS } from "./support/vihf.ts";

/** Another synthetic patient, known to the DMP. */
const OTHER = "255127505623355";

let pki: TestPki;
let dmp: DmpServer;
let sender: Sender;

beforeAll(async () => {
  pki = await createTestPki();
  sender = hospital(pki);
  dmp = await startDmp({ pki, patients: [{ ins: INS }, { ins: OTHER }] });
});
afterAll(() => dmp.close());

const METADATA = "XDSRegistryMetadataError";
const REPOSITORY = "XDSRepositoryMetadataError";
const VISIBILITY_OID = "1.2.250.1.213.1.1.4.13";

/** Replaces, and fails when there is nothing to replace: a wrong request that is right proves nothing. */
function replacing(from: string | RegExp, to: string) {
  return (xml: string): string => {
    const changed = xml.replace(from, to);
    if (changed === xml) throw new Error(`nothing to replace: ${from}`);
    return changed;
  };
}

function metadata(from: string | RegExp, to: string): SubmissionOptions {
  return { editMetadata: replacing(from, to) };
}

function linked(type: string, target: string): SubmissionOptions {
  const link = `<rim:Association id="more" associationType="urn:ihe:iti:2007:AssociationType:${type}" sourceObject="Document01" targetObject="${target}"/>`;
  return metadata("</rim:RegistryObjectList>", `${link}</rim:RegistryObjectList>`);
}

function document(from: string | RegExp, to: string): SubmissionOptions {
  return { document: { edit: replacing(from, to) } };
}

async function firstDocument(
  options: SubmissionOptions = {},
): Promise<{ readonly entryUuid: string; readonly uniqueId: string }> {
  const built = buildSubmission(sender, options);
  expect(said(await send(dmp, sender, built))).toBe("Success");
  const entry = dmp.store.documents.find(({ uniqueId }) => uniqueId === built.uniqueId);
  return { entryUuid: entry?.id ?? "", uniqueId: built.uniqueId };
}

const CASES: readonly (readonly [rule: string, code: string, what: string, options: SubmissionOptions])[] = [
  ["LDL-DMP-EBRIM", METADATA, "a date that is none", metadata("20240131091500", "2024-01-31")],
  ["LDL-DMP-VALUE-LENGTH", METADATA, "a value that is too long", metadata("fr-FR", `fr-${"F".repeat(300)}`)],
  [
    "LDL-DMP-ASSOCIATION-TYPE",
    METADATA,
    "a link type without its URN",
    metadata("urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember", "HasMember"),
  ],
  ["LDL-DMP-OBJECT-TYPE", METADATA, "no objectType", metadata(/ objectType="urn:uuid:7edca82f[^"]*"/, "")],
  ["LDL-DMP-ID-REPEATED", METADATA, "two objects of one id", metadata(/id="as\d+"/g, 'id="as1"')],
  [
    "LDL-DMP-UNIQUEID-REPEATED",
    "XDSRegistryDuplicateUniqueIdInMessage",
    "the uniqueId of the set for a document",
    { uniqueId: "1.2.250.1.999.77", setUniqueId: "1.2.250.1.999.77" },
  ],
  ["LDL-DMP-MEMBER", METADATA, "a document that is no member", metadata('"SubmissionSetStatus"', '"SubmissionStatus"')],
  [
    "LDL-DMP-LINK-SOURCE",
    METADATA,
    "a link from nowhere",
    metadata('sourceObject="Signature01"', 'sourceObject="Other01"'),
  ],
  [
    "LDL-DMP-SIGNS",
    METADATA,
    "a signature that signs nothing",
    metadata('AssociationType:signs"', 'AssociationType:RPLC"'),
  ],
  ["LDL-DMP-SET-REQUIRED", METADATA, "a set without time", metadata('"submissionTime"', '"otherTime"')],
  [
    "LDL-DMP-SET-ASSIGNED",
    METADATA,
    "a set with a status",
    metadata(
      "<rim:RegistryPackage ",
      '<rim:RegistryPackage status="urn:oasis:names:tc:ebxml-regrep:StatusType:Approved" ',
    ),
  ],
  ["LDL-DMP-SET-UNIQUEID", METADATA, "a set with an extension", { setUniqueId: "1.2.250.1.999.5^1" }],
  [
    "LDL-DMP-SET-AUTHOR",
    METADATA,
    "a set without person",
    metadata(/(<rim:RegistryPackage.*?)<rim:Slot name="authorPerson">.*?<\/rim:Slot>/, "$1"),
  ],
  [
    "LDL-DMP-SET-TIME",
    METADATA,
    "a set of the future",
    metadata(
      '20240131101500</rim:Value></rim:ValueList></rim:Slot><rim:Name><rim:LocalizedString charset="UTF8" xml:lang="FR" value="Sortie',
      '20990131101500</rim:Value></rim:ValueList></rim:Slot><rim:Name><rim:LocalizedString charset="UTF8" xml:lang="FR" value="Sortie',
    ),
  ],
  [
    "LDL-DMP-ENTRY-REQUIRED",
    METADATA,
    "no practice setting",
    metadata("cccf5598-8b07-4b77-a05e-ae952c785ead", "00000000-0000-4000-8000-000000000000"),
  ],
  ["LDL-DMP-ENTRY-ASSIGNED", METADATA, "a lid", { entry: { lid: "urn:uuid:00000000-0000-4000-8000-000000000001" } }],
  ["LDL-DMP-ENTRY-UNIQUEID", METADATA, "an extension", { uniqueId: "1.2.250.1.999.6^1" }],
  [
    "LDL-DMP-ENTRY-AUTHOR",
    METADATA,
    "an author without person",
    metadata(/<rim:Slot name="authorPerson">.*?<\/rim:Slot>/, ""),
  ],
  ["LDL-DMP-ENTRY-INS", METADATA, "a wrong key", metadata(`value="${INS}^`, 'value="279035121518900^')],
  [
    "LDL-DMP-ENTRY-INS",
    METADATA,
    "an OID of production",
    { entry: { patient: `${INS}^^^&1.2.250.1.213.1.4.8&ISO^NH` } },
  ],
  ["LDL-DMP-ENTRY-INS", METADATA, "a CX.7", { entry: { patient: `${INS}^^^&1.2.250.1.213.1.4.10&ISO^NH^^20240101` } }],
  ["LDL-DMP-ENTRY-SOURCE-PATIENT", METADATA, "no kind of identifier", metadata("&amp;ISO^PI", "&amp;ISO^XX")],
  [
    "LDL-DMP-ENTRY-CONFIDENTIALITY",
    METADATA,
    "masked and invisible",
    { entry: { visibility: ["MASQUE_PS", "INVISIBLE_PATIENT"] } },
  ],
  [
    "LDL-DMP-ENTRY-CONFIDENTIALITY",
    METADATA,
    "the short form of HL7 v2",
    { entry: { visibility: ["INVISIBLE_REP_LEGAUX"] } },
  ],
  [
    "LDL-DMP-ENTRY-CONFIDENTIALITY",
    METADATA,
    "no base code",
    metadata('nodeRepresentation="N"', 'nodeRepresentation="X"'),
  ],
  ["LDL-DMP-ENTRY-CODE-SYSTEM", METADATA, "another system", metadata("1.2.250.1.213.1.1.4.2.282", "1.2.3")],
  ["LDL-DMP-ENTRY-MIME", METADATA, "a PDF alone", metadata('mimeType="text/xml"', 'mimeType="application/pdf"')],
  ["LDL-DMP-ENTRY-PERIOD", METADATA, "an end before the start", metadata("20240131090000", "20240101090000")],
  [
    "LDL-DMP-ENTRY-PRESENT",
    METADATA,
    "a signature alone",
    { signature: false, entry: { signature: true }, ...linked("signs", "SubmissionSet01") },
  ],
  [
    "LDL-DMP-DOCUMENT-MISSING",
    "XDSMissingDocument",
    "an entry without document",
    { editBody: replacing(/<xdsb:Document id="Document01">.*?<\/xdsb:Document>/, "") },
  ],
  [
    "LDL-DMP-ENTRY-MISSING",
    "XDSMissingDocument XDSMissingDocumentMetadata",
    "another case of the id",
    { editBody: replacing('Document id="Document01"', 'Document id="document01"') },
  ],
  ["LDL-DMP-DOCUMENT-EMPTY", REPOSITORY, "an empty document", { bytes: Buffer.alloc(0) }],
  ["LDL-DMP-HASH", REPOSITORY, "a wrong hash", metadata(/[0-9a-f]{40}/, "0".repeat(40))],
  [
    "LDL-DMP-SIZE-DIFFERENT",
    REPOSITORY,
    "a wrong size",
    metadata(/(<rim:Slot name="size"><rim:ValueList><rim:Value>)\d+/, "$11"),
  ],
  ["LDL-DMP-PATIENT-DIFFERENT", "XDSPatientIdDoesNotMatch", "another patient", metadata(new RegExp(INS, "g"), OTHER)],
  [
    "LDL-DMP-REPLACE-UNKNOWN",
    "UnresolvedReferenceException",
    "an unknown document",
    { replaces: "urn:uuid:00000000-0000-4000-8000-000000000002" },
  ],
  [
    "LDL-DMP-ASSOCIATION-OTHER",
    METADATA,
    "a transformation",
    linked("APND", "urn:uuid:00000000-0000-4000-8000-000000000003"),
  ],
  ["LDL-DMP-CDA", "InvalidDocumentContent", "a document that is no CDA", { bytes: Buffer.from("<x></x>") }],
  ["LDL-DMP-CDA-ACTIVE", "InvalidDocumentContent", "a script", { document: { body: "<script>x</script>" } }],
  [
    "LDL-DMP-CDA-ACTIVE",
    "InvalidDocumentContent",
    "a link to outside",
    { document: { body: '<linkHtml href="https://example.org">x</linkHtml>' } },
  ],
  ["LDL-DMP-CDA-ID", REPOSITORY, "another identifier", document(/<id root="[^"]*">/, '<id root="1.2.3">')],
  ["LDL-DMP-CDA-ID", REPOSITORY, "an extension in the document", document(/<id root=/, '<id extension="1" root=')],
  ["LDL-DMP-CDA-PATIENT", "XDSPatientIdDoesNotMatch", "another patient in the document", { document: { ins: OTHER } }],
  ["LDL-DMP-CDA-METADATA", REPOSITORY, "another title", { entry: { title: "Autre" } }],
  ["LDL-DMP-CDA-METADATA", REPOSITORY, "a local time for UTC", { entry: { creationTime: "20240131101500" } }],
  ["LDL-DMP-CDA-METADATA", REPOSITORY, "another type", document("11490-0", "18761-7")],
  ["LDL-DMP-CDA-REPLACES", REPOSITORY, "a replacement in the document alone", { document: { replaces: "1.2.3.4.5" } }],
  ["LDL-DMP-SIGNATURE-ABSENT", METADATA, "no signature", { signature: false }],
  ["LDL-DMP-SIGNATURE-METADATA", METADATA, "a signature in French", metadata("<rim:Value>art<", "<rim:Value>fr-FR<")],
  [
    "LDL-DMP-SIGNATURE-METADATA",
    METADATA,
    "a signature that the patient sees",
    metadata(
      new RegExp(
        `<rim:Classification [^>]*nodeRepresentation="INVISIBLE_PATIENT">.*?${VISIBILITY_OID}.*?</rim:Classification>`,
      ),
      "",
    ),
  ],
  ["LDL-DMP-SIGNATURE", "InvalidDocumentContent", "no XML", { editSignature: () => "signature" }],
  [
    "LDL-DMP-SIGNATURE",
    "InvalidDocumentContent",
    "another set in the manifest",
    { signature: { setUniqueId: "1.2.3" } },
  ],
  [
    "LDL-DMP-SIGNATURE",
    "InvalidDocumentContent",
    "a digest for the set",
    { signature: { edit: (xml) => xml.replace("AA==", "AAAA") } },
  ],
  ["LDL-DMP-SIGNATURE", "InvalidDocumentContent", "a manifest without the document", { signature: { documents: [] } }],
  [
    "LDL-DMP-SIGNATURE",
    "InvalidDocumentContent",
    "no purpose",
    { signature: { edit: (xml) => xml.replace("1.2.840.10065.1.12.1.14", "1.2") } },
  ],
  [
    "LDL-DMP-SIGNATURE",
    "InvalidDocumentContent",
    "no policy",
    { signature: { edit: (xml) => xml.replace(/<xades:SignaturePolicyImplied>.*?>/, "") } },
  ],
  [
    "LDL-DMP-SIGNATURE",
    "InvalidDocumentContent",
    "another certificate in the properties",
    { signature: { edit: (xml) => xml.replace(/(X509SerialNumber>)\d/, "$10") } },
  ],
];

/** Rules whose wrong case needs more than one request; each has a test below. */
const STORIES = [
  "LDL-DMP-RIM-NAMESPACE",
  "LDL-DMP-PATIENT-UNKNOWN",
  "LDL-DMP-SET-DUPLICATE",
  "LDL-DMP-DOCUMENT-DUPLICATE",
  "LDL-DMP-REPLACE-DEPRECATED",
  "LDL-DMP-REPLACE-PATIENT",
  "LDL-DMP-REPLACE-OWNER",
  "LDL-DMP-HASH-ABSENT",
];

describe("a submission that is wrong", () => {
  it.each(CASES)("%s, %s: %s", async (rule, code, _what, options) => {
    const before = dmp.store.documents.length;
    const answer = await submit(dmp, sender, options);
    expect(dmp.log.at(-1)?.rules).toContain(rule);
    expect(said(answer).split(" ")).toEqual(expect.arrayContaining(code.split(" ")));
    expect(dmp.store.documents).toHaveLength(before);
  });

  it("LDL-DMP-RIM-NAMESPACE: objects of another namespace", async () => {
    const edit = replacing(
      /<rim:RegistryPackage (.*)<\/rim:RegistryPackage>/,
      '<x:RegistryPackage xmlns:x="urn:x" $1</x:RegistryPackage>',
    );
    await submit(dmp, sender, { editMetadata: edit });
    expect(dmp.log.at(-1)?.rules).toContain("LDL-DMP-RIM-NAMESPACE");
  });

  it("has a case for every rule", () => {
    const rules = submissionStages(settingsOf({ pki }))
      .flat()
      .map(({ id }) => id);
    const shown = new Set([...CASES.map(([rule]) => rule), ...STORIES]);
    expect(rules.filter((rule) => !shown.has(rule))).toEqual([]);
  });
});

describe("a submission after another", () => {
  it("is right with a new document, or with the same bytes in a new set", async () => {
    const first = buildSubmission(sender);
    expect(said(await send(dmp, sender, first))).toBe("Success");
    const bytes = first.parts[0]?.bytes ?? Buffer.alloc(0);
    expect(said(await submit(dmp, sender, { uniqueId: first.uniqueId, bytes }))).toBe("Success");
  });

  it("is refused with the same set, naming it", async () => {
    const first = buildSubmission(sender);
    expect(said(await send(dmp, sender, first))).toBe("Success");
    const answer = await send(dmp, sender, first);
    expect(said(answer)).toBe("XDSDuplicateUniqueIdInRegistry");
    expect(answer.bytes.toString()).toContain(first.setUniqueId);
    expect(dmp.log.at(-1)?.rules).toEqual(["LDL-DMP-SET-DUPLICATE"]);
  });

  it("is refused with other bytes under the same uniqueId", async () => {
    const { uniqueId } = await firstDocument();
    expect(said(await submit(dmp, sender, { uniqueId, document: { body: "Autre" } }))).toBe("XDSNonIdenticalHash");
  });

  it("replaces a document, once", async () => {
    const { entryUuid, uniqueId } = await firstDocument();
    const options = { replaces: entryUuid, document: { replaces: uniqueId } };
    expect(said(await submit(dmp, sender, options))).toBe("Success");
    const old = dmp.store.documents.find(({ id }) => id === entryUuid);
    expect(old?.availabilityStatus).toBe("urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated");
    expect(said(await submit(dmp, sender, options))).toBe("XDSRegistryDeprecatedDocumentError");
  });

  it("does not replace the document of another author, nor of another patient", async () => {
    const { entryUuid, uniqueId } = await firstDocument();
    const options = { replaces: entryUuid, document: { replaces: uniqueId } };
    expect(said(await submit(dmp, physician(pki), options))).toBe("XDSReplaceFailed");
    const patient = `${OTHER}^^^&1.2.250.1.213.1.4.10&ISO^NH`;
    const attributes = { "urn:oasis:names:tc:xacml:2.0:resource:resource-id": patient };
    const forOther = { ...sender, vihf: { attributes } };
    const everywhere = { editMetadata: replacing(new RegExp(INS, "g"), OTHER) };
    const answer = await submit(dmp, forOther, {
      ...options,
      ...everywhere,
      document: { replaces: uniqueId, ins: OTHER },
    });
    expect(said(answer)).toBe("XDSPatientIdDoesNotMatch");
    expect(dmp.log.at(-1)?.rules).toEqual(["LDL-DMP-REPLACE-PATIENT"]);
  });

  it("is for a patient whom the DMP knows", async () => {
    const unknown = "145067511302465";
    const attributes = {
      "urn:oasis:names:tc:xacml:2.0:resource:resource-id": `${unknown}^^^&1.2.250.1.213.1.4.10&ISO^NH`,
    };
    const edit = { editMetadata: replacing(new RegExp(INS, "g"), unknown), document: { ins: unknown } };
    expect(said(await submit(dmp, { ...sender, vihf: { attributes } }, edit))).toBe("XDSUnknownPatientId");
    await dmp.store.addPatient({ ins: unknown, status: "closed" });
    expect(said(await submit(dmp, { ...sender, vihf: { attributes } }, edit))).toBe("soap:DMPClosed");
  });
});

describe("what is not published and is an option", () => {
  it.each<[string, Parameters<typeof startDmp>[0]["submission"], SubmissionOptions, string]>([
    [
      "asks for hash and size",
      { hashAndSize: true },
      metadata(/<rim:Slot name="hash">.*?<\/rim:Slot>/, ""),
      METADATA.replace("Registry", "Repository"),
    ],
    ["does without hash and size", {}, metadata(/<rim:Slot name="hash">.*?<\/rim:Slot>/, ""), "Success"],
    ["does without signature", { signatureDocument: false }, { signature: false }, "Success"],
    [
      "lets both restrictions",
      { cumulInvisiblePatientMasquePs: true },
      { entry: { visibility: ["MASQUE_PS", "INVISIBLE_PATIENT"] } },
      "Success",
    ],
  ])("%s", async (_what, submission, options, expected) => {
    await using other = await startDmp({ pki, patients: [{ ins: INS }], submission: submission ?? {} });
    expect(said(await submit(other, sender, options))).toBe(expected);
  });
});

/** Another character of base64 in place of the second group. */
function otherCharacter(_all: string, before: string, character: string): string {
  return before + (character === "A" ? "B" : "A");
}

describe("tampering with a submission that is right", () => {
  const built = (): BuiltSubmission => buildSubmission(sender, { setUniqueId: newOid() });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    [
      "the manifest",
      (bytes) =>
        Buffer.from(bytes.toString().replace(/(DigestValue>)([A-Za-z0-9])(?=[A-Za-z0-9+/=]{27}<)/, otherCharacter)),
    ],
    [
      "the signed properties",
      (bytes) => Buffer.from(bytes.toString().replace("2024-01-31T10:15:00Z", "2025-01-31T10:15:00Z")),
    ],
    [
      "the value of the signature",
      (bytes) => Buffer.from(bytes.toString().replace(/(SignatureValue>)(.)/, otherCharacter)),
    ],
  ])("%s of its signature is seen", async (_what, tamper) => {
    const edit = (xml: string): string => tamper(Buffer.from(xml)).toString();
    const answer = await submit(dmp, sender, { editSignature: edit });
    expect(said(answer)).toBe("InvalidDocumentContent");
  });

  it("a document is seen, by its hash, then by the manifest", async () => {
    const { parts, ...rest } = built();
    const [document, signature] = parts;
    if (document === undefined || signature === undefined) throw new Error("two parts expected");
    const changed = Buffer.from(Buffer.from(document.bytes).toString().replace("Texte", "Texto"));
    const answer = await send(dmp, sender, { ...rest, parts: [{ ...document, bytes: changed }, signature] });
    expect(said(answer)).toBe("XDSRepositoryMetadataError");
    const body = rest.body.replace(/<rim:Slot name="hash">.*?<\/rim:Slot>/, "");
    const unhashed = await send(dmp, sender, { ...rest, body, parts: [{ ...document, bytes: changed }, signature] });
    expect(said(unhashed)).toBe("InvalidDocumentContent");
  });

  it.each([
    ["a TLS certificate", () => pki.sender.authentication],
    ["another structure's certificate", () => pki.receiver.signature],
    ["a revoked certificate", () => pki.refusedSignatures.revoked],
  ])("its signature by %s is refused", async (_what, signer) => {
    expect(said(await submit(dmp, sender, { signature: { signer: signer() } }))).toBe("soap:DMPInvalidCertificate");
  });
});
