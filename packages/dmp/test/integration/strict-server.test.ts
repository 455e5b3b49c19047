import { createTestPki, type DmpServer, startDmp, type TestPki } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DmpClient, DmpTransport } from "../../src/index.ts";
import { caught } from "../support/caught.ts";
import { cdaLetter } from "../support/cda-letter.ts";
import { contextOf, lotOf } from "../support/lot-input.ts";
import { clientOfColumn, columnsOf, transportOf } from "./support/columns.ts";

let pki: TestPki;
let dmp: DmpServer;
let transport: DmpTransport;
let client: DmpClient;
const context = contextOf();

beforeAll(async () => {
  pki = await createTestPki();
  dmp = await startDmp({ pki, dialect: "ihe-strict", logBodies: "full" });
  const column = columnsOf(pki).INDIRECTE;
  transport = transportOf(pki, column);
  const mode = "DIRECTE";
  client = clientOfColumn(column, { baseUrl: dmp.url, transport, dialect: "ihe-strict", mode });
});
afterAll(async () => {
  await transport.close();
  await dmp.close();
});

describe("a strict XDS.b server", () => {
  it("takes, replaces, finds and gives back documents, without VIHF", async () => {
    const [first, second] = ["1.2.250.1.999.1.1.7898.5.1", "1.2.250.1.999.1.1.7898.5.2"];
    const { documentIds } = await client.submit(lotOf({ id: first }), context);
    const replaces = await client.findEntryUuid(documentIds[0], context);
    if (replaces === null) throw new Error("an entry expected");
    const document = cdaLetter({ id: second, replaces: first });
    await client.submit({ ...lotOf(), documents: [{ document, replaces }] }, context);
    const { entries } = await client.findDocuments({}, context);
    expect(entries.map(({ uniqueId }) => uniqueId)).toEqual([second]);
    const { entries: old } = await client.findDocuments({ statuts: ["deprecated"] }, context);
    expect(old.map(({ uniqueId }) => uniqueId)).toEqual([first]);
    const [retrieved] = await client.retrieve([{ uniqueId: documentIds[0] }], context);
    expect(retrieved).toMatchObject({ uniqueId: first });
    for (const { envelope } of dmp.log) expect(envelope).not.toContain("Assertion");
  });

  it("refuses the dialect of the DMP, which names the kinds of identifiers", async () => {
    const column = columnsOf(pki).INDIRECTE;
    const french = clientOfColumn(column, { baseUrl: dmp.url, transport, lotSignature: { enabled: false } });
    const error = await caught(french.submit(lotOf({ id: "1.2.250.1.999.1.1.7898.5.3" }), context));
    expect(error).toMatchObject({ code: "LDL_DMP_REGISTRY_REFUSED", details: { category: "invalid" } });
    expect(dmp.log.at(-1)?.rules).toContain("LDL-DMP-STRICT-PATIENT");
  });
});
