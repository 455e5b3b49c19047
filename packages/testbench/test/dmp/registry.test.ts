import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { selectElements, textContent } from "@ldl/xml";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestPki, type DmpServer, startDmp, type TestPki } from "../../src/index.ts";
import { association, extrinsicObject, newOid, registryPackage, slot, submitObjects } from "./support/ebrim.ts";
import { existsBody } from "./support/exists.ts";
import { attachment, queryBody, retrieveBody } from "./support/registry-requests.ts";
import { buildEnvelope, plain, post, said, type TestAnswer } from "./support/soap.ts";
import {
  ACTIONS,
  buildSubmission,
  hospital,
  physician,
  type Sender,
  type SubmissionOptions,
  send,
  vihfOf,
} from "./support/submission.ts";
import { INS, PATIENT, type VihfOptions } from "./support/vihf.ts";

const STATUS = "urn:oasis:names:tc:ebxml-regrep:StatusType:";
const FRENCH = "urn:asip:ci-sis:2010:StatusType:";
const FIND = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
const GET = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";
const OTHER = "255127505623355";
const REPOSITORY = "1.2.250.1.213.4.1.1.1.2";

let pki: TestPki;
let dmp: DmpServer;
let doctor: Sender;

beforeAll(async () => {
  pki = await createTestPki();
  doctor = physician(pki);
});

beforeEach(async () => {
  dmp = await startDmp({ pki, patients: [{ ins: INS }, { ins: OTHER }] });
  await dmp.store.authorize({ ins: INS, holder: pki.cps.psIdNat });
  return () => dmp.close();
});

type Service = keyof DmpServer["endpoints"];

async function call(service: Service, action: string, body: string, sender: Sender): Promise<TestAnswer> {
  const envelope = buildEnvelope({ action, body, security: vihfOf(sender) });
  return post(dmp.endpoints[service], plain(envelope, action), sender);
}

const query = (sender: Sender, ...asked: Parameters<typeof queryBody>): Promise<TestAnswer> =>
  call("registry", ACTIONS.query, queryBody(...asked), sender);

interface Submitted {
  readonly id: string;
  readonly uniqueId: string;
  readonly lid: string;
  readonly bytes: Uint8Array;
}

async function submitted(sender: Sender, options: SubmissionOptions = {}): Promise<Submitted> {
  const built = buildSubmission(sender, options);
  expect(said(await send(dmp, sender, built))).toBe("Success");
  const entry = dmp.store.documents.findLast(({ uniqueId }) => uniqueId === built.uniqueId);
  const bytes = built.parts[0]?.bytes ?? Buffer.alloc(0);
  return { id: entry?.id ?? "", uniqueId: built.uniqueId, lid: entry?.logicalId ?? "", bytes };
}

function uniqueIds({ root }: TestAnswer): readonly string[] {
  if (root === undefined) return [];
  return selectElements(root, "//ExtrinsicObject/ExternalIdentifier")
    .filter(({ attributes }) =>
      attributes.some(({ value }) => value === "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab"),
    )
    .map(({ attributes }) => attributes.find(({ name }) => name === "value")?.value ?? "");
}

const approved = { $XDSDocumentEntryStatus: `('${STATUS}Approved')` };
const ofPatient = { $XDSDocumentEntryPatientId: `'${PATIENT}'`, ...approved };
const withVihf = (sender: Sender, vihf: Omit<VihfOptions, "signer">): Sender => ({
  ...sender,
  vihf: { ...sender.vihf, ...vihf },
});

describe("finding documents (ITI-18)", () => {
  it("gives the documents that the filters let through, not their signatures", async () => {
    const first = await submitted(doctor);
    const cases: readonly (readonly [Readonly<Record<string, string>>, boolean])[] = [
      [{}, true],
      [{ $XDSDocumentEntryTypeCode: "('11490-0^^2.16.840.1.113883.6.1')" }, true],
      [{ $XDSDocumentEntryTypeCode: "('x^^1.2','11490-0^^2.16.840.1.113883.6.1')" }, true],
      [{ $XDSDocumentEntryTypeCode: "('11502-2^^2.16.840.1.113883.6.1')" }, false],
      [{ $XDSDocumentEntryClassCode: "('10^^1.2.250.1.213.1.1.4.1')" }, true],
      [{ $XDSDocumentEntryConfidentialityCode: "('N^^2.16.840.1.113883.5.25')" }, true],
      [{ $XDSDocumentEntryCreationTimeFrom: "20240131091500" }, true],
      [{ $XDSDocumentEntryCreationTimeTo: "20240131091500" }, false],
      [{ $XDSDocumentEntryCreationTimeTo: "20240201" }, true],
      [{ $XDSDocumentEntryServiceStartTimeFrom: "20240126" }, false],
      [{ $XDSDocumentEntryAuthorPerson: "('%EXEMPLE%')" }, true],
      [{ $XDSDocumentEntryAuthorPerson: "('%MODELE%')" }, false],
      [{ $XDSDocumentEntryFormatCode: "('urn:asip:ci-sis:ldl-ses:2017^^1.2.250.1.213.1.1.4.2.282')" }, true],
    ];
    for (const [filter, found] of cases) {
      const answer = await query(doctor, FIND, { ...ofPatient, ...filter });
      const signature = dmp.store.documents.find(({ titre }) => titre === "Source")?.uniqueId ?? "";
      const others = uniqueIds(answer).filter((id) => id !== signature);
      expect([filter, others]).toEqual([filter, found ? [first.uniqueId] : []]);
    }
  });

  it.each<[string, string, Readonly<Record<string, string>>, string]>([
    ["an unknown query", "urn:uuid:00000000-0000-4000-8000-000000000000", {}, "XDSUnknownStoredQuery"],
    ["no status", FIND, { $XDSDocumentEntryPatientId: `'${PATIENT}'` }, "XDSStoredQueryMissingParam"],
    ["no key", GET, {}, "XDSStoredQueryMissingParam"],
    [
      "two keys",
      GET,
      { $XDSDocumentEntryEntryUUID: "('urn:uuid:x')", $XDSDocumentEntryUniqueId: "('1.2')" },
      "XDSStoredQueryParamNumber",
    ],
    [
      "a list for a single value",
      FIND,
      { ...ofPatient, $XDSDocumentEntryPatientId: `('${PATIENT}')` },
      "XDSStoredQueryParamNumber",
    ],
    [
      "a single value for a list",
      FIND,
      { ...ofPatient, $XDSDocumentEntryStatus: `'${STATUS}Approved'` },
      "XDSStoredQueryParamNumber",
    ],
    ["no quotes", FIND, { ...ofPatient, $XDSDocumentEntryTypeCode: "(11490-0)" }, "XDSRegistryError"],
    [
      "another patient",
      FIND,
      { ...ofPatient, $XDSDocumentEntryPatientId: `'${OTHER}^^^&1.2.250.1.213.1.4.10&ISO^NH'` },
      "XDSPatientIdDoesNotMatch",
    ],
  ])("refuses %s", async (_what, id, parameters, code) => {
    expect(said(await query(doctor, id, parameters))).toBe(code);
  });

  it("gives sets, links and what they hold", async () => {
    const { id, uniqueId } = await submitted(doctor);
    const set = dmp.store.submissionSets[0];
    const counts = async (
      queryId: string,
      parameters: Readonly<Record<string, string>>,
    ): Promise<readonly number[]> => {
      const { root } = await query(doctor, queryId, parameters);
      const count = (name: string): number => (root === undefined ? -1 : selectElements(root, `//${name}`).length);
      return [count("RegistryPackage"), count("ExtrinsicObject"), count("Association")];
    };
    const setPatient = { $XDSSubmissionSetPatientId: `'${PATIENT}'`, $XDSSubmissionSetStatus: `('${STATUS}Approved')` };
    expect(await counts("urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9", setPatient)).toEqual([1, 0, 0]);
    expect(
      await counts("urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9", {
        ...setPatient,
        $XDSSubmissionSetSubmissionTimeFrom: "20240201",
      }),
    ).toEqual([0, 0, 0]);
    expect(await counts("urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155", { $uuid: `('${set?.id ?? ""}')` })).toEqual([
      0, 0, 3,
    ]);
    expect(
      await counts("urn:uuid:bab9529a-4a10-40b3-a01f-f68a615d247a", { $XDSDocumentEntryUniqueId: `('${uniqueId}')` }),
    ).toEqual([0, 1, 1]);
    expect(await counts("urn:uuid:51224314-5390-4169-9b91-b1980040715a", { $uuid: `('${id}')` })).toEqual([1, 0, 1]);
    expect(
      await counts("urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83", {
        $XDSSubmissionSetUniqueId: `'${set?.uniqueId ?? ""}'`,
      }),
    ).toEqual([1, 2, 2]);
    expect(
      await counts("urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3", {
        $patientId: `'${PATIENT}'`,
        ...approved,
        $XDSSubmissionSetStatus: `('${STATUS}Approved')`,
        $XDSFolderStatus: `('${STATUS}Approved')`,
      }),
    ).toEqual([1, 2, 3]);
  });

  it("gives the replaced document as deprecated, and its replacement by its link", async () => {
    const first = await submitted(doctor);
    const second = await submitted(doctor, { replaces: first.id, document: { replaces: first.uniqueId } });
    expect(uniqueIds(await query(doctor, FIND, ofPatient))).toContain(second.uniqueId);
    expect(uniqueIds(await query(doctor, FIND, ofPatient))).not.toContain(first.uniqueId);
    const deprecated = { ...ofPatient, $XDSDocumentEntryStatus: `('${STATUS}Deprecated')` };
    expect(uniqueIds(await query(doctor, FIND, deprecated))).toEqual([first.uniqueId]);
    const related = await query(doctor, "urn:uuid:d90e5407-b356-4d91-a89f-873917b4b0e6", {
      $XDSDocumentEntryEntryUUID: `('${first.id}')`,
      $AssociationTypes: "('urn:ihe:iti:2007:AssociationType:RPLC')",
    });
    expect(uniqueIds(related).toSorted()).toEqual([first.uniqueId, second.uniqueId].toSorted());
  });

  it("gives a structure the technical identifier of its document and nothing else", async () => {
    const sender = hospital(pki);
    const { id, uniqueId } = await submitted(sender);
    const key = { $XDSDocumentEntryUniqueId: `('${uniqueId}')` };
    const reference = await query(sender, GET, key, "ObjectRef");
    expect(reference.bytes.toString()).toContain(`<rim:ObjectRef id="${id}"/>`);
    expect(said(await query(sender, GET, key))).toBe("soap:DMPAccessDeniedByRightsService");
    expect(said(await query(sender, FIND, ofPatient, "ObjectRef"))).toBe("soap:DMPAccessDeniedByRightsService");
  });

  it("wants the patient's authorization, which TD0.3 declares, save in an emergency", async () => {
    await dmp.store.authorize({ ins: INS, holder: pki.cps.psIdNat, status: "NON_EXISTE" });
    expect(said(await query(doctor, FIND, ofPatient))).toBe("soap:DMPAccessDeniedByRightsService");
    expect(said(await query(withVihf(doctor, { purpose: "bris_de_glace" }), FIND, ofPatient))).toBe("Success");
    const declare = '<setAuthorization xmlns="urn:si-dmp-habilitations"><action>AJOUT</action></setAuthorization>';
    for (let turn = 0; turn < 2; turn += 1) {
      const answer = await call("habilitations", ACTIONS.authorize, declare, doctor);
      expect(answer.bytes.toString()).toContain("<status>DMPOk</status>");
    }
    expect(said(await query(doctor, FIND, ofPatient))).toBe("Success");
    await dmp.store.authorize({ ins: INS, holder: pki.cps.psIdNat, status: "INTERDIT" });
    expect(said(await query(withVihf(doctor, { purpose: "bris_de_glace" }), FIND, ofPatient))).toBe(
      "soap:DMPAccessDeniedByRightsService",
    );
  });
});

describe("existence of the record (TD0.2)", () => {
  const nobody = "145067511302465";
  const as = (ins: string): Sender =>
    withVihf(doctor, {
      attributes: { "urn:oasis:names:tc:xacml:2.0:resource:resource-id": `${ins}^^^&1.2.250.1.213.1.4.10&ISO^NH` },
    });

  it.each([
    ["a record", INS, 'queryResponseCode code="OK"', 'code="VALIDE"', 'statusCode code="active"'],
    [
      "a record without authorization",
      OTHER,
      'queryResponseCode code="OK"',
      'code="NON_EXISTE"',
      'statusCode code="active"',
    ],
    ["no record", nobody, 'queryResponseCode code="NF"', 'typeCode="AA"', "PRPA_IN201308UV02"],
  ])("%s", async (_what, ins, ...expected) => {
    const text = (await call("patients", ACTIONS.exists, existsBody(ins), as(ins))).bytes.toString();
    for (const part of expected) expect(text).toContain(part);
  });

  it("a closed record, and an attending physician", async () => {
    await dmp.store.addPatient({ ins: OTHER, status: "closed" });
    expect((await call("patients", ACTIONS.exists, existsBody(OTHER), as(OTHER))).bytes.toString()).toContain(
      'code="terminated"',
    );
    await dmp.store.authorize({ ins: INS, holder: pki.cps.psIdNat, medecinTraitant: true });
    expect((await call("patients", ACTIONS.exists, existsBody(), doctor)).bytes.toString()).toMatch(
      /STATUT_MT.*?value="true"/,
    );
  });

  it.each<[string, (body: string) => string]>([
    ["another patient than that of the VIHF", (body) => body.replace(INS, OTHER)],
    ["another reason", (body) => body.replace("TEST_EXST", "CNSLT_DATA")],
    ["another receiver", (body) => body.replace("1.2.250.1.213.4.1.1.1", "1.2.3")],
    [
      "elements in disorder",
      (body) => body.replace(/(<hl7:processingCode [^>]*>)(<hl7:processingModeCode [^>]*>)/, "$2$1"),
    ],
    ["no version", (body) => body.replace(' ITSVersion="XML_1.0"', "")],
  ])("refuses %s", async (_what, change) => {
    expect((await call("patients", ACTIONS.exists, change(existsBody()), doctor)).status).toBe(500);
    expect(dmp.log.at(-1)?.rules[0]).toMatch(/^LDL-DMP-TD02/);
  });
});

describe("retrieving documents (ITI-43)", () => {
  it("gives the bytes in MTOM, several at once, and says which are missing", async () => {
    const one = await submitted(doctor);
    const two = await submitted(doctor, { document: { body: "Été & <content>autre</content>".replace("&", "&amp;") } });
    const all = await call(
      "repository",
      ACTIONS.retrieve,
      retrieveBody(REPOSITORY, one.uniqueId, two.uniqueId),
      doctor,
    );
    expect(all.contentType).toMatch(/^multipart\/related; .*type="application\/xop\+xml"/);
    expect(said(all)).toBe("Success");
    expect([attachment(all, one.uniqueId), attachment(all, two.uniqueId)]).toEqual([
      Buffer.from(one.bytes),
      Buffer.from(two.bytes),
    ]);
    const partial = await call("repository", ACTIONS.retrieve, retrieveBody(REPOSITORY, one.uniqueId, "1.2.3"), doctor);
    expect(partial.bytes.toString()).toContain("ResponseStatusType:PartialSuccess");
    expect(partial.bytes.toString()).toContain('codeContext="1.2.3"');
    expect(attachment(partial, one.uniqueId)).toEqual(Buffer.from(one.bytes));
  });

  it.each<[string, () => string, string]>([
    ["an unknown document", () => retrieveBody(REPOSITORY, "1.2.3"), "XDSDocumentUniqueIdError"],
    ["an entryUUID", () => retrieveBody(REPOSITORY, dmp.store.documents[0]?.id ?? ""), "XDSDocumentUniqueIdError"],
    [
      "another repository",
      () => retrieveBody("1.2.3", dmp.store.documents[0]?.uniqueId ?? ""),
      "XDSUnknownRepositoryId",
    ],
    ["nothing", () => retrieveBody(REPOSITORY), "XDSRepositoryError"],
  ])("refuses %s", async (_what, body, code) => {
    await submitted(doctor);
    expect(said(await call("repository", ACTIONS.retrieve, body(), doctor))).toBe(code);
  });

  it("answers a fault in MTOM too, and refuses structures", async () => {
    const answer = await call("repository", ACTIONS.retrieve, retrieveBody(REPOSITORY, "1.2.3"), hospital(pki));
    expect(answer.contentType).toMatch(/^multipart\/related/);
    expect(said(answer)).toBe("soap:DMPAccessDeniedByRightsService");
  });

  it("hides what is masked from all but its author and the attending physician", async () => {
    const masked = await submitted(hospital(pki), { entry: { visibility: ["MASQUE_PS"] } });
    const ask = (): Promise<TestAnswer> =>
      call("repository", ACTIONS.retrieve, retrieveBody(REPOSITORY, masked.uniqueId), doctor);
    expect(said(await ask())).toBe("XDSDocumentUniqueIdError");
    await dmp.store.authorize({ ins: INS, holder: pki.cps.psIdNat, medecinTraitant: true });
    expect(said(await ask())).toBe("Success");
    const own = await submitted(doctor, { entry: { visibility: ["MASQUE_PS"] } });
    await dmp.store.authorize({ ins: INS, holder: pki.cps.psIdNat });
    expect(said(await call("repository", ACTIONS.retrieve, retrieveBody(REPOSITORY, own.uniqueId), doctor))).toBe(
      "Success",
    );
  });
});

describe("updating (ITI-57)", () => {
  const status = (target: string, from: string, to: string): string =>
    submitObjects({
      set: registryPackage({ id: "SubmissionSet01", uniqueId: newOid() }),
      associations: [
        association("UpdateAvailabilityStatus", "SubmissionSet01", target, { OriginalStatus: from, NewStatus: to }),
      ],
    });
  const update = (sender: Sender, body: string): Promise<TestAnswer> => call("registry", ACTIONS.update, body, sender);
  const visibility = (
    document: Submitted,
    codes: readonly string[],
    version = "1",
    title = "Lettre de liaison",
  ): string =>
    submitObjects({
      entries: [
        extrinsicObject({
          id: "Document01",
          uniqueId: document.uniqueId,
          bytes: document.bytes,
          lid: document.lid,
          visibility: codes,
          title,
          extraSlots: [slot("repositoryUniqueId", REPOSITORY)],
        }),
      ],
      set: registryPackage({ id: "SubmissionSet01", uniqueId: newOid() }),
      associations: [
        association("HasMember", "SubmissionSet01", "Document01", {
          SubmissionSetStatus: "Original",
          PreviousVersion: version,
        }),
      ],
    });

  it("archives, brings back and deletes", async () => {
    const { id, uniqueId } = await submitted(doctor);
    const now = (): string | undefined => dmp.store.documents.find((entry) => entry.id === id)?.availabilityStatus;
    expect(said(await update(doctor, status(id, `${STATUS}Approved`, `${FRENCH}Archived`)))).toBe("Success");
    expect(now()).toBe(`${FRENCH}Archived`);
    expect(said(await update(doctor, status(id, `${STATUS}Approved`, `${FRENCH}Archived`)))).toBe(
      "XDSMetadataUpdateError",
    );
    expect(said(await update(doctor, status(id, `${FRENCH}Archived`, `${STATUS}Approved`)))).toBe("Success");
    expect(said(await update(doctor, status(id, `${STATUS}Approved`, `${FRENCH}Deleted`)))).toBe("Success");
    expect(now()).toBe(`${FRENCH}Deleted`);
    expect(uniqueIds(await query(doctor, FIND, ofPatient))).not.toContain(uniqueId);
    const deleted = { ...ofPatient, $XDSDocumentEntryStatus: `('${FRENCH}Deleted')` };
    expect(uniqueIds(await query(doctor, FIND, deleted))).toEqual([uniqueId]);
    const retrieval = await call("repository", ACTIONS.retrieve, retrieveBody(REPOSITORY, uniqueId), doctor);
    expect(said(retrieval)).toBe("XDSDocumentUniqueIdError");
    expect(said(await update(doctor, status(id, `${FRENCH}Deleted`, `${STATUS}Approved`)))).toBe(
      "UnresolvedReferenceException",
    );
  });

  it("lets a structure delete its documents, and nobody else", async () => {
    const sender = hospital(pki);
    const { id } = await submitted(sender);
    const remove = status(id, `${STATUS}Approved`, `${FRENCH}Deleted`);
    expect(said(await update(doctor, remove))).toBe("soap:DMPAccessDeniedByRightsService");
    expect(said(await update(sender, status(id, `${STATUS}Approved`, `${FRENCH}Archived`)))).toBe(
      "soap:DMPAccessDeniedByRightsService",
    );
    expect(said(await update(sender, remove))).toBe("Success");
  });

  it("masks and unmasks by new versions that keep lid and uniqueId", async () => {
    const document = await submitted(doctor);
    expect(said(await update(doctor, visibility(document, ["MASQUE_PS"])))).toBe("Success");
    const versions = dmp.store.documents.filter(({ uniqueId }) => uniqueId === document.uniqueId);
    expect(versions.map(({ version, availabilityStatus }) => [version, availabilityStatus?.split(":").at(-1)])).toEqual(
      [
        ["1", "Deprecated"],
        ["2", "Approved"],
      ],
    );
    expect(new Set(versions.map(({ logicalId }) => logicalId)).size).toBe(1);
    expect(new Set(versions.map(({ id }) => id)).size).toBe(2);
    expect(said(await update(doctor, visibility(document, [])))).toBe("XDSMetadataVersionError");
    expect(said(await update(doctor, visibility(document, [], "2")))).toBe("Success");
  });

  it("makes visible, and never invisible", async () => {
    const document = await submitted(doctor, { entry: { visibility: ["INVISIBLE_PATIENT"] } });
    expect(said(await update(doctor, visibility(document, [])))).toBe("Success");
    expect(said(await update(doctor, visibility(document, ["INVISIBLE_PATIENT"], "2")))).toBe(
      "XDSMetadataUpdateOperationError",
    );
  });

  it.each<[string, (document: Submitted) => string, string]>([
    [
      "an unknown document",
      () => status("urn:uuid:00000000-0000-4000-8000-000000000009", `${STATUS}Approved`, `${FRENCH}Deleted`),
      "UnresolvedReferenceException",
    ],
    [
      "a status of another registry",
      ({ id }) => status(id, `${STATUS}Approved`, `${STATUS}Archived`),
      "XDSMetadataUpdateOperationError",
    ],
    ["another title", (document) => visibility(document, ["MASQUE_PS"], "1", "Autre"), "XDSMetadataUpdateError"],
    [
      "an unknown lid",
      (document) => visibility({ ...document, lid: "urn:uuid:00000000-0000-4000-8000-000000000008" }, ["MASQUE_PS"]),
      "UnresolvedReferenceException",
    ],
    ["no change", (document) => visibility(document, []), "XDSMetadataUpdateOperationError"],
    [
      "both restrictions",
      (document) => visibility(document, ["MASQUE_PS", "INVISIBLE_PATIENT"]),
      "XDSRegistryMetadataError",
    ],
    [
      "nothing to change",
      () => submitObjects({ set: registryPackage({ id: "SubmissionSet01", uniqueId: newOid() }), associations: [] }),
      "XDSMetadataUpdateError",
    ],
  ])("refuses %s", async (_what, body, code) => {
    const document = await submitted(doctor);
    expect(said(await update(doctor, body(document)))).toBe(code);
  });
});

describe("the folder", () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "dmp-test-"));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it("forgets a change that a crash cut in the middle, and nothing else", async () => {
    let built: ReturnType<typeof buildSubmission>;
    {
      await using first = await startDmp({ pki, dir, patients: [{ ins: INS }] });
      built = buildSubmission(doctor);
      expect(said(await send(first, doctor, built))).toBe("Success");
    }
    const journal = path.join(dir, "journal.jsonl");
    const [patients = "", submission = ""] = (await readFile(journal, "utf8")).split("\n");
    await writeFile(journal, `${patients}\n${submission.slice(0, -20)}`);
    {
      await using second = await startDmp({ pki, dir });
      expect(second.store.documents).toEqual([]);
      expect(said(await send(second, doctor, built))).toBe("Success");
    }
    await using third = await startDmp({ pki, dir });
    expect(third.store.documents).toHaveLength(2);
    expect(third.store.submissionSets).toHaveLength(1);
    await rm(path.join(dir, "journal.jsonl"));
  });

  it("keeps everything from one start to the next", async () => {
    let uniqueId = "";
    {
      await using first = await startDmp({ pki, dir, patients: [{ ins: INS }] });
      const built = buildSubmission(doctor);
      uniqueId = built.uniqueId;
      expect(said(await send(first, doctor, built))).toBe("Success");
      await first.store.authorize({ ins: INS, holder: pki.cps.psIdNat });
      await first.store.addPatient({ ins: OTHER, status: "closed" });
    }
    await using second = await startDmp({ pki, dir });
    dmp = second;
    expect(second.store.documents.map((entry) => entry.uniqueId)).toContain(uniqueId);
    expect(uniqueIds(await query(doctor, FIND, ofPatient))).toContain(uniqueId);
    expect(Buffer.from(await second.store.content(uniqueId)).toString()).toContain("<ClinicalDocument");
    const answer = await call("repository", ACTIONS.retrieve, retrieveBody(REPOSITORY, uniqueId), doctor);
    expect(attachment(answer, uniqueId)).toEqual(await second.store.content(uniqueId));
    expect(
      selectElements(
        answer.root ??
          (() => {
            throw new Error("envelope expected");
          })(),
        "//DocumentUniqueId",
      ).map(textContent),
    ).toEqual([uniqueId]);
  });
});
