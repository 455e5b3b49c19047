import { createTestPki, type DmpServer, startDmp, type TestPki } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DmpRequest, DmpTransport } from "../../src/index.ts";
import { caught } from "../support/caught.ts";
import { cdaLetter } from "../support/cda-letter.ts";
import { lotOf } from "../support/lot-input.ts";
import { PATIENT } from "../support/vihf-input.ts";
import { verifyByXmlsec, XMLSEC } from "../support/xmlsec.ts";
import { type Column, clientOfColumn, columnsOf, contextOfColumn, transportOf } from "./support/columns.ts";

let pki: TestPki;
let dmp: DmpServer;
const transports: DmpTransport[] = [];

beforeAll(async () => {
  pki = await createTestPki();
  dmp = await startDmp({ pki, patients: [{ ins: PATIENT.matricule }], logBodies: "full" });
});
afterAll(async () => {
  for (const transport of transports) await transport.close();
  await dmp.close();
});

/** A transport that changes what goes through it, the length of the request included. */
function tampering(transport: DmpTransport, tamper: (text: string) => string): DmpTransport {
  return {
    close: () => transport.close(),
    async post(request: DmpRequest) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request.body) chunks.push(chunk);
      const before = Buffer.concat(chunks).toString("latin1");
      const after = Buffer.from(tamper(before), "latin1");
      if (after.toString("latin1") === before) throw new Error("nothing was changed");
      async function* body(): AsyncGenerator<Uint8Array> {
        await Promise.resolve();
        yield after;
      }
      return transport.post({
        ...request,
        headers: { ...request.headers, "content-length": String(after.length) },
        body: body(),
      });
    },
  };
}

function client(column: Column, tamper?: (text: string) => string) {
  const transport = transportOf(pki, column);
  transports.push(transport);
  return clientOfColumn(column, {
    baseUrl: dmp.url,
    transport: tamper === undefined ? transport : tampering(transport, tamper),
  });
}

let count = 0;
function freshLot() {
  count += 1;
  return { ...lotOf(), documents: [{ document: cdaLetter({ id: `1.2.250.1.999.1.1.7898.8.${count}` }) }] };
}

/** Another character of base64. */
const other = (_all: string, before: string, character: string): string => before + (character === "A" ? "B" : "A");

describe("what goes through the network and is changed on the way", () => {
  const VIHF: readonly (readonly [what: string, change: (text: string) => string])[] = [
    ["the issuer", (text) => text.replace("CN=CH-TEST-DPI,", "CN=CH-TEST-XXX,")],
    ["the instant", (text) => text.replace(/IssueInstant="2/, 'IssueInstant="1')],
    ["the user", (text) => text.replace("NameID>810002422979<", "NameID>810000000009<")],
    ["the login", (text) => text.replace(/AuthnInstant="2/, 'AuthnInstant="1')],
    ["the class", (text) => text.replace("classes:Password<", "classes:TLSClient<")],
    ["the mode", (text) => text.replace(">INDIRECTE<", ">INDIRECTE_RENFORCEE<")],
    ["the structure", (text) => text.replace("AttributeValue>1990000002<", "AttributeValue>1990000101<")],
    ["the sector", (text) => text.replace("SA01^1.2.250.1.71.4.2.4", "SA07^1.2.250.1.71.4.2.4")],
    ["the patient", (text) => text.replace(`AttributeValue>${PATIENT.matricule}`, "AttributeValue>255127505623355")],
    ["the role", (text) => text.replace('code="SM26"', 'code="SM25"')],
    ["the access", (text) => text.replace('code="normal"', 'code="centre_15"')],
    ["the software", (text) => text.replace("DPI d'exemple", "DPI d'autrui")],
    ["the homologation number", (text) => text.replace("SECRET-0001", "SECRET-0002")],
    ["the digest", (text) => text.replace(/(DigestValue>)(.)/, other)],
    ["the signature", (text) => text.replace(/(SignatureValue>)(.)/, other)],
  ];

  it.each(VIHF)("VIHF, %s: refused", async (_what, change) => {
    const column = columnsOf(pki).INDIRECTE;
    const error = await caught(client(column, change).checkExistence(contextOfColumn(column)));
    expect(error).toMatchObject({
      code: "LDL_DMP_ACCESS_REFUSED",
      details: { subcode: expect.stringContaining("FailedCheck") as string },
    });
    expect(dmp.log.at(-1)?.rules).toEqual(["LDL-DMP-VIHF-SIGNATURE"]);
  });

  it.each<[string, (text: string) => string, string]>([
    ["a document", (text) => text.replace("Sortie", "Sottie"), "LDL-DMP-HASH"],
    ["a hash", (text) => text.replace(/(name="hash">\s*<rim:ValueList>\s*<rim:Value>)(.)/, other), "LDL-DMP-HASH"],
    [
      "the manifest of the lot",
      (text) => text.replace(/(urn:oid:1\.2\.250\.1\.999\.1\.1\.7898\.8\.)/, "$19"),
      "LDL-DMP-HASH",
    ],
    [
      "the metadata of the document",
      (text) => text.replace('value="Lettre de liaison ', 'value="Lettre de raison '),
      "LDL-DMP-CDA-METADATA",
    ],
    [
      "the patient of the metadata",
      (text) => text.replaceAll(`value="${PATIENT.matricule}`, 'value="255127505623355'),
      "LDL-DMP-PATIENT-DIFFERENT",
    ],
    ["a link", (text) => text.replace("AssociationType:signs", "AssociationType:RPLC"), "LDL-DMP-SIGNS"],
  ])("lot, %s: refused", async (_what, change, rule) => {
    const column = columnsOf(pki).INDIRECTE;
    const before = dmp.store.documents.length;
    const error = await caught(client(column, change).submit(freshLot(), contextOfColumn(column)));
    expect(error).toMatchObject({ code: "LDL_DMP_REGISTRY_REFUSED", retryable: false });
    expect(dmp.log.at(-1)?.rules).toContain(rule);
    expect(dmp.store.documents).toHaveLength(before);
  });

  it("a request that is sent twice is refused the second time", async () => {
    const column = columnsOf(pki).INDIRECTE;
    const transport = transportOf(pki, column);
    transports.push(transport);
    const twice: DmpTransport = {
      close: () => transport.close(),
      async post(request) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of request.body) chunks.push(chunk);
        async function* body(): AsyncGenerator<Uint8Array> {
          await Promise.resolve();
          yield* chunks;
        }
        const first = await transport.post({ ...request, body: body() });
        for await (const _chunk of first.body);
        return transport.post({ ...request, body: body() });
      },
    };
    const replaying = clientOfColumn(column, { baseUrl: dmp.url, transport: twice });
    const error = await caught(replaying.checkExistence(contextOfColumn(column)));
    expect(error.code).toMatch(/^LDL_DMP_(?:SOAP_FAULT|ACCESS_REFUSED)$/);
    expect(dmp.log.at(-1)?.rules).toEqual(["LDL-DMP-WSA-MESSAGEID-REPLAY"]);
  });
});

describe.skipIf(XMLSEC === undefined)("xmlsec1 agrees with what the DMP received", () => {
  it.each(["INDIRECTE", "AIR PS", "médecin", "CPE"] as const)("VIHF of %s", async (name) => {
    const column = columnsOf(pki)[name];
    await client(column).checkExistence(contextOfColumn(column));
    const envelope = dmp.log.at(-1)?.envelope ?? "";
    expect(verifyByXmlsec(envelope, pki.ca, [["ID", "urn:oasis:names:tc:SAML:2.0:assertion:Assertion"]])).toBe("OK");
  });

  it.each(["INDIRECTE", "médecin"] as const)("signature of a lot of %s", async (name) => {
    const column = columnsOf(pki)[name];
    await client(column).submit(freshLot(), contextOfColumn(column));
    const signature = dmp.store.documents.findLast(({ titre }) => titre === "Source")?.uniqueId ?? "";
    const xml = Buffer.from(await dmp.store.content(signature)).toString();
    expect(
      verifyByXmlsec(xml, pki.ca, [
        ["Id", "http://www.w3.org/2000/09/xmldsig#:Manifest"],
        ["Id", "http://uri.etsi.org/01903/v1.1.1#:SignedProperties"],
      ]),
    ).toBe("OK");
  });
});

describe("certificates that do not fit", () => {
  it.each<[string, (pki: TestPki) => Column, string]>([
    [
      "the TLS certificate signs",
      (one) => ({ ...columnsOf(one).INDIRECTE, certificates: { ...one.sender, signature: one.sender.authentication } }),
      "LDL-DMP-CERT-SIGNATURE-KIND",
    ],
    [
      "the signature certificate for TLS",
      (one) => ({ ...columnsOf(one).INDIRECTE, certificates: { ...one.sender, authentication: one.sender.signature } }),
      "LDL-DMP-CERT-TLS-KIND",
    ],
    [
      "a revoked certificate signs",
      (one) => ({
        ...columnsOf(one).INDIRECTE,
        certificates: { ...one.sender, signature: one.refusedSignatures.revoked },
      }),
      "LDL-DMP-CERT-SIGNATURE",
    ],
    [
      "a structure's certificates in DIRECTE",
      (one) => ({ ...columnsOf(one).médecin, certificates: one.receiver }),
      "LDL-DMP-CERT-MODE",
    ],
  ])("%s: refused as DMPInvalidCertificate", async (_what, columnOf, rule) => {
    const column = columnOf(pki);
    const error = await caught(client(column).checkExistence(contextOfColumn(column)));
    expect(error).toMatchObject({
      code: "LDL_DMP_ACCESS_REFUSED",
      retryable: false,
      details: { dmpCode: "DMPInvalidCertificate" },
    });
    expect(dmp.log.at(-1)?.rules).toEqual([rule]);
  });

  it.each<[string, (pki: TestPki) => Column["certificates"]]>([
    ["expired", (one) => ({ ...one.sender, authentication: one.refusedClients.expired })],
    ["revoked", (one) => ({ ...one.sender, authentication: one.refusedClients.revoked })],
    ["of another authority", (one) => ({ ...one.sender, authentication: one.refusedClients.wrongAuthority })],
  ])("a TLS certificate that is %s ends the connection, nothing sent", async (_what, certificates) => {
    const column = { ...columnsOf(pki).INDIRECTE, certificates: certificates(pki) };
    const before = dmp.log.length;
    const error = await caught(client(column).checkExistence(contextOfColumn(column)));
    expect(error).toMatchObject({ code: "LDL_DMP_TRANSPORT_FAILED" });
    expect(dmp.log).toHaveLength(before);
  });
});
