import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { createTestPki, type DmpServer, startDmp, type TestPki } from "@ldl/testbench";
import { contentTypeCode } from "@ldl/xds";
import { parseXml, selectFirst, serializeXml } from "@ldl/xml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DmpClient, DmpTransport } from "../../src/index.ts";
import { cdaLetter } from "../support/cda-letter.ts";
import { lotOf, SENDER } from "../support/lot-input.ts";
import { findTool, runTool } from "../support/tools.ts";
import { PATIENT } from "../support/vihf-input.ts";
import { clientOfColumn, columnsOf, contextOfColumn, transportOf } from "./support/columns.ts";

/** `xmllint` of the Debian package `libxml2-utils`. */
const XMLLINT = findTool("/usr/bin/xmllint");
/** Folder of the ebRS 3.0 schemas (`lcm.xsd`, `query.xsd`, `rim.xsd`, `rs.xsd`): no Debian or npm package holds them. */
const EBRS = process.env["LDL_EBRS_XSD"];
if (EBRS === undefined) console.log("skipped: LDL_EBRS_XSD does not name the folder of the ebRS 3.0 schemas");

let pki: TestPki;
let dmp: DmpServer;
let dir: string;
let transport: DmpTransport;
let client: DmpClient;

beforeAll(async () => {
  pki = await createTestPki();
  dir = await mkdtemp(path.join(tmpdir(), "ldl-dmp-ebrs-"));
  dmp = await startDmp({ pki, patients: [{ ins: PATIENT.matricule }], logBodies: "full" });
  const column = columnsOf(pki).médecin;
  await dmp.store.authorize({ ins: PATIENT.matricule, holder: column.userId });
  transport = transportOf(pki, column);
  client = clientOfColumn(column, { baseUrl: dmp.url, transport });
});
afterAll(async () => {
  await transport.close();
  await dmp.close();
  await rm(dir, { recursive: true });
});

/** What xmllint says of an element of the last request; empty when it is valid. */
async function lint(element: string, schema: string, change = (xml: string) => xml): Promise<string> {
  const { root } = parseXml(dmp.log.at(-1)?.envelope ?? "");
  const found = selectFirst(root, `Body//${element}`);
  if (found === undefined) throw new Error(`${element} expected`);
  const file = path.join(dir, "message.xml");
  await writeFile(file, change(new TextDecoder().decode(serializeXml(found))));
  const options = ["--noout", "--nonet", "--schema", path.join(EBRS ?? "", schema)];
  const { status, text } = runTool(XMLLINT ?? "", [...options, file]);
  return status === 0 ? "" : text;
}

describe.skipIf(EBRS === undefined || XMLLINT === undefined)("the ebRS 3.0 schemas accept", () => {
  const sender = { author: SENDER, contentType: contentTypeCode("03") };

  it("each message with metadata: TD2.1, TD2.1b, TD3.1, TD3.3", async () => {
    const context = contextOfColumn(columnsOf(pki).médecin);
    const ids = ["1.2.250.1.999.1.1.7898.3.1", "1.2.250.1.999.1.1.7898.3.2"] as const;
    const { documentIds } = await client.submit(lotOf({ id: ids[0] }), context);
    expect(await lint("SubmitObjectsRequest", "lcm.xsd")).toBe("");
    expect(
      await lint("SubmitObjectsRequest", "lcm.xsd", (xml) => xml.replaceAll("rim:ValueList", "rim:Values")),
    ).toMatch(/rim:Values|Values/);
    const replaces = await client.findEntryUuid(documentIds[0], context);
    expect(await lint("AdhocQueryRequest", "query.xsd")).toBe("");
    if (replaces === null) throw new Error("an entry expected");
    const document = cdaLetter({ id: ids[1], replaces: ids[0] });
    await client.submit({ ...lotOf(), documents: [{ document, replaces }] }, context);
    expect(await lint("SubmitObjectsRequest", "lcm.xsd")).toBe("");
    const { entries } = await client.findDocuments(
      { typeCodes: [{ code: "11490-0", systeme: "2.16.840.1.113883.6.1" }] },
      context,
    );
    expect(await lint("AdhocQueryRequest", "query.xsd")).toBe("");
    const [entry] = entries;
    if (entry === undefined) throw new Error("an entry expected");
    await client.mask(entry, context, sender);
    expect(await lint("SubmitObjectsRequest", "lcm.xsd")).toBe("");
    const target = await client.findEntryUuid(documentIds[0], context);
    if (target === null) throw new Error("an entry expected");
    await client.remove({ id: target, statut: "approved" }, context, sender).catch(() => undefined);
    expect(await lint("SubmitObjectsRequest", "lcm.xsd")).toBe("");
  });
});
