import { MssanteAddress } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import type { DirectoryMailbox, DirectoryQuery } from "./directory.ts";
import { holdersThere, isOfService, keepMatches } from "./matches-query.ts";

const address = MssanteAddress.parse("a@b.mssante.fr");
const bare: DirectoryMailbox = { address, type: "PER", person: { name: "MARTIN" }, structure: { id: "1" } };
const nameless: DirectoryMailbox = { ...bare, person: { name: "" } };

describe("keepMatches", () => {
  it.each<[string, DirectoryMailbox, Partial<DirectoryQuery>, boolean]>([
    ["a name", bare, {}, true],
    ["a name of signs alone", nameless, { name: "?" }, false],
    ["a given name of signs alone", bare, { givenName: "-" }, false],
    ["a town of signs alone", bare, { city: "…" }, false],
    ["a postal code in place of the town", bare, { city: "38000" }, false],
    ["a profession of signs alone", bare, { profession: "李" }, false],
  ])("%s", (_name, mailbox, query, fits) => {
    expect(keepMatches([mailbox], () => false, { name: "Martin", ...query })).toEqual(fits ? [mailbox] : []);
  });

  it("does not take a holder without number for another who works there", () => {
    const query = { name: "Martin", city: "Paris" };
    const isThere = holdersThere([{ person: { name: "MARTIN" }, structure: { city: "PARIS" } }], query);
    expect(keepMatches([{ address, type: "PER", person: { name: "MARTIN" } }], isThere, query)).toEqual([]);
  });
});

describe("isOfService", () => {
  it.each([
    ["cardio", true],
    ["?", false],
  ])("%j: %s", (wanted, expected) => {
    expect(isOfService({ address, type: "ORG", service: "Cardiologie" }, wanted)).toBe(expected);
  });
});
