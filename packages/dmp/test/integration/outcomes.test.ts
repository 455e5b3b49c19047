import type { DmpFaultAction, DmpTransaction } from "@ldl/testbench";
import { contentTypeCode, type EntryUuid, type UniqueId } from "@ldl/xds";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DmpClient } from "../../src/index.ts";
import { type DmpBench, startBench } from "../support/bench-client.ts";
import { caught } from "../support/caught.ts";
import { contextOf, lotOf, SENDER } from "../support/lot-input.ts";

let bench: DmpBench;
let reader: DmpClient;
let document: { readonly id: EntryUuid; readonly uniqueId: UniqueId };
const context = contextOf("DIRECTE");
const sender = { author: SENDER, contentType: contentTypeCode("03") };

beforeAll(async () => {
  bench = await startBench();
  reader = bench.client("DIRECTE");
  await reader.setAuthorization({ action: "AJOUT" }, context);
});
afterAll(() => bench[Symbol.asyncDispose]());

let count = 0;
beforeEach(async () => {
  count += 1;
  const { documentIds } = await reader.submit(lotOf({ id: `1.2.250.1.999.1.1.7898.7.${count}` }), context);
  const id = await reader.findEntryUuid(documentIds[0], context);
  if (id === null) throw new Error("an entry expected");
  document = { id, uniqueId: documentIds[0] };
});

/** Each transaction by the client; reads may be tried again, updates may not. */
const TRANSACTIONS: readonly (readonly [
  name: string,
  at: DmpTransaction,
  reads: boolean,
  call: () => Promise<unknown>,
])[] = [
  ["TD0.2", "TD0.2", true, () => reader.checkExistence(context)],
  ["TD0.3", "TD0.3", false, () => reader.setAuthorization({ action: "AJOUT" }, context)],
  ["TD3.1a", "ITI-18", true, () => reader.findDocuments({}, context)],
  ["TD3.1b", "ITI-18", true, () => reader.findEntryUuid(document.uniqueId, context)],
  ["TD3.2", "ITI-43", true, () => reader.retrieve([{ uniqueId: document.uniqueId }], context)],
  ["TD3.3d", "ITI-57", false, () => reader.archive(document.id, context, sender)],
  ["TD3.3c", "ITI-57", false, () => reader.remove({ ...document, statut: "approved" }, context, sender)],
];

const xds = (at: DmpTransaction): boolean => at.startsWith("ITI");
const always = { times: Number.POSITIVE_INFINITY };

describe.each(TRANSACTIONS)("%s", (_name, at, reads, call) => {
  const sent = (): number => bench.dmp.log.filter(({ transaction }) => transaction === at).length;

  /** Runs the call under a fault, and counts how often it was sent. */
  async function under(action: DmpFaultAction, times = 1) {
    const before = sent();
    using _fault = bench.dmp.inject({ at, action, times });
    const error = await caught(call());
    return { error, requests: sent() - before };
  }

  it("is told that the DMP is busy, and may try later", async () => {
    const { error, requests } = await under({ kind: "busy" });
    expect(requests).toBe(1);
    if (xds(at))
      expect(error).toMatchObject({
        code: "LDL_DMP_REGISTRY_REFUSED",
        retryable: true,
        details: { category: "transient" },
      });
    else expect(error).toMatchObject({ code: "LDL_DMP_SOAP_FAULT", details: { code: "Receiver" } });
  });

  it.each<[string, string, DmpFaultAction]>([
    [
      "its certificate is refused",
      "DMPInvalidCertificate",
      { kind: "soapFault", code: "Sender", subcode: "soap:DMPInvalidCertificate" },
    ],
    [
      "its rights are refused",
      "DMPAccessDeniedByRightsService",
      { kind: "soapFault", code: "Sender", subcode: "soap:DMPAccessDeniedByRightsService" },
    ],
  ])("is told that %s, without another attempt", async (_what, dmpCode, action) => {
    const { error, requests } = await under(action);
    expect(error).toMatchObject({ code: "LDL_DMP_ACCESS_REFUSED", retryable: false, details: { dmpCode } });
    expect(requests).toBe(1);
  });

  it("is told of a fault that it does not know, with its code", async () => {
    const { error } = await under({ kind: "soapFault", code: "Sender", subcode: "soap:DMPInconnu", reason: "motif" });
    expect(error).toMatchObject({
      code: "LDL_DMP_SOAP_FAULT",
      retryable: false,
      details: { dmpCode: "DMPInconnu", reason: "motif" },
    });
    expect(error.message).not.toContain("motif");
  });

  it.each<[string, DmpFaultAction, string]>([
    ["HTTP 503", { kind: "http", status: 503 }, "status"],
    ["a connection that is lost", { kind: "silence", commit: false, close: true }, "closed"],
  ])("tries a read again after %s, and tells why when it lasts", async (_what, action, reason) => {
    const { error, requests } = await under(action, always.times);
    expect(error).toMatchObject({ code: "LDL_DMP_TRANSPORT_FAILED", details: { reason } });
    expect(requests).toBe(reads ? 2 : 1);
    if (!reads) return;
    bench.dmp.inject({ at, action });
    await expect(call()).resolves.toBeDefined();
  });

  it("is told of an answer that is cut", async () => {
    const { error } = await under({ kind: "truncate" }, always.times).catch(() => ({ error: undefined }));
    // An update is looked at again, and found done; everything else ends with an error that says so.
    if (at === "ITI-57") expect(error).toBeUndefined();
    else expect(error?.code).toMatch(/^LDL_DMP_(?:TRANSPORT_FAILED|ANSWER_MALFORMED)$/);
  });

  it("stops at once when the caller has enough, with the caller's reason", async () => {
    const enough = new Error("assez");
    await expect(reader.checkExistence(context, { signal: AbortSignal.abort(enough) })).rejects.toBe(enough);
  });
});

describe("connections that the DMP refuses", () => {
  it("tells that the handshake failed while the revocation list is out of date, then goes on", async () => {
    const fresh = bench.client("DIRECTE");
    const expired = bench.dmp.inject({ action: { kind: "expiredCrl" } });
    const error = await caught(fresh.checkExistence(context));
    expect(error).toMatchObject({ code: "LDL_DMP_TRANSPORT_FAILED" });
    expired[Symbol.dispose]();
    expect(await fresh.checkExistence(context)).toMatchObject({ exists: true });
  });
});

describe("answers that are partial", () => {
  it("gives what was found and what was not (TD3.1, TD3.2)", async () => {
    bench.dmp.inject({ at: "ITI-18", action: { kind: "partialSuccess", code: "XDSRegistryError" } });
    const found = await reader.findDocuments({}, context);
    expect(found).toMatchObject({ partial: true, problems: [{ code: "XDSRegistryError" }] });
    expect(found.entries.map(({ uniqueId }) => uniqueId)).toContain(document.uniqueId);
    bench.dmp.inject({ at: "ITI-43", action: { kind: "partialSuccess" } });
    const [retrieved] = await reader.retrieve([{ uniqueId: document.uniqueId }], context);
    expect(retrieved).toMatchObject({ uniqueId: document.uniqueId });
  });
});
