import { createTestPki, type TestPki } from "@ldl/testbench";
import { contentTypeCode, EntryUuid, UniqueId } from "@ldl/xds";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDmpClient, createKeySigner, type DmpClient, type DmpTransport } from "../../src/index.ts";
import { cdaLetter } from "../support/cda-letter.ts";
import { clientOptions, contextOf, lotOf, SENDER } from "../support/lot-input.ts";

let pki: TestPki;
let client: DmpClient;
let sent = "";

/** Keeps the body of each request, and answers nothing. */
const recording: DmpTransport = {
  async post({ body }) {
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    // An update without answer is followed by a look: the first request is the one.
    sent ||= Buffer.concat(pieces).toString("utf8");
    return { status: 200, contentType: "text/plain", body: (async function* () {})() };
  },
  close: () => Promise.resolve(),
};

beforeAll(async () => {
  pki = await createTestPki();
});
beforeEach(() => {
  sent = "";
  const { chain, key } = pki.sender.signature;
  let count = 0;
  client = createDmpClient({
    ...clientOptions(),
    baseUrl: "https://dmp.example.test/services",
    transport: recording,
    signer: createKeySigner({ certificate: chain, key }),
    lotSignature: { enabled: false },
    now: () => new Date("2024-02-20T09:15:00Z"),
    newId: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
    },
  });
});

/** What is inside the SOAP body, one tag a line. */
function bodyOf(text: string): string {
  const body = /<soap:Body>(.*)<\/soap:Body>/s.exec(text)?.[1] ?? text;
  return `${body.replaceAll("><", ">\n<")}\n`;
}

describe("the body of each request", () => {
  it("TD2.1 with a replacement", async () => {
    const replaces = EntryUuid.parse("urn:uuid:0f9d3b1e-0f3a-4c1b-9a52-0a8c6b7d1e2f");
    const documents = [{ document: cdaLetter(), visibility: ["INVISIBLE_PATIENT"] as const, replaces }];
    const { body } = await client.prepare(lotOf({}, { documents, titre: "Sortie & suite" }), contextOf());
    await expect(bodyOf(body)).toMatchFileSnapshot("td2.1.xml");
  });

  it.each<[string, (dmp: DmpClient) => Promise<unknown>]>([
    ["td0.2", (dmp) => dmp.checkExistence(contextOf())],
    ["td0.3", (dmp) => dmp.setAuthorization({ action: "AJOUT", role: "MEDECIN_TRAITANT" }, contextOf())],
    [
      "td3.1a",
      (dmp) => dmp.findDocuments({ statuts: ["approved", "archived"], authorPerson: "%D'ARC%", typeCodes: [{ code: "11490-0", systeme: "2.16.840.1.113883.6.1" }] }, contextOf()),
    ],
    ["td3.1b", (dmp) => dmp.findEntryUuid(UniqueId.parse("1.2.250.1.999.1"), contextOf())],
    ["td3.2", (dmp) => dmp.retrieve([{ uniqueId: UniqueId.parse("1.2.250.1.999.1") }], contextOf())],
    [
      "td3.3c",
      (dmp) =>
        dmp.remove(
          { id: EntryUuid.parse("urn:uuid:0f9d3b1e-0f3a-4c1b-9a52-0a8c6b7d1e2f"), statut: "approved" },
          contextOf(),
          { author: SENDER, contentType: contentTypeCode("03") },
        ),
    ],
  ])("%s", async (name, call) => {
    await call(client).catch(() => undefined);
    await expect(bodyOf(sent)).toMatchFileSnapshot(`${name}.xml`);
  });
});
