import { createHash } from "node:crypto";
import { Oid } from "@ldl/domain";
import type { DmpFaultAction } from "@ldl/testbench";
import { EntryUuid, UniqueId } from "@ldl/xds";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DmpLot, parsePreparedLot, serializePreparedLot } from "../../src/index.ts";
import { type DmpBench, startBench } from "../support/bench-client.ts";
import { caught } from "../support/caught.ts";
import { cdaLetter } from "../support/cda-letter.ts";
import { contextOf, lotOf } from "../support/lot-input.ts";
import { PATIENT } from "../support/vihf-input.ts";

let bench: DmpBench;
let count = 0;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
});
beforeEach(() => {
  bench.events.length = 0;
  bench.traces.length = 0;
});

/** A lot with a document that no other test has. */
function freshLot(changes: Partial<DmpLot> = {}, parts = {}): DmpLot & { readonly uniqueId: UniqueId & Oid } {
  count += 1;
  const uniqueId = Oid.parse(`1.2.250.1.999.1.1.7898.9.${count}`);
  const letter = cdaLetter({ id: `1.2.250.1.999.1.1.7898.4.${count}`, ...parts });
  return {
    ...lotOf(),
    documents: [{ document: letter }],
    uniqueId: UniqueId.parse(uniqueId) as UniqueId & Oid,
    ...changes,
  };
}

const documentId = () => UniqueId.parse(`1.2.250.1.999.1.1.7898.4.${count}`);
const requests = (transaction: string) =>
  bench.traces.filter(({ kind, exchange }) => kind === "request" && exchange.transaction === transaction).length;

describe("TD2.1", () => {
  it.each(["INDIRECTE", "DIRECTE"] as const)("puts a lot in the DMP in the mode %s, once", async (mode) => {
    const lot = freshLot();
    const receipt = await bench.client(mode).submit(lot, contextOf(mode));
    expect(receipt).toEqual({
      submissionSetId: lot.uniqueId,
      documentIds: [documentId()],
      alreadySubmitted: false,
      warnings: [],
    });
    expect(bench.events).toMatchObject([{ type: "dmp.submitted", documentId: documentId() }]);
    expect(await bench.client(mode).findEntryUuid(documentId(), contextOf(mode))).toMatch(/^urn:uuid:/);
    expect(requests("TD2.1")).toBe(1);
  });

  it("is refused in AIR before anything is sent", async () => {
    const error = await caught(bench.client("INDIRECTE_RENFORCEE").submit(freshLot(), contextOf()));
    expect(error).toMatchObject({ code: "LDL_DMP_NOT_ALLOWED", details: { transaction: "TD2.1" } });
    expect(bench.traces).toEqual([]);
  });

  it("takes several documents, with their visibility", async () => {
    const first = cdaLetter({ id: "1.2.250.1.999.1.1.7898.5.1" });
    const second = cdaLetter({ id: "1.2.250.1.999.1.1.7898.5.2" });
    const documents = [{ document: first }, { document: { xml: second }, visibility: ["INVISIBLE_PATIENT"] as const }];
    const { documentIds } = await bench.client().submit(freshLot({ documents }), contextOf());
    expect(documentIds).toEqual(["1.2.250.1.999.1.1.7898.5.1", "1.2.250.1.999.1.1.7898.5.2"]);
  });

  it("replaces a document by its entry", async () => {
    const client = bench.client();
    await client.submit(freshLot(), contextOf());
    const old = await client.findEntryUuid(documentId(), contextOf());
    const replaced = documentId();
    count += 1;
    const document = cdaLetter({ id: documentId(), replaces: replaced });
    const lot = { ...lotOf(), documents: [{ document, replaces: EntryUuid.parse(old) }] };
    expect((await client.submit(lot, contextOf())).documentIds).toEqual([documentId()]);
    count += 1;
    const late = { document: cdaLetter({ id: documentId(), replaces: replaced }), replaces: EntryUuid.parse(old) };
    const error = await caught(client.submit({ ...lotOf(), documents: [late] }, contextOf()));
    expect(error).toMatchObject({ code: "LDL_DMP_REGISTRY_REFUSED", details: { category: "replace" } });
  });

  it("refuses other bytes under the identifier of a document", async () => {
    await bench.client().submit(freshLot(), contextOf());
    const other = { document: cdaLetter({ id: documentId(), padding: 3 }) };
    const error = await caught(bench.client().submit({ ...lotOf(), documents: [other] }, contextOf()));
    expect(error).toMatchObject({ code: "LDL_DMP_CONFLICT", retryable: false });
    expect(bench.events.at(-1)).toMatchObject({ type: "dmp.failed", code: "LDL_DMP_CONFLICT" });
  });

  it("refuses a lot identifier that is taken, on a first attempt", async () => {
    const lot = freshLot();
    await bench.client().submit(lot, contextOf());
    count += 1;
    const again = { ...lot, documents: [{ document: cdaLetter({ id: documentId() }) }] };
    expect(await caught(bench.client().submit(again, contextOf()))).toMatchObject({
      code: "LDL_DMP_CONFLICT",
      details: { code: "XDSDuplicateUniqueIdInRegistry", id: lot.uniqueId },
    });
  });
});

describe("rules of a lot, before anything is sent", () => {
  it.each<[string, () => DmpLot, ReturnType<typeof contextOf>, string]>([
    [
      "an identifier with extension",
      () => lotOf({ idElement: '<id root="1.2.250.1.999.9" extension="7"/>' }),
      contextOf(),
      "LDL-DMP-OID",
    ],
    [
      "masked and invisible at once",
      () => lotOf({}, { documents: [{ document: cdaLetter(), visibility: ["MASQUE_PS", "INVISIBLE_PATIENT"] }] }),
      contextOf(),
      "LDL-DMP-VISIBILITY",
    ],
    ["another patient", () => lotOf({ ins: "197073508514511" }), contextOf(), "LDL-DMP-PATIENT"],
    [
      "a secret connection without restriction",
      () => lotOf(),
      { ...contextOf(), acces: { connexionSecrete: true } },
      "LDL-DMP-SECRET",
    ],
    ["no document", () => lotOf({}, { documents: [] }), contextOf(), "LDL-DMP-EMPTY"],
    [
      "a document twice",
      () => lotOf({}, { documents: [{ document: cdaLetter() }, { document: cdaLetter() }] }),
      contextOf(),
      "LDL-DMP-REPEATED",
    ],
    [
      "an author without person",
      () => lotOf({}, { author: { authorInstitutions: [{ nom: "CH" }] } }),
      contextOf(),
      "LDL-DMP-AUTHOR",
    ],
  ])("refuses %s", async (_name, lot, context, rule) => {
    const error = await caught(bench.client().prepare(lot(), context));
    if (error.code !== "LDL_DMP_LOT_INVALID") throw error;
    expect(error.details.issues.map((issue) => issue.rule)).toContain(rule);
    expect(error.message).not.toContain(PATIENT.matricule);
    expect(bench.traces).toEqual([]);
  });

  it("lets masked and invisible through when the DMP parameter says so", async () => {
    const visibility = ["MASQUE_PS", "INVISIBLE_PATIENT"] as const;
    const lot = lotOf({}, { documents: [{ document: cdaLetter(), visibility }] });
    const client = bench.client("INDIRECTE", { allowMaskedAndInvisible: true });
    expect((await client.prepare(lot, contextOf())).documentIds).toHaveLength(1);
  });
});

describe("a prepared lot", () => {
  it("is the same after being stored, and every attempt sends the same bytes", async () => {
    const client = bench.client();
    const lot = await client.prepare(freshLot(), contextOf());
    const copy = parsePreparedLot(serializePreparedLot(lot));
    expect(copy).toEqual({ ...lot, parts: lot.parts.map((part) => ({ ...part, bytes: new Uint8Array(part.bytes) })) });
    expect(Object.isFrozen(copy) && Object.isFrozen(copy.parts)).toBe(true);
    expect((await client.send(copy)).alreadySubmitted).toBe(false);
    expect((await client.send(lot, { uncertain: true })).alreadySubmitted).toBe(true);
  });

  it("carries the exact bytes of the document, their SHA-1 and their size", async () => {
    const lot = await bench.client().prepare(freshLot(), contextOf());
    const bytes = cdaLetter({ id: documentId() });
    expect(Buffer.from(lot.parts[0]?.bytes ?? []).equals(bytes)).toBe(true);
    expect(lot.body).toContain(`<rim:Value>${createHash("sha1").update(bytes).digest("hex")}</rim:Value>`);
    expect(lot.body).toContain(`<rim:Value>${bytes.length}</rim:Value>`);
  });

  it.each([
    ["truncated", (bytes: Uint8Array) => bytes.slice(0, -1)],
    ["altered", (bytes: Uint8Array) => bytes.map((byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte))],
    ["lengthened", (bytes: Uint8Array) => new Uint8Array([...bytes, 0])],
    ["something else", () => Buffer.from("rien")],
    ["cut in its head", (bytes: Uint8Array) => bytes.slice(0, 40)],
  ])("is refused when it is %s", async (_name, change) => {
    const bytes = serializePreparedLot(await bench.client().prepare(freshLot(), contextOf()));
    expect(() => parsePreparedLot(change(bytes))).toThrowError(
      expect.objectContaining({ code: "LDL_DMP_PREPARED_UNREADABLE" }),
    );
  });
});

describe("outcomes of a submission", () => {
  const submit = async () => bench.client().submit(freshLot(), contextOf());
  const strike = (action: DmpFaultAction, times = 1) => bench.dmp.inject({ at: "ITI-41", action, times });

  it.each<[string, DmpFaultAction, boolean, number]>([
    ["committed, then silence", { kind: "silence", commit: true, close: true }, true, 1],
    ["committed, then no answer in time", { kind: "silence", commit: true }, true, 1],
    ["committed, answer cut", { kind: "truncate" }, true, 1],
    ["nothing done, connection lost", { kind: "silence", commit: false, close: true }, false, 2],
    ["HTTP 503", { kind: "http", status: 503 }, false, 2],
    ["a server error", { kind: "registryError", code: "XDSRepositoryError" }, false, 2],
    ["a fault of the receiver", { kind: "soapFault", code: "Receiver", reason: "panne" }, false, 2],
  ])("is in the DMP once after: %s", async (_name, action, alreadySubmitted, sent) => {
    using _ = strike(action);
    const receipt = await submit();
    expect(receipt.alreadySubmitted).toBe(alreadySubmitted);
    expect(requests("TD2.1")).toBe(sent);
    expect(bench.dmp.store.documents.filter(({ uniqueId }) => uniqueId === documentId())).toHaveLength(1);
    expect(bench.events.map(({ type }) => type)).toEqual(["dmp.submitted"]);
  });

  it.each<[string, DmpFaultAction, object]>([
    [
      "busy",
      { kind: "busy" },
      { code: "LDL_DMP_REGISTRY_REFUSED", retryable: true, details: { category: "transient" } },
    ],
    [
      "metadata refused",
      { kind: "registryError", code: "XDSRegistryMetadataError" },
      { code: "LDL_DMP_REGISTRY_REFUSED", retryable: false, details: { category: "invalid" } },
    ],
    [
      "unknown patient",
      { kind: "registryError", code: "XDSUnknownPatientId" },
      { code: "LDL_DMP_REGISTRY_REFUSED", details: { category: "patient" } },
    ],
    [
      "other hash",
      { kind: "registryError", code: "XDSNonIdenticalHash" },
      { code: "LDL_DMP_CONFLICT", details: { code: "XDSNonIdenticalHash" } },
    ],
    ["duplicate on a first attempt", { kind: "duplicate" }, { code: "LDL_DMP_CONFLICT" }],
    [
      "certificate refused",
      { kind: "soapFault", subcode: "DMPInvalidCertificate", reason: "certificat" },
      { code: "LDL_DMP_ACCESS_REFUSED", retryable: false, details: { dmpCode: "DMPInvalidCertificate" } },
    ],
    [
      "another fault of the sender",
      { kind: "soapFault", code: "Sender", subcode: "DMPClosed", reason: "fermé" },
      { code: "LDL_DMP_SOAP_FAULT", details: { dmpCode: "DMPClosed" } },
    ],
  ])("is told: %s, without another attempt", async (_name, action, expected) => {
    using _ = strike(action);
    const error = await caught(submit());
    expect(error).toMatchObject(expected);
    expect(error.details).toMatchObject(
      error.code === "LDL_DMP_CONFLICT" || "exchange" in error.details
        ? { exchange: { transaction: "TD2.1", attempt: 1, messageId: expect.stringMatching(/^urn:uuid:/) as string } }
        : {},
    );
    expect(requests("TD2.1")).toBe(1);
    expect(bench.events.map(({ type }) => type)).toEqual(["dmp.failed"]);
  });

  it("is told by the caller's reason when it is aborted", async () => {
    using _ = strike({ kind: "silence", commit: false });
    const reason = new Error("assez");
    const abort = new AbortController();
    const client = bench.client("INDIRECTE", {
      onTrace: ({ kind }) => {
        if (kind === "request") setImmediate(() => abort.abort(reason));
      },
    });
    await expect(client.submit(freshLot(), contextOf(), { signal: abort.signal })).rejects.toBe(reason);
  });
});
