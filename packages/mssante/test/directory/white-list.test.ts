import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { isLdlError, MssanteAddress } from "@ldl/domain";
import { type DirectoryServer, startDirectoryServer } from "@ldl/testbench";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CreateWhiteListOptions, createMailboxFinder, createWhiteList, type WhiteList } from "../../src/index.ts";
import { DIRECTORY, FINESS } from "../support/directory-data.ts";

const LISTED = MssanteAddress.parse("Quelqu.un@HOPITAL.mssante.fr");
const OUTSIDE = MssanteAddress.parse("quelqu.un@hopital.mssante.fr.example.org");

let server: DirectoryServer;
let folder: string;
const lists: WhiteList[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ldl-white-list-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  server = await startDirectoryServer(DIRECTORY);
});
afterEach(async () => {
  for (const list of lists.splice(0)) await list[Symbol.asyncDispose]();
  await server.close();
});

function open(options: CreateWhiteListOptions = {}): { readonly list: WhiteList; readonly failures: unknown[] } {
  const failures: unknown[] = [];
  const list = createWhiteList({ url: server.whiteListUrl, onFailure: (error) => failures.push(error), ...options });
  lists.push(list);
  return { list, failures };
}

const calls = () => server.requests.get("/listeblanchemssante.xml") ?? 0;

describe("the white list", () => {
  it("says which domains are in the trusted space, fetched once for all who ask", async () => {
    const { list, failures } = open();
    expect(await Promise.all([list.check(LISTED), list.check(OUTSIDE), list.check(LISTED)])).toEqual([
      "listed",
      "notListed",
      "listed",
    ]);
    expect([calls(), failures]).toEqual([1, []]);
  });

  it("is fetched again after a day, and serves while it cannot be had", async () => {
    let now = new Date("2026-01-01T00:00:00Z");
    const { list, failures } = open({ now: () => now });
    await list.check(LISTED);
    server.inject({ action: { kind: "reply", status: 503 }, times: 2 });
    now = new Date("2026-01-02T00:00:00Z");
    expect(await list.check(LISTED)).toBe("listed");
    expect(await list.check(LISTED)).toBe("listed");
    expect([calls(), failures.length]).toEqual([2, 1]);
    now = new Date("2026-01-02T00:15:00Z");
    await list.check(LISTED);
    now = new Date("2026-01-02T00:30:00Z");
    await list.check(LISTED);
    expect([calls(), failures.length]).toEqual([4, 2]);
  });

  it("knows nothing rather than stop a message when it never could be had", async () => {
    server.inject({ action: { kind: "drop" } });
    const { list, failures } = open();
    expect(await list.check(LISTED)).toBe("unknown");
    expect(failures).toHaveLength(1);
  });

  it("outlives the process in a file", async () => {
    const cacheFile = path.join(folder, "liste", "blanche.xml");
    await open({ cacheFile }).list.check(LISTED);
    server.inject({ action: { kind: "drop" }, times: 2 });
    expect(await open({ cacheFile }).list.check(LISTED)).toBe("listed");
    await writeFile(cacheFile, (await readFile(cacheFile, "utf8")).slice(0, 200));
    expect(await open({ cacheFile }).list.check(LISTED)).toBe("unknown");
  });

  it("is not used with a wrong signature", async () => {
    const seen: number[] = [];
    const { list, failures } = open({
      verifySignature: (xml) => {
        seen.push(xml.length);
        return Promise.resolve(seen.length > 1);
      },
      retryMs: 0,
    });
    expect(await list.check(LISTED)).toBe("unknown");
    const [failure] = failures;
    expect(isLdlError(failure) && failure.code === "LDL_MSS_WHITE_LIST_REFUSED" && failure.details.reason).toBe(
      "signature",
    );
    expect(await list.check(LISTED)).toBe("listed");
  });

  it("is read whatever its namespace and signature", async () => {
    const body = `<?xml version="1.0"?><x:Liste xmlns:x="urn:a"><x:DateDeGeneration>2026</x:DateDeGeneration>
      <x:Domaine><x:Nom>Hopital.mssante.fr</x:Nom><x:Description>a &amp; b</x:Description></x:Domaine>
      <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature></x:Liste>`;
    server.inject({ action: { kind: "reply", status: 200, body } });
    expect(await open().list.check(LISTED)).toBe("listed");
  });

  it.each([
    ["nothing", ""],
    ["a page", "<html><body>Maintenance</body></html>"],
    ["XML cut short", "<Liste><Domaine><Nom>hopital.mssante.fr</Nom>"],
    ["a document type", '<!DOCTYPE l [<!ENTITY a "b">]><l><Domaine><Nom>hopital.mssante.fr</Nom></Domaine></l>'],
    ["endless depth", "<a>".repeat(5000) + "</a>".repeat(5000)],
  ])("is not %s", async (_name, body) => {
    server.inject({ action: { kind: "reply", status: 200, body } });
    const { list, failures } = open();
    expect(await list.check(LISTED)).toBe("unknown");
    expect(failures.map((error) => isLdlError(error) && error.code)).toEqual(["LDL_MSS_WHITE_LIST_REFUSED"]);
  });

  it("tells with each mailbox whether its domain is trusted", async () => {
    const { list } = open();
    const address = MssanteAddress.parse("a@hopital.mssante.fr");
    const mailboxes = [{ address, type: "ORG", structure: { id: FINESS.hopital } }];
    const directory = {
      search: () => Promise.resolve({ mailboxes, complete: true }),
      lookupAddress: () => Promise.resolve(mailboxes),
    };
    const found = await createMailboxFinder({ directories: [directory], whiteList: list }).findMailbox({
      finess: FINESS.hopital,
    });
    expect(found).toMatchObject({ kind: "found", trust: "listed" });
  });
});
