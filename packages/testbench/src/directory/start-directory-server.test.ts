import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DirectoryServer, startDirectoryServer } from "./start-directory-server.ts";

let server: DirectoryServer;
beforeAll(async () => {
  server = await startDirectoryServer({
    pageSize: 2,
    trustedDomains: ["autre.mssante.fr"],
    persons: [
      {
        rpps: "10000000016",
        nom: "DUPÉ",
        prenom: "Léa",
        profession: { code: "10", libelle: "Médecin" },
        exercices: [
          { finess: "990000002", mailboxes: [{ address: "lea@ch-test.mssante.fr" }] },
          { finess: "990000010" },
          { finess: "990000028" },
        ],
      },
    ],
    structures: ["990000002", "990000010", "990000028"].map((finess) => ({
      finess,
      nom: `CH ${finess}`,
      codePostal: "75013",
      commune: "PARIS",
    })),
  });
});
afterAll(() => server.close());

interface Bundle {
  readonly total: number;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry: readonly {
    readonly resource: { readonly id: string };
    readonly search: { readonly mode: string };
  }[];
}

function get(url: string, headers: Record<string, string> = { "esante-api-key": server.apiKey }): Promise<Response> {
  return fetch(url, { headers });
}

async function bundle(url: string): Promise<Bundle> {
  return (await (await get(url)).json()) as Bundle;
}

const ids = ({ entry }: Bundle, mode: string) =>
  entry.filter(({ search }) => search.mode === mode).map(({ resource }) => resource.id);

describe("the directory of the bench", () => {
  it("wants its key", async () => {
    expect((await get(`${server.baseUrl}/Organization`, {})).status).toBe(401);
  });

  it.each(["Organization?nom=CH", "PractitionerRole?_include=Patient:x", "Organization?_lastUpdated=2026"])(
    "refuses what the API has not: %s",
    async (query) => {
      expect((await get(`${server.baseUrl}/${query}`)).status).toBe(400);
    },
  );

  it("answers page after page, each with what it includes", async () => {
    const first = await bundle(
      `${server.baseUrl}/PractitionerRole?practitioner=Practitioner/p-10000000016&_include=PractitionerRole:organization`,
    );
    expect(first.total).toBe(3);
    expect(ids(first, "match")).toEqual(["r-10000000016-990000002", "r-10000000016-990000010"]);
    expect(ids(first, "include")).toEqual(["o-990000002", "o-990000010"]);
    const next = first.link.find(({ relation }) => relation === "next")?.url ?? "";
    const second = await bundle(next);
    expect([...ids(second, "match"), ...ids(second, "include")]).toEqual(["r-10000000016-990000028", "o-990000028"]);
    expect(second.link.map(({ relation }) => relation)).toEqual(["self"]);
  });

  it("searches by form too, without regard to accents", async () => {
    const answer = await fetch(`${server.baseUrl}/Practitioner/_search`, {
      method: "POST",
      headers: { "esante-api-key": server.apiKey },
      body: new URLSearchParams({ family: "dup" }),
    });
    expect(ids((await answer.json()) as Bundle, "match")).toEqual(["p-10000000016"]);
  });

  it("says when a page has not changed", async () => {
    const url = `${server.baseUrl}/Organization?_count=1`;
    const etag = (await get(url)).headers.get("etag") ?? "";
    const again = await get(url, { "esante-api-key": server.apiKey, "if-none-match": etag });
    expect(again.status).toBe(304);
  });

  it("publishes a white list with the domains of its mailboxes", async () => {
    const list = await (await fetch(server.whiteListUrl)).text();
    expect([...list.matchAll(/<Nom>(.*?)<\/Nom>/g)].map((match) => match[1])).toEqual([
      "ch-test.mssante.fr",
      "autre.mssante.fr",
    ]);
  });
});
