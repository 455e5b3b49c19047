import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestPki, type DmpFaultAction, type DmpServer, startDmp, type TestPki } from "../../src/index.ts";
import { existsBody } from "./support/exists.ts";
import { queryBody, retrieveBody } from "./support/registry-requests.ts";
import { buildEnvelope, plain, post, said, type TestAnswer } from "./support/soap.ts";
import {
  ACTIONS,
  buildSubmission,
  hospital,
  physician,
  type Sender,
  send,
  submit,
  vihfOf,
} from "./support/submission.ts";
import { INS, PATIENT } from "./support/vihf.ts";

const FIND = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";

let pki: TestPki;
let dmp: DmpServer;
let doctor: Sender;

beforeAll(async () => {
  pki = await createTestPki();
  doctor = physician(pki);
});
beforeEach(async () => {
  dmp = await startDmp({ pki, patients: [{ ins: INS }], logBodies: "redacted" });
  await dmp.store.authorize({ ins: INS, holder: pki.cps.psIdNat });
  return () => dmp.close();
});

const exists = (): Promise<TestAnswer> => {
  const envelope = buildEnvelope({ action: ACTIONS.exists, body: existsBody(), security: vihfOf(doctor) });
  return post(dmp.endpoints.patients, plain(envelope, ACTIONS.exists), doctor);
};
const find = (): Promise<TestAnswer> => {
  const body = queryBody(FIND, {
    $XDSDocumentEntryPatientId: `'${PATIENT}'`,
    $XDSDocumentEntryStatus: "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')",
  });
  const envelope = buildEnvelope({ action: ACTIONS.query, body, security: vihfOf(doctor) });
  return post(dmp.endpoints.registry, plain(envelope, ACTIONS.query), doctor);
};
const retrieve = (uniqueId: string): Promise<TestAnswer> => {
  const body = retrieveBody("1.2.250.1.213.4.1.1.1.2", uniqueId);
  const envelope = buildEnvelope({ action: ACTIONS.retrieve, body, security: vihfOf(doctor) });
  return post(dmp.endpoints.repository, plain(envelope, ACTIONS.retrieve), doctor);
};

describe("injected faults", () => {
  it.each<[DmpFaultAction, () => Promise<TestAnswer>, string]>([
    [{ kind: "busy" }, () => submit(dmp, doctor), "XDSRepositoryBusy"],
    [{ kind: "busy" }, find, "XDSRegistryBusy"],
    [{ kind: "busy" }, exists, "soap:Receiver"],
    [{ kind: "duplicate" }, () => submit(dmp, doctor), "XDSDuplicateUniqueIdInRegistry"],
    [{ kind: "registryError", code: "XDSRegistryOutOfResources" }, find, "XDSRegistryOutOfResources"],
    [{ kind: "soapFault", code: "Sender", subcode: "soap:DMPInconnu" }, () => submit(dmp, doctor), "soap:DMPInconnu"],
    [{ kind: "http", status: 503 }, () => submit(dmp, doctor), "HTTP 503"],
    [{ kind: "partialSuccess" }, find, "XDSRegistryError"],
  ])("%j strikes once and changes nothing", async (action, request, expected) => {
    dmp.inject({ action });
    expect(said(await request())).toBe(expected);
    expect(dmp.log.at(-1)?.fault).toBe(action.kind);
    expect(dmp.store.documents).toEqual([]);
    expect(said(await submit(dmp, doctor))).toBe("Success");
  });

  it("strikes the transaction it is for, as often as told, until it is taken back", async () => {
    const busy = dmp.inject({ at: "ITI-41", action: { kind: "busy" }, times: Number.POSITIVE_INFINITY });
    expect((await exists()).status).toBe(200);
    expect(said(await submit(dmp, doctor))).toBe("XDSRepositoryBusy");
    expect(said(await submit(dmp, doctor))).toBe("XDSRepositoryBusy");
    busy[Symbol.dispose]();
    expect(said(await submit(dmp, doctor))).toBe("Success");
  });

  it.each([
    [true, 2],
    [false, 0],
  ])("cuts the connection without an answer, committed: %s", async (commit, documents) => {
    dmp.inject({ action: { kind: "silence", commit, close: true } });
    const built = buildSubmission(doctor);
    await expect(send(dmp, doctor, built)).rejects.toThrow();
    expect(dmp.store.documents).toHaveLength(documents);
    expect(said(await send(dmp, doctor, built))).toBe(commit ? "XDSDuplicateUniqueIdInRegistry" : "Success");
  });

  it("never answers, the commit done", async () => {
    dmp.inject({ action: { kind: "silence", commit: true } });
    const answered = submit(dmp, doctor).then(
      () => "answer",
      () => "cut",
    );
    await expect.poll(() => dmp.store.documents.length, { timeout: 60_000 }).toBe(2);
    await dmp.close();
    expect(await answered).toBe("cut");
  });

  it("cuts a multipart answer in the middle", async () => {
    const built = buildSubmission(doctor);
    await send(dmp, doctor, built);
    dmp.inject({ action: { kind: "truncate" } });
    await expect(retrieve(built.uniqueId)).rejects.toThrow();
    expect(said(await retrieve(built.uniqueId))).toBe("Success");
  });

  it("gives what it found as a partial success", async () => {
    const built = buildSubmission(doctor);
    await send(dmp, doctor, built);
    dmp.inject({ action: { kind: "partialSuccess", code: "XDSRepositoryError" } });
    const answer = await retrieve(built.uniqueId);
    expect(answer.bytes.toString()).toContain("PartialSuccess");
    expect(answer.bytes.toString()).toContain("<ClinicalDocument");
    expect(dmp.log.at(-1)?.outcome).toBe("partialSuccess");
  });

  it("waits, then carries on", async () => {
    dmp.inject({ action: { kind: "slow", delayMs: 20 } });
    expect((await exists()).status).toBe(200);
    expect(dmp.log.at(-1)?.fault).toBe("slow");
  });

  it("refuses every client by a revocation list that is out of date, until it is taken back", async () => {
    const expired = dmp.inject({ action: { kind: "expiredCrl" } });
    await expect(exists()).rejects.toThrow();
    expired[Symbol.dispose]();
    expect((await exists()).status).toBe(200);
  });
});

describe("the log", () => {
  it("says what was asked and answered, and names nobody", async () => {
    await submit(dmp, hospital(pki));
    const [entry] = dmp.log;
    expect(entry).toMatchObject({
      transaction: "ITI-41",
      service: "repository",
      mode: "INDIRECTE",
      multipart: true,
      parts: 2,
      outcome: "success",
      tls: { protocol: "TLSv1.2" },
    });
    const text = JSON.stringify(dmp.log);
    for (const secret of [INS, "EXEMPLE", "PATIENTE", "TEST-0001"]) expect(text).not.toContain(secret);
    expect(entry?.envelope).toContain("<xdsb:ProvideAndRegisterDocumentSetRequest");
  });

  it("keeps no envelope unless told, and all of it when told", async () => {
    await using silent = await startDmp({ pki, patients: [{ ins: INS }] });
    await submit(silent, doctor);
    expect(silent.log[0]).not.toHaveProperty("envelope");
    await using full = await startDmp({ pki, patients: [{ ins: INS }], logBodies: "full" });
    await submit(full, doctor);
    expect(full.log[0]?.envelope).toContain(INS);
  });
});
