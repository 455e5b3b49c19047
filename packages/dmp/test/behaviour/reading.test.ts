import { PassThrough } from "node:stream";
import { contentTypeCode, formatCxReference, UniqueId } from "@ldl/xds";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DmpChange, DmpClient, UpdateOptions } from "../../src/index.ts";
import { type DmpBench, startBench } from "../support/bench-client.ts";
import { caught } from "../support/caught.ts";
import { cdaLetter } from "../support/cda-letter.ts";
import { contextOf, lotOf, SENDER } from "../support/lot-input.ts";
import { PATIENT } from "../support/vihf-input.ts";

let bench: DmpBench;
let hospital: DmpClient;
let reader: DmpClient;
const context = contextOf("DIRECTE");
const sender: UpdateOptions = { author: SENDER, contentType: contentTypeCode("07") };

beforeAll(async () => {
  bench = await startBench();
  hospital = bench.client("INDIRECTE");
  reader = bench.client("DIRECTE");
  await reader.setAuthorization({ action: "AJOUT" }, context);
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
});
beforeEach(() => {
  bench.traces.length = 0;
  bench.events.length = 0;
});

let count = 100;
/** Puts a new letter in the DMP and gives its identifier. */
async function deposit(client: DmpClient = hospital, mode: "INDIRECTE" | "DIRECTE" = "INDIRECTE"): Promise<UniqueId> {
  count += 1;
  const { documentIds } = await client.submit(lotOf({ id: `1.2.250.1.999.1.1.7898.4.${count}` }), contextOf(mode));
  return documentIds[0];
}

async function entryOf(uniqueId: UniqueId) {
  const { entries } = await reader.getDocuments({ uniqueIds: [uniqueId] }, context);
  const entry = entries.at(-1);
  if (entry === undefined) throw new Error("not found");
  return entry;
}

describe("TD0.2", () => {
  it.each(["INDIRECTE", "DIRECTE", "INDIRECTE_RENFORCEE"] as const)(
    "finds an open DMP in the mode %s",
    async (mode) => {
      const found = await bench.client(mode).checkExistence(contextOf(mode));
      expect(found).toMatchObject({ exists: true, active: true, rattacheMes: true });
    },
  );

  it("tells a patient without DMP, and a closed one", async () => {
    const none = { ...contextOf(), patient: { matricule: "197073508514511" as never, environnement: "test" as const } };
    expect(await hospital.checkExistence(none)).toMatchObject({ exists: false, active: false });
    await bench.dmp.store.addPatient({ ins: "197073508514511", status: "closed" });
    expect(await hospital.checkExistence(none)).toMatchObject({ active: false });
  });
});

describe("TD0.3", () => {
  it("adds the authorization twice, ends it, and adds it again", async () => {
    expect((await reader.setAuthorization({ action: "AJOUT" }, context)).status).toBe("DMPOk");
    expect((await reader.setAuthorization({ action: "SUPPRESSION" }, context)).status).toBe("DMPOk");
    expect(await caught(reader.findDocuments({}, context))).toMatchObject({ code: "LDL_DMP_ACCESS_REFUSED" });
    await reader.setAuthorization({ action: "AJOUT", role: "MEDECIN_TRAITANT" }, context);
    expect(await reader.checkExistence(context)).toMatchObject({ autorisation: "VALIDE", medecinTraitant: true });
  });

  it("is refused to a structure", async () => {
    const error = await caught(hospital.setAuthorization({ action: "AJOUT" }, contextOf()));
    expect(error).toMatchObject({
      code: "LDL_DMP_ACCESS_REFUSED",
      details: { dmpCode: "DMPAccessDeniedByRightsService", exchange: { transaction: "TD0.3" } },
    });
  });
});

describe("TD3.1", () => {
  it("finds by every criterion, and nothing by another value", async () => {
    const uniqueId = await deposit();
    const { typeCode, classCode, formatCode, practiceSettingCode, healthcareFacilityTypeCode, eventCodeList } =
      await entryOf(uniqueId);
    const one = <T>(code: T | undefined): readonly [T] => [code as T];
    const query = {
      statuts: ["approved"] as const,
      typeCodes: one(typeCode),
      classCodes: one(classCode),
      formatCodes: one(formatCode),
      practiceSettingCodes: one(practiceSettingCode),
      healthcareFacilityTypeCodes: one(healthcareFacilityTypeCode),
      eventCodes: one(eventCodeList?.[0]),
      creationTime: { from: "20240219163000" as never, to: "20240219163001" as never },
      serviceStartTime: { from: "20240101" as never, to: "20250101" as never },
      authorPerson: "%AUGUIN%",
    };
    const found = await reader.findDocuments(query, context);
    expect(found.entries.map((entry) => entry.uniqueId)).toContain(uniqueId);
    expect(found.partial).toBe(false);
    for (const other of [
      { typeCodes: [{ code: "x", systeme: "1.2.3" }] },
      { creationTime: { from: "20240219163001" as never } },
      { creationTime: { to: "20240219163000" as never } },
      { authorPerson: "%D'ARC%" },
      { statuts: ["archived"] as const },
      { references: [formatCxReference({ id: "A1", type: "urn:ihe:iti:xds:2013:order" })] },
    ]) {
      expect((await reader.findDocuments({ ...query, ...other }, context)).entries).toEqual([]);
    }
  });

  it("gives only the identifier of the entry to a structure (3.1b), and nothing else", async () => {
    const uniqueId = await deposit();
    expect(await hospital.findEntryUuid(uniqueId, contextOf())).toBe((await entryOf(uniqueId)).id);
    expect(await hospital.findEntryUuid(UniqueId.parse("1.2.3.4.5"), contextOf())).toBeNull();
    expect(await caught(hospital.findDocuments({}, contextOf()))).toMatchObject({ code: "LDL_DMP_ACCESS_REFUSED" });
  });

  it("tells a partial answer, and a refusal by its category", async () => {
    await deposit();
    using partial = bench.dmp.inject({ at: "ITI-18", action: { kind: "partialSuccess" } });
    expect(await reader.findDocuments({}, context)).toMatchObject({ partial: true });
    partial[Symbol.dispose]();
    using _ = bench.dmp.inject({ at: "ITI-18", action: { kind: "registryError", code: "XDSTooManyResults" } });
    expect(await caught(reader.findDocuments({}, context))).toMatchObject({ details: { category: "tooManyResults" } });
  });

  it("is tried again when the network fails, with another VIHF, and no more than twice", async () => {
    using once = bench.dmp.inject({ at: "ITI-18", action: { kind: "silence", commit: false, close: true } });
    await reader.findDocuments({}, context);
    const ids = bench.traces.filter(({ kind }) => kind === "vihf").map((trace) => "vihfId" in trace && trace.vihfId);
    expect(new Set(ids).size).toBe(2);
    once[Symbol.dispose]();
    using _ = bench.dmp.inject({ at: "ITI-18", action: { kind: "truncate" }, times: 9 });
    expect(await caught(reader.findDocuments({}, context))).toMatchObject({
      details: { exchange: { attempt: 2 }, phase: "read" },
    });
  });
});

describe("what is new since a moment", () => {
  const collect = async (
    since: Date,
    held: { documents?: readonly string[]; entries?: readonly string[]; logicals?: readonly string[] },
  ) => {
    const known = {
      document: (id: string) => held.documents?.includes(id) === true,
      entry: (id: string) => Promise.resolve(held.entries?.includes(id) === true),
      logical: (id: string) => held.logicals?.includes(id) === true,
    };
    const found: DmpChange[] = [];
    const { changes, watermark } = reader.changesSince({ since, known, batchSize: 2 }, context);
    for await (const change of changes) found.push(change);
    return { found, watermark };
  };

  it("tells new, held, replaced and changed documents", async () => {
    const since = new Date(Date.now() - 1000);
    const [fresh, held, old] = [await deposit(), await deposit(), await deposit()];
    const replaced = await entryOf(old);
    count += 1;
    const successor = `1.2.250.1.999.1.1.7898.4.${count}`;
    await hospital.submit(
      {
        ...lotOf(),
        documents: [{ document: cdaLetter({ id: successor, replaces: old }), replaces: replaced.id as never }],
      },
      contextOf(),
    );
    const { found, watermark } = await collect(since, { documents: [held], entries: [replaced.id] });
    const kinds = new Map(found.map(({ entry, kind }) => [entry.uniqueId as string, kind]));
    expect(kinds.get(fresh)).toBe("new");
    expect(kinds.get(held)).toBe("alreadyHeld");
    expect(kinds.get(successor)).toBe("replacement");
    expect(kinds.has(old)).toBe(false);
    expect(found.find(({ kind }) => kind === "replacement")).toMatchObject({ replaces: replaced.id });
    const entry = await entryOf(fresh);
    const later = await collect(since, { logicals: [entry.logicalId ?? ""] });
    expect(later.found.find(({ entry: { uniqueId } }) => uniqueId === fresh)?.kind).toBe("metadata");
    expect((await collect(new Date(watermark.getTime() + 5000), {})).found).toEqual([]);
  });
});

describe("TD3.2", () => {
  it("gives the bytes that were deposited, checked against the metadata, in memory or in a stream", async () => {
    const uniqueId = await deposit();
    const entry = await entryOf(uniqueId);
    const letter = cdaLetter({ id: uniqueId });
    const [document] = await reader.retrieve([{ ...entry, uniqueId }], context);
    expect(document).toMatchObject({
      status: "retrieved",
      integrity: "verified",
      mimeType: "text/xml",
      size: letter.length,
    });
    expect(document?.status === "retrieved" && Buffer.from(document.bytes ?? []).equals(letter)).toBe(true);
    const stream = new PassThrough();
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    const [streamed] = await reader.retrieve([{ uniqueId }], context, { into: () => stream });
    expect(streamed).toMatchObject({ status: "retrieved", integrity: "notAnnounced", size: letter.length });
    expect(Buffer.concat(chunks).equals(letter)).toBe(true);
  });

  it("refuses other bytes than announced, or tells", async () => {
    const uniqueId = await deposit();
    const request = { uniqueId, hash: "0".repeat(40) };
    expect(await caught(reader.retrieve([request], context))).toMatchObject({
      code: "LDL_DMP_INTEGRITY",
      details: { id: uniqueId },
    });
    const [told] = await reader.retrieve([request], context, { mismatch: "tell" });
    expect(told).toMatchObject({ integrity: "mismatch" });
  });

  it("tells each document's own outcome, and that nothing was found", async () => {
    const uniqueId = await deposit();
    const absent = UniqueId.parse("1.2.250.1.999.404");
    const documents = await reader.retrieve([{ uniqueId: absent }, { uniqueId }], context);
    expect(documents.map(({ status, uniqueId: id }) => [status, id])).toEqual([
      ["failed", absent],
      ["retrieved", uniqueId],
    ]);
    expect(documents[0]).toMatchObject({ errors: [{ code: "XDSDocumentUniqueIdError" }] });
    expect(await caught(reader.retrieve([{ uniqueId: absent }], context))).toMatchObject({ code: "LDL_DMP_NOT_FOUND" });
    expect(await reader.retrieve([], context)).toEqual([]);
  });

  it("is refused to a structure, as a fault inside a multipart answer", async () => {
    const error = await caught(hospital.retrieve([{ uniqueId: await deposit() }], contextOf()));
    expect(error).toMatchObject({ code: "LDL_DMP_ACCESS_REFUSED", details: { exchange: { transaction: "TD3.2" } } });
  });

  it("stops at the limit of a document", async () => {
    const uniqueId = await deposit();
    const small = bench.client("DIRECTE", { limits: { maxDocumentBytes: 100 } });
    expect(await caught(small.retrieve([{ uniqueId }], context))).toMatchObject({ details: { reason: "tooLarge" } });
  });
});

describe("TD3.3", () => {
  const codesOf = async (uniqueId: UniqueId) => (await entryOf(uniqueId)).confidentialityCodes?.map(({ code }) => code);

  it("masks and unmasks, keeping everything else", async () => {
    const uniqueId = await deposit(reader, "DIRECTE");
    const before = await entryOf(uniqueId);
    await reader.mask(before, context, sender);
    expect(await codesOf(uniqueId)).toEqual(["N", "MASQUE_PS"]);
    const masked = await entryOf(uniqueId);
    expect(masked).toMatchObject({ uniqueId, logicalId: before.logicalId, hash: before.hash, size: before.size });
    await reader.unmask(masked, context, sender);
    expect(await codesOf(uniqueId)).toEqual(["N"]);
  });

  it("reads the entry again when it has changed meanwhile", async () => {
    const uniqueId = await deposit(reader, "DIRECTE");
    const stale = await entryOf(uniqueId);
    await reader.mask(stale, context, sender);
    await reader.unmask(await entryOf(uniqueId), context, sender);
    await reader.mask(stale, context, sender);
    expect(await codesOf(uniqueId)).toEqual(["N", "MASQUE_PS"]);
  });

  it("makes visible what was hidden from the patient", async () => {
    count += 1;
    const id = `1.2.250.1.999.1.1.7898.4.${count}`;
    const documents = [{ document: cdaLetter({ id }), visibility: ["INVISIBLE_PATIENT"] as const }];
    const { documentIds } = await hospital.submit({ ...lotOf(), documents }, contextOf());
    await reader.makeVisible(await entryOf(documentIds[0]), "INVISIBLE_PATIENT", context, sender);
    expect(await codesOf(documentIds[0])).toEqual(["N"]);
  });

  it("archives and takes out of the archives", async () => {
    const uniqueId = await deposit(reader, "DIRECTE");
    const { id } = await entryOf(uniqueId);
    await reader.archive(id as never, context, sender);
    expect(
      (await reader.findDocuments({ statuts: ["archived"] }, context)).entries.map((entry) => entry.uniqueId),
    ).toContain(uniqueId);
    const archived = await entryOf(uniqueId);
    await reader.unarchive(archived.id as never, context, sender);
    expect((await entryOf(uniqueId)).availabilityStatus).toMatch(/Approved$/);
  });

  it("deletes for the structure that is the author, and says so in an event", async () => {
    const uniqueId = await deposit();
    const id = await hospital.findEntryUuid(uniqueId, contextOf());
    await hospital.remove({ id: id as never, statut: "approved", uniqueId }, contextOf(), sender);
    expect(bench.events.at(-1)).toMatchObject({ type: "dmp.deleted", documentId: uniqueId });
    expect((await reader.findDocuments({}, context)).entries.map((entry) => entry.uniqueId)).not.toContain(uniqueId);
  });

  it.each([
    ["committed, then silence", { kind: "silence", commit: true, close: true }],
    ["answer cut", { kind: "truncate" }],
  ] as const)("looks whether a change was made when nobody knows: %s", async (_name, action) => {
    const uniqueId = await deposit(reader, "DIRECTE");
    const entry = await entryOf(uniqueId);
    using _ = bench.dmp.inject({ at: "ITI-57", action });
    await reader.archive(entry.id as never, context, sender);
    expect((await entryOf(uniqueId)).availabilityStatus).toMatch(/Archived$/);
  });

  it("tells that nobody knows when it cannot look, and that nothing was done when it was not", async () => {
    const uniqueId = await deposit();
    const id = await hospital.findEntryUuid(uniqueId, contextOf());
    using _ = bench.dmp.inject({ at: "ITI-57", action: { kind: "silence", commit: false, close: true } });
    const error = await caught(hospital.remove({ id: id as never, statut: "approved" }, contextOf(), sender));
    expect(error).toMatchObject({ code: "LDL_DMP_TRANSPORT_FAILED", details: { outcome: "unknown" } });
  });

  it("needs an entry read in the DMP", async () => {
    const { version: _, ...entry } = await entryOf(await deposit(reader, "DIRECTE"));
    await expect(reader.mask(entry, context, sender)).rejects.toBeInstanceOf(TypeError);
  });
});

describe("what is told", () => {
  it("holds nothing of the patient, of the user or of the software, in errors, messages and traces", async () => {
    const uniqueId = await deposit();
    const errors = [
      await caught(hospital.retrieve([{ uniqueId }], contextOf())),
      await caught(hospital.findDocuments({}, contextOf())),
      await caught(hospital.setAuthorization({ action: "AJOUT" }, contextOf())),
    ];
    await reader.findDocuments({}, context);
    const said = [...errors.map(({ message }) => message), JSON.stringify(bench.traces)].join("\n");
    for (const secret of [
      PATIENT.matricule,
      "PAT-TROIS",
      "AUGUIN",
      "810002422979",
      "SECRET-0001",
      "Assertion ",
      "SignatureValue",
    ]) {
      expect(said).not.toContain(secret);
    }
    expect(said).toContain("RegistryObjectList");
  });
});
