import { type AnyLdlError, isLdlError, LdlError, MssanteAddress, type SqlDatabase } from "@ldl/domain";
import { type DirectoryServer, startDirectoryServer, type TestDirectoryMailbox } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXTRACTION_HEADER, extractionLine } from "../../bench/generate-extraction.ts";
import type { ExtractionColumn } from "../../src/codes/extraction-columns.ts";
import {
  createFhirDirectory,
  createMailboxFinder,
  createStoredDirectory,
  type DirectoryMailbox,
  type DirectoryQuery,
  type FindMailboxOptions,
  importExtraction,
  type MailboxDirectory,
} from "../../src/index.ts";
import { testDatabases } from "../support/databases.ts";
import { DIRECTORY, FINESS, RPPS } from "../support/directory-data.ts";

type Cells = Partial<Record<ExtractionColumn, string>>;

function mailboxCells({ address, type, service, zeroPaper }: TestDirectoryMailbox, otherwise: string): Cells {
  return { address, type: type ?? otherwise, service: service ?? "", zeroPaper: zeroPaper === true ? "O" : "" };
}

/** The same people as the API's, as the extraction writes them: no rank there, no applicative mailbox. */
function directoryLines(): string[] {
  const structures = DIRECTORY.structures ?? [];
  const structureCells = (finess: string): Cells => {
    const found = structures.find((structure) => structure.finess === finess);
    return {
      structureIdType: "1",
      structureId: finess,
      structureName: found?.nom ?? "",
      postalLine: `${found?.codePostal ?? ""} ${found?.commune ?? ""}`,
      postalCode: found?.codePostal ?? "",
    };
  };
  const persons = (DIRECTORY.persons ?? []).flatMap(({ rpps, nom, prenom, profession, mailboxes, exercices }) => {
    const person: Cells = {
      personIdType: "8",
      personId: rpps,
      personIdNat: `8${rpps}`,
      name: nom,
      givenName: prenom,
      professionCode: profession.code,
      profession: profession.libelle,
    };
    const here = (exercices ?? []).flatMap((one) =>
      (one.mailboxes ?? []).map((mailbox) => ({ mailbox, where: structureCells(one.finess) })),
    );
    return [...(mailboxes ?? []).map((mailbox) => ({ mailbox, where: {} })), ...here]
      .filter(({ mailbox }) => mailbox.listeRouge !== true)
      .map(({ mailbox, where }) => ({ ...person, ...where, ...mailboxCells(mailbox, "PER") }));
  });
  const own = structures.flatMap(({ finess, mailboxes }) =>
    (mailboxes ?? [])
      .filter(({ type }) => type !== "APP")
      .map((mailbox) => ({ ...structureCells(finess), ...mailboxCells(mailbox, "ORG") })),
  );
  return [...persons, ...own].map(extractionLine);
}

async function* extraction(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from([EXTRACTION_HEADER, ...directoryLines()].join("\n")));
}

function summary(found: Awaited<ReturnType<ReturnType<typeof createMailboxFinder>["findMailbox"]>>) {
  switch (found.kind) {
    case "found":
      return found.mailbox.address;
    case "ambiguous":
      return `${found.reason}: ${found.mailboxes
        .map(({ address }) => address)
        .sort()
        .join(" ")}`;
    case "none":
      return "none";
  }
}

let server: DirectoryServer;
beforeAll(async () => {
  server = await startDirectoryServer(DIRECTORY);
});
afterAll(() => server.close());

const COMMON: readonly (readonly [string, DirectoryQuery, string])[] = [
  [
    "the personal mailbox of the structure",
    { rpps: RPPS.martinParis, finess: FINESS.hopital },
    "zoe.martin@hopital.mssante.fr",
  ],
  ["the mailbox held apart when the structure has none", { rpps: RPPS.martinLyon }, "anne.martin@medecin.mssante.fr"],
  [
    "a professional whom a name and a town say",
    { name: "Martin", city: "PARIS" },
    "zoe.martin@cabinet-paris.mssante.fr",
  ],
  ["a profession by its label", { name: "Martin Petit", profession: "pharmacien" }, "paul.mp@officine.mssante.fr"],
  ["the mailbox of the service", { finess: FINESS.hopital, service: "cardio" }, "cardio@hopital.mssante.fr"],
  [
    "the service where the professional has no mailbox",
    { rpps: RPPS.sansBal, finess: FINESS.hopital, service: "Pneumologie" },
    "pneumo@hopital.mssante.fr",
  ],
  [
    "nothing between two services",
    { finess: FINESS.hopital },
    "mailboxes: cardio@hopital.mssante.fr pneumo@hopital.mssante.fr",
  ],
  [
    "nothing between two structures",
    { rpps: RPPS.deuxCabinets },
    "mailboxes: luc.deux@cabinet-lyon.mssante.fr luc.deux@cabinet-paris.mssante.fr",
  ],
  ["nobody", { name: "INCONNU" }, "none"],
  ["nothing in another town", { name: "DEUX", city: "Nice" }, "none"],
];

describe("findMailbox over the API", () => {
  const find = async (query: DirectoryQuery, options?: FindMailboxOptions) => {
    await using directory = createFhirDirectory({
      apiKey: server.apiKey,
      baseUrl: server.baseUrl,
      callsPerSecond: 1e6,
    });
    return summary(await createMailboxFinder({ directories: [directory] }).findMailbox(query, options));
  };
  it.each([
    ...COMMON,
    [
      "the mailbox ranked first",
      { rpps: RPPS.martinParis, finess: FINESS.paris },
      "zoe.martin@cabinet-paris.mssante.fr",
    ],
  ] as const)("finds %s", async (_name, query, expected) => {
    expect(await find(query)).toBe(expected);
  });

  it("writes to software only when asked", async () => {
    expect(await find({ finess: FINESS.hopital }, { preferApp: true })).toBe("dpi@hopital.mssante.fr");
    expect(await find({ finess: FINESS.hopital }, { preferences: ["personal"] })).toBe("none");
  });

  it("chooses nobody among people of one name", async () => {
    expect(await find({ name: "MARTIN" })).toMatch(/^persons: anne\.martin@/);
  });
});

describe.each(testDatabases("the search of the directory"))("findMailbox in an extraction, on $name", ({ open }) => {
  let database: SqlDatabase;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ database, close } = await open());
    expect(await createStoredDirectory({ database }).search({ name: "X" })).toEqual({ mailboxes: [], complete: true });
    await importExtraction(extraction(), { database, now: () => new Date("2026-03-04T05:06:07Z") });
  });
  afterAll(() => close());

  it.each(COMMON)("finds %s", async (name, query, expected) => {
    const finder = createMailboxFinder({ directories: [createStoredDirectory({ database })] });
    // The extraction does not say where someone works who has no mailbox there.
    const known = name !== "a name in a town, with the mailbox that its holder has apart";
    if (known) expect(summary(await finder.findMailbox(query))).toBe(expected);
  });

  it("says of when it is, and looks addresses up", async () => {
    const directory = createStoredDirectory({ database });
    expect((await directory.search({ rpps: RPPS.martinLyon })).asOf).toEqual(new Date("2026-03-04T05:06:07Z"));
    const [holder] = await directory.lookupAddress(MssanteAddress.parse("PAUL.MP@officine.mssante.fr"));
    expect(holder).toEqual({
      address: "paul.mp@officine.mssante.fr",
      type: "PER",
      person: {
        idNat: `8${RPPS.martinPharmacien}`,
        name: "MARTIN-PETIT",
        givenName: "Paul",
        professionCode: "21",
        profession: "Pharmacien",
      },
      structure: { id: FINESS.lyon, name: "CABINET DE LYON", postalCode: "69003", city: "LYON CEDEX 03" },
    });
  });

  it("is not deceived by text that looks like SQL", async () => {
    const directory = createStoredDirectory({ database });
    const answer = await directory.search({ name: "x' OR '1'='1", givenName: "%", city: "'; DROP TABLE t; --" });
    expect(answer.mailboxes).toEqual([]);
  });
});

describe("several directories", () => {
  const mailbox: DirectoryMailbox = { address: MssanteAddress.parse("a@b.mssante.fr"), type: "ORG", structure: {} };
  const query: DirectoryQuery = { finess: FINESS.paris };
  let asked = 0;
  const holding = (mailboxes: readonly DirectoryMailbox[]): MailboxDirectory => ({
    search: () => {
      asked += 1;
      return Promise.resolve({ mailboxes, complete: true });
    },
    lookupAddress: () => Promise.resolve(mailboxes),
  });
  const failing = (error: AnyLdlError): MailboxDirectory => ({
    search: () => Promise.reject(error),
    lookupAddress: () => Promise.reject(error),
  });
  const http = (retryable: boolean) =>
    new LdlError("LDL_MSS_HTTP_FAILED", "x", { details: { host: "x", reason: "timeout" }, retryable }) as AnyLdlError;

  it("are asked in turn until one has what is looked for", async () => {
    const finder = createMailboxFinder({ directories: [holding([]), failing(http(true)), holding([mailbox])] });
    expect(summary(await finder.findMailbox(query))).toBe("a@b.mssante.fr");
  });

  it("tell of a failure rather than that there is nobody", async () => {
    const finder = createMailboxFinder({ directories: [failing(http(true)), holding([])] });
    const error: unknown = await finder.findMailbox(query).catch((reason: unknown) => reason);
    expect(isLdlError(error) && error.code).toBe("LDL_MSS_HTTP_FAILED");
    const refused = createMailboxFinder({ directories: [failing(http(false)), holding([mailbox])] });
    await expect(refused.findMailbox(query)).rejects.toThrow();
  });

  it("are not asked again while an answer is kept: a day, a quarter of an hour when there is none", async () => {
    let now = 0;
    for (const [kept, minutes] of [
      [[mailbox], 24 * 60],
      [[], 15],
    ] as const) {
      const finder = createMailboxFinder({ directories: [holding(kept)], now: () => new Date(now) });
      asked = 0;
      await finder.findMailbox(query);
      now += minutes * 60_000 - 1;
      await finder.findMailbox(query);
      expect(asked).toBe(1);
      now += 1;
      await finder.findMailbox(query);
      expect(asked).toBe(2);
      await finder.findMailbox({ finess: FINESS.lyon });
      expect(asked).toBe(3);
    }
  });
});
