import { MssanteAddress } from "@ldl/domain";
import { createTestPki, type DirectoryServer, type HttpFaultAction, startDirectoryServer } from "@ldl/testbench";
import { afterEach, describe, expect, it } from "vitest";
import { rppsOf } from "../../bench/generate-extraction.ts";
import { createFhirDirectory, type DirectoryQuery, type FhirDirectoryOptions } from "../../src/index.ts";
import { DIRECTORY, FINESS, MEDECIN, RPPS } from "../support/directory-data.ts";
import { failureOf } from "../support/failure-of.ts";

const closing: AsyncDisposable[] = [];
afterEach(async () => {
  for (const part of closing.splice(0).reverse()) await part[Symbol.asyncDispose]();
});

async function open(server: Parameters<typeof startDirectoryServer>[0] = DIRECTORY) {
  const running = await startDirectoryServer(server);
  closing.push(running);
  return running;
}

/** A directory whose waits are noted instead of waited for. */
function client(server: DirectoryServer, options: Partial<FhirDirectoryOptions> = {}) {
  const waits: number[] = [];
  const directory = createFhirDirectory({
    apiKey: server.apiKey,
    baseUrl: server.baseUrl,
    callsPerSecond: 1_000_000,
    random: () => 0.5,
    delay: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    ...options,
  });
  closing.push(directory);
  return { directory, waits };
}

const byRpps: DirectoryQuery = { rpps: RPPS.martinParis };

describe("search", () => {
  it.each<[string, DirectoryQuery, readonly string[]]>([
    [
      "a professional by number, wherever",
      byRpps,
      [
        "zoe.martin.second@cabinet-paris.mssante.fr",
        "zoe.martin@cabinet-paris.mssante.fr",
        "zoe.martin@hopital.mssante.fr",
        "zoe.martin@medecin.mssante.fr",
      ],
    ],
    [
      "a professional in a structure, whose own mailboxes come along",
      { ...byRpps, finess: FINESS.hopital },
      [
        "cardio@hopital.mssante.fr",
        "dpi@hopital.mssante.fr",
        "pneumo@hopital.mssante.fr",
        "zoe.martin@hopital.mssante.fr",
        "zoe.martin@medecin.mssante.fr",
      ],
    ],
    [
      "a structure: its mailboxes, not its ordinary address",
      { finess: FINESS.hopital },
      ["cardio@hopital.mssante.fr", "dpi@hopital.mssante.fr", "pneumo@hopital.mssante.fr"],
    ],
    [
      "a name in a town, with the mailbox that its holder has apart",
      { name: "martin", city: "Lyon", profession: "10" },
      ["anne.martin@medecin.mssante.fr"],
    ],
    ["a name without accents", { name: "d aboville", profession: "médecin" }, ["ines@medecin.mssante.fr"]],
    [
      "a name and the beginning of a given name",
      { name: "Martin", givenName: "ann" },
      ["anne.martin@medecin.mssante.fr"],
    ],
    ["a postal code", { name: "DEUX", postalCode: "69003" }, ["luc.deux@cabinet-lyon.mssante.fr"]],
    ["nobody", { name: "INCONNU" }, []],
    ["a beginning of a name, which is another name", { name: "MART" }, []],
  ])("finds %s", async (_name, query, expected) => {
    const { directory } = client(await open());
    const { mailboxes, complete } = await directory.search(query);
    expect(mailboxes.map(({ address }) => address).sort()).toEqual(expected);
    expect(complete).toBe(true);
  });

  it("says who holds a mailbox, and where", async () => {
    const { directory } = client(await open(), { now: () => new Date("2026-05-06T07:08:09Z") });
    const { mailboxes, asOf } = await directory.search({ ...byRpps, finess: FINESS.paris });
    expect(asOf).toEqual(new Date("2026-05-06T07:08:09Z"));
    expect(mailboxes.find(({ rank }) => rank === 1)).toEqual({
      address: "zoe.martin@cabinet-paris.mssante.fr",
      type: "PER",
      rank: 1,
      zeroPaper: true,
      person: {
        idNat: `8${RPPS.martinParis}`,
        name: "MARTIN",
        givenName: "Zoé",
        professionCode: "10",
        profession: "Médecin",
      },
      structure: { id: FINESS.paris, name: "CABINET DE PARIS", postalCode: "75013", city: "PARIS" },
    });
  });

  it("looks an address up, whatever its case", async () => {
    const { directory } = client(await open());
    const found = await directory.lookupAddress(MssanteAddress.parse("Cardio@HOPITAL.mssante.fr"));
    expect(found).toMatchObject([{ type: "ORG", service: "Cardiologie", structure: { id: FINESS.hopital } }]);
    expect(await directory.lookupAddress(MssanteAddress.parse("zoe.rouge@cabinet-paris.mssante.fr"))).toEqual([]);
  });

  it.each([{}, { city: "Paris" }, { rpps: "10000000000" }, { name: " " }])("refuses to look for %j", async (query) => {
    const { directory } = client(await open());
    const failure = await failureOf(directory.search(query as DirectoryQuery));
    expect(failure.code).toBe("LDL_INPUT_INVALID");
  });
});

describe("pages", () => {
  const many = Array.from({ length: 130 }, (_, rank) => ({
    rpps: rppsOf(100 + rank),
    nom: "GARCIA",
    prenom: `Prénom ${rank}`,
    profession: MEDECIN,
    mailboxes: [{ address: `garcia.${rank}@medecin.mssante.fr` }],
  }));

  it("are followed to the last", async () => {
    const { directory } = client(await open({ persons: many }));
    const { mailboxes, complete } = await directory.search({ name: "GARCIA" });
    expect(new Set(mailboxes.map(({ address }) => address)).size).toBe(130);
    expect(complete).toBe(true);
  });

  it("are not followed for ever", async () => {
    const { directory } = client(await open({ persons: many }), { maxPages: 2 });
    const { mailboxes, complete } = await directory.search({ name: "GARCIA" });
    expect([mailboxes.length, complete]).toEqual([100, false]);
  });

  it("that have not changed are not sent again", async () => {
    const server = await open();
    const { directory } = client(server);
    const first = await directory.search(byRpps);
    server.inject({ action: { kind: "reply", status: 304 }, times: 2 });
    expect((await directory.search(byRpps)).mailboxes).toEqual(first.mailboxes);
  });
});

describe("failures", () => {
  it("waits as long as the API asks, then goes on", async () => {
    const server = await open();
    server.inject({ action: { kind: "reply", status: 429, headers: { "retry-after": "7" } } });
    const { directory, waits } = client(server);
    expect((await directory.search(byRpps)).mailboxes).toHaveLength(4);
    expect(waits.filter((ms) => ms >= 100)).toEqual([7000]);
  });

  it.each<[string, HttpFaultAction]>([
    ["a server error", { kind: "reply", status: 503 }],
    ["a lost connection", { kind: "drop" }],
    ["half a page", { kind: "truncate", bytes: 100 }],
  ])("tries again after %s, ever later, and gives up", async (_name, action) => {
    const server = await open();
    server.inject({ action, times: 2 });
    const { directory, waits } = client(server);
    expect((await directory.search(byRpps)).mailboxes).toHaveLength(4);
    expect(waits.filter((ms) => ms >= 100)).toEqual([375, 750]);
    server.inject({ action, times: 4 });
    const failure = await failureOf(directory.search(byRpps));
    expect([failure.code, failure.retryable]).toEqual(["LDL_MSS_HTTP_FAILED", true]);
  });

  it("does not wait longer than it is worth", async () => {
    const server = await open();
    server.inject({ action: { kind: "reply", status: 503, headers: { "retry-after": "3600" } } });
    const { directory, waits } = client(server);
    expect((await failureOf(directory.search(byRpps))).details).toMatchObject({ status: 503, retryAfterMs: 3_600_000 });
    expect(waits.filter((ms) => ms >= 100)).toEqual([]);
  });

  it.each<[string, HttpFaultAction | undefined, Partial<FhirDirectoryOptions>, object]>([
    ["a wrong key", undefined, { apiKey: "faux" }, { reason: "status", status: 401 }],
    ["a page of another kind", { kind: "reply", status: 200, body: "<html>" }, {}, { reason: "malformed" }],
    [
      "JSON of another kind",
      { kind: "reply", status: 200, body: '{"resourceType":"Patient"}' },
      {},
      { reason: "malformed" },
    ],
    ["bytes that are no text", { kind: "reply", status: 200, body: '{"\uD800' }, {}, { reason: "malformed" }],
    ["an endless page", { kind: "flood", bytes: 20_000_000 }, {}, { reason: "tooLarge" }],
    [
      "a redirection",
      { kind: "reply", status: 302, headers: { location: "http://localhost:1/" } },
      {},
      { reason: "status", status: 302 },
    ],
    [
      "a next page elsewhere, where the key must not go",
      {
        kind: "reply",
        status: 200,
        body: JSON.stringify({
          resourceType: "Bundle",
          link: [{ relation: "next", url: "http://localhost:1/voleur" }],
        }),
      },
      {},
      { reason: "malformed" },
    ],
  ])("gives up at once on %s", async (_name, action, options, details) => {
    const server = await open();
    if (action !== undefined) server.inject({ action });
    const { directory, waits } = client(server, options);
    const failure = await failureOf(directory.search(byRpps));
    expect(failure.details).toMatchObject(details);
    expect(failure.retryable).toBe(false);
    expect(waits.filter((ms) => ms >= 100)).toEqual([]);
  });

  it("passes over resources that it does not understand", async () => {
    const server = await open({});
    const body = {
      resourceType: "Bundle",
      entry: [
        {},
        { resource: null },
        { resource: { resourceType: "Device", id: "d" } },
        { resource: { resourceType: "Practitioner", id: 7 } },
        {
          resource: {
            resourceType: "Practitioner",
            id: "p",
            identifier: [{ system: "https://rpps.esante.gouv.fr", value: RPPS.martinParis }],
            telecom: [
              { system: "email", value: "pas une adresse" },
              { system: "phone", value: "01" },
            ],
          },
        },
      ],
    };
    server.inject({ action: { kind: "reply", status: 200, body: JSON.stringify(body) } });
    const { directory } = client(server);
    expect((await directory.search(byRpps)).mailboxes).toEqual([]);
  });

  it("stops when the caller does", async () => {
    const server = await open();
    server.inject({ action: { kind: "delay", delayMs: 60_000 } });
    const { directory } = client(server);
    const abort = new AbortController();
    const search = directory.search(byRpps, { signal: abort.signal });
    abort.abort(new Error("assez"));
    await expect(search).rejects.toThrow("assez");
  });

  it("trusts the given authorities alone", async () => {
    const pki = await createTestPki();
    const server = await open({ ...DIRECTORY, pki });
    const trusting = client(server, { http: { tls: { ca: pki.ca, crl: pki.crl } } });
    expect((await trusting.directory.search(byRpps)).mailboxes).toHaveLength(4);
    const wrong = client(server, { http: { tls: { ca: pki.wrongCa } } });
    expect((await failureOf(wrong.directory.search(byRpps))).details).toMatchObject({
      reason: "tls",
      tls: "server-certificate-untrusted",
    });
  });

  it("spaces its calls out", async () => {
    const server = await open();
    const now = new Date();
    const { directory, waits } = client(server, { callsPerSecond: 10, now: () => now });
    await directory.search(byRpps);
    await directory.search(byRpps);
    expect(waits.map(Math.round)).toEqual([100, 200, 300]);
  });
});
