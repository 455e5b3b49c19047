import { MssanteAddress, type SqlDatabase } from "@ldl/domain";
import { startDirectoryServer } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXTRACTION_HEADER, extractionLine, rppsOf } from "../../bench/generate-extraction.ts";
import type { ExtractionColumn } from "../../src/codes/extraction-columns.ts";
import {
  createFhirDirectory,
  createMailboxFinder,
  createStoredDirectory,
  type DirectoryMailbox,
  type DirectoryQuery,
  importExtraction,
} from "../../src/index.ts";
import { testDatabases } from "../support/databases.ts";
import { DIRECTORY, FINESS, MEDECIN } from "../support/directory-data.ts";

type Cells = Partial<Record<ExtractionColumn, string>>;

const PLACE_OF: Readonly<Record<number, Cells>> = {
  7: { postalCode: "38000", postalLine: "38000 GRENOBLE CEDEX 9" },
  900: { postalCode: "38000", postalLine: "38000 GRENOBLE" },
  2400: { postalCode: "38000", postalLine: "38000 Grenoble" },
  1300: { postalCode: "42000", postalLine: "42000 SAINT-ETIENNE" },
};
const TOTAL = 2500;
const personal = (rank: number): Cells => ({
  type: "PER",
  address: `martin.${rank}@medecin.mssante.fr`,
  personIdNat: `8${rppsOf(rank)}`,
  name: "MARTIN",
  givenName: "Jean",
  ...(rank === 7
    ? { professionCode: "21", profession: "Pharmacien" }
    : { professionCode: "10", profession: "Médecin" }),
});

/** 2 500 people of one name, three of them in Grenoble and one in Saint-Étienne, each with a mailbox attached to no structure. */
async function* namesakes(): AsyncGenerator<Uint8Array> {
  const attached = Array.from({ length: TOTAL }, (_, rank) => ({
    ...personal(rank),
    structureId: `1${FINESS.paris}`,
    structureName: `CABINET ${rank}`,
    postalCode: "75013",
    postalLine: "75013 PARIS",
    ...PLACE_OF[rank],
  }));
  const apart = Array.from({ length: TOTAL }, (_, rank) => ({
    ...personal(rank),
    address: `apart.${rank}@medecin.mssante.fr`,
  }));
  const unnumbered = { ...personal(0), personIdNat: "", address: "sans.numero@medecin.mssante.fr" };
  const lines = [...attached, ...apart, unnumbered].map(extractionLine);
  yield await Promise.resolve(Buffer.from([EXTRACTION_HEADER, ...lines].join("\n")));
}

const both = (...ranks: readonly number[]): string[] =>
  ranks.flatMap((rank) => [`apart.${rank}@medecin.mssante.fr`, `martin.${rank}@medecin.mssante.fr`]).sort();

describe.each(testDatabases("namesakes in the directory"))("namesakes by the thousand on $name", ({ open }) => {
  let database: SqlDatabase;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ database, close } = await open());
    await importExtraction(namesakes(), { database });
  });
  afterAll(() => close());

  it.each<[string, DirectoryQuery, readonly string[]]>([
    ["a postal code", { name: "Martin", postalCode: "38000" }, both(7, 900, 2400)],
    ["a town", { name: "Martin", city: "grenoble" }, both(7, 900, 2400)],
    ["a profession by its code", { name: "Martin", postalCode: "38000", profession: "10" }, both(900, 2400)],
    ["a profession by its label", { name: "Martin", city: "Grenoble", profession: "medecin" }, both(900, 2400)],
    ["a profession alone", { name: "Martin", profession: "PHARMACIEN" }, both(7)],
    ["a town written otherwise", { name: "Martin", givenName: "je", city: "St Étienne" }, both(1300)],
    ["a structure", { name: "Martin", finess: FINESS.lyon }, []],
    ["a given name in signs that the directory has not", { name: "Martin", givenName: "李", city: "Grenoble" }, []],
    ["a postal code in place of the town", { name: "Martin", city: "38000" }, []],
  ])("are told apart by %s, all of them", async (_name, query, expected) => {
    const { mailboxes, complete } = await createStoredDirectory({ database }).search(query);
    expect(mailboxes.map(({ address }) => address).sort()).toEqual(expected);
    expect(complete).toBe(true);
  });

  it("are not chosen among", async () => {
    const finder = createMailboxFinder({ directories: [createStoredDirectory({ database })] });
    const query = { name: "Martin", postalCode: "38000", profession: "10" };
    expect(await finder.findMailbox(query)).toMatchObject({ kind: "ambiguous", reason: "persons" });
    const alone = await finder.findMailbox({ name: "Martin", postalCode: "42000", profession: "10" });
    expect(alone).toMatchObject({ kind: "found", mailbox: { address: "martin.1300@medecin.mssante.fr" } });
    expect(await finder.findMailbox({ name: "Martin" })).toMatchObject({ kind: "ambiguous", reason: "incomplete" });
  });

  it("are not read further when the caller stops", async () => {
    const abort = new AbortController();
    const stopping: SqlDatabase = {
      ...database,
      query: async (text, parameters) => {
        const result = await database.query(text, parameters);
        if (text.includes("ORDER BY")) abort.abort(new Error("assez"));
        return result as never;
      },
      transaction: (work) => database.transaction(work),
    };
    const search = createStoredDirectory({ database: stopping }).search(
      { name: "Martin", profession: "x" },
      { signal: abort.signal },
    );
    await expect(search).rejects.toThrow("assez");
  });
});

describe("an API whose pages are not all read", () => {
  const persons = Array.from({ length: 130 }, (_, rank) => ({
    rpps: rppsOf(100 + rank),
    nom: "GARCIA",
    prenom: "Paul",
    profession: MEDECIN,
    exercices:
      rank === 40 || rank === 120
        ? [{ finess: FINESS.paris, mailboxes: [{ address: `garcia.${rank}@medecin.mssante.fr` }] }]
        : [],
  }));

  it.each([
    [2, "incomplete", 1],
    [10, "persons", 2],
  ])("%i pages: nobody is chosen", async (maxPages, reason, count) => {
    const server = await startDirectoryServer({ ...DIRECTORY, persons });
    await using directory = createFhirDirectory({
      apiKey: server.apiKey,
      baseUrl: server.baseUrl,
      callsPerSecond: 1e6,
      maxPages,
    });
    const found = await createMailboxFinder({ directories: [directory] }).findMailbox({
      name: "Garcia",
      city: "Paris",
      profession: "10",
    });
    await server.close();
    expect(found).toMatchObject({ kind: "ambiguous", reason });
    expect(found.kind === "ambiguous" && found.mailboxes).toHaveLength(count);
  });
});

describe("a directory that leaves some out", () => {
  const person = { idNat: `8${rppsOf(1)}`, name: "MARTIN" };
  const mailbox: DirectoryMailbox = { address: MssanteAddress.parse("a@b.mssante.fr"), type: "PER", person };
  let asked = 0;
  const holding = (mailboxes: readonly DirectoryMailbox[], complete: boolean) => ({
    search: () => {
      asked += 1;
      return Promise.resolve({ mailboxes, complete });
    },
    lookupAddress: () => Promise.resolve([]),
  });

  it.each<[string, readonly DirectoryMailbox[], DirectoryQuery]>([
    ["one mailbox", [mailbox], { name: "Martin" }],
    ["one mailbox of a number", [mailbox], { rpps: "10000000017" as DirectoryQuery["rpps"] }],
    ["none", [], { name: "Martin" }],
  ])("gives %s: nothing is chosen, there or in the next directory", async (_name, mailboxes, query) => {
    const directories = [holding(mailboxes, false), holding([mailbox], true)] as const;
    const found = await createMailboxFinder({ directories }).findMailbox(query);
    expect(found).toEqual({ kind: "ambiguous", reason: "incomplete", mailboxes });
  });

  it("is asked again after a quarter of an hour", async () => {
    let now = 0;
    const finder = createMailboxFinder({ directories: [holding([mailbox], false)], now: () => new Date(now) });
    asked = 0;
    for (const [minutes, calls] of [
      [0, 1],
      [14, 1],
      [15, 2],
    ] as const) {
      now = minutes * 60_000;
      await finder.findMailbox({ name: "Martin" });
      expect(asked).toBe(calls);
    }
  });
});
