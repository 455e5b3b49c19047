import { describe, expect, it } from "vitest";
import { Dtm } from "./dtm.ts";
import { entryUuidOf } from "./entry-uuid-of.ts";
import { EntryUuid, RegistryId, SymbolicId, UniqueId } from "./identifiers.ts";

describe("UniqueId", () => {
  it.each(["1.2.3", "2.25.329800735698586629295641978511506172918", "1.2.250.1.213.1^abc-12/3", `1.${"2".repeat(62)}`])(
    "takes %s",
    (value) => {
      expect(UniqueId.parse(value)).toBe(value);
    },
  );

  it.each([
    "",
    "1",
    "1.02.3",
    "3.1.2",
    "1.2.3^",
    "1.2.3^a^b",
    "1.2.3^a&b",
    "1.2.3 ",
    `1.${"2".repeat(63)}`,
    "urn:oid:1.2.3",
    "2DB3E431-03B4-4FC4-99E5-AA2E3CE1D12A",
  ])("refuses %j", (value) => {
    expect(UniqueId.safeParse(value).success).toBe(false);
  });
});

describe("EntryUuid and SymbolicId", () => {
  it("brings a UUID to lower case", () => {
    expect(EntryUuid.parse("urn:uuid:7953AF1A-BA1C-11EB-816F-0050569E422E")).toBe(
      "urn:uuid:7953af1a-ba1c-11eb-816f-0050569e422e",
    );
  });

  it("tells one from the other", () => {
    expect(EntryUuid.safeParse("Document01").success).toBe(false);
    expect(SymbolicId.safeParse("urn:uuid:7953af1a-ba1c-11eb-816f-0050569e422e").success).toBe(false);
    expect(RegistryId.safeParse("Document01").success).toBe(true);
    expect(RegistryId.safeParse("01 Document").success).toBe(false);
  });
});

describe("entryUuidOf", () => {
  it("is the name-based UUID of RFC 9562 in the name space of OIDs", () => {
    // Python: uuid.uuid5(uuid.NAMESPACE_OID, "1.2.250.1.999.1.1.7898.4.20240219.1")
    expect(entryUuidOf(UniqueId.parse("1.2.250.1.999.1.1.7898.4.20240219.1"))).toBe(
      "urn:uuid:db0924e8-aa10-54c9-9972-1260a0a883c5",
    );
  });
});

describe("Dtm", () => {
  it.each(["2024", "202402", "20240229", "2024022923", "202402292359", "20240229235959", "20161231235960"])(
    "takes %s",
    (value) => {
      expect(Dtm.parse(value)).toBe(value);
    },
  );

  it.each(["", "24", "202413", "20240232", "20240229T23", "20240229236000", "20240229103000+0100", "2024022910300"])(
    "refuses %j",
    (value) => {
      expect(Dtm.safeParse(value).success).toBe(false);
    },
  );
});
