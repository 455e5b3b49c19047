import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import tls from "node:tls";
import { attributeOf, selectFirst } from "@ldl/xml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestPki, type DmpServer, startDmp, type TestCertificate, type TestPki } from "../../src/index.ts";
import { existsBody } from "./support/exists.ts";
import { buildEnvelope, type EnvelopeParts, mtom, plain, post, said, type TestRequest } from "./support/soap.ts";
import { ACTIONS, buildSubmission, hospital, type Sender, vihfOf } from "./support/submission.ts";
import { INS } from "./support/vihf.ts";

let pki: TestPki;
let dmp: DmpServer;
let sender: Sender;

beforeAll(async () => {
  pki = await createTestPki();
  sender = hospital(pki);
  dmp = await startDmp({ pki, patients: [{ ins: INS }], limits: { maxDocumentBytes: 4_000_000, memoryBytes: 1000 } });
});
afterAll(() => dmp.close());

function exists(parts: Partial<EnvelopeParts> = {}): TestRequest {
  const envelope = buildEnvelope({ action: ACTIONS.exists, body: existsBody(), security: vihfOf(sender), ...parts });
  return plain(envelope, parts.action ?? ACTIONS.exists);
}

const ask = (request: TestRequest) => post(dmp.endpoints.patients, request, sender);

describe("TLS", () => {
  it.each<[string, () => TestCertificate | undefined]>([
    ["no certificate", () => undefined],
    ["an expired certificate", () => pki.refusedClients.expired],
    ["a certificate that is not yet valid", () => pki.refusedClients.notYetValid],
    ["a revoked certificate", () => pki.refusedClients.revoked],
    ["a certificate of another authority", () => pki.refusedClients.wrongAuthority],
  ])("refuses %s before any HTTP", async (_what, certificate) => {
    const client = certificate();
    const answered = post(dmp.endpoints.patients, exists(), { pki, ...(client === undefined ? {} : { client }) });
    await expect(answered).rejects.toMatchObject({
      code: expect.stringMatching(/ECONNRESET|EPIPE|EPROTO|ERR_SSL/) as string,
    });
  });

  it.each<[string, tls.ConnectionOptions]>([
    ["TLS 1.3 alone", { minVersion: "TLSv1.3" }],
    ["TLS 1.1", { minVersion: "TLSv1.1", maxVersion: "TLSv1.1" }],
    ["a suite that the DMP does not list", { ciphers: "AES128-SHA", maxVersion: "TLSv1.2" }],
  ])("refuses %s", async (_what, options) => {
    const { port } = new URL(dmp.url);
    const failure = await new Promise<unknown>((resolve) => {
      const { authentication: client } = pki.sender;
      const credentials = { ca: pki.ca, key: client.key, cert: client.chain };
      const socket = tls.connect({ host: "localhost", port: Number(port), ...credentials, ...options });
      socket.once("error", resolve).once("secureConnect", () => resolve(undefined));
    });
    expect(failure).toBeInstanceOf(Error);
  });
});

describe("HTTP", () => {
  it.each<[string, () => Parameters<typeof post>, number, string]>([
    ["another path", () => [`${dmp.url}/patientsPDQ`, exists(), sender], 404, "LDL-DMP-PATH"],
    [
      "GET",
      () => [dmp.endpoints.patients, { ...exists(), body: Buffer.alloc(0) }, { ...sender, method: "GET" }],
      405,
      "LDL-DMP-METHOD",
    ],
    [
      "SOAP 1.1",
      () => [dmp.endpoints.patients, { ...exists(), contentType: "text/xml" }, sender],
      415,
      "LDL-DMP-CONTENT-TYPE",
    ],
    [
      "no content type",
      () => [dmp.endpoints.patients, { ...exists(), contentType: "" }, sender],
      415,
      "LDL-DMP-CONTENT-TYPE",
    ],
    [
      "too large a document",
      () => [dmp.endpoints.repository, mtom("<x/>", "", [{ id: "a", bytes: Buffer.alloc(4_000_001) }]), sender],
      413,
      "LDL-DMP-SIZE",
    ],
  ])("refuses %s", async (_what, request, status, rule) => {
    expect((await post(...request())).status).toBe(status);
    expect(dmp.log.at(-1)?.rules).toEqual([rule]);
  });
});

describe("SOAP and WS-Addressing", () => {
  it("answers what is right, in relation to the request", async () => {
    const messageId = "urn:uuid:0b4f3f5a-4a0b-4a4e-9a0a-0d9f1d1f7c11";
    const answer = await ask(exists({ messageId, to: dmp.endpoints.patients }));
    expect(answer).toMatchObject({ status: 200, contentType: "application/soap+xml; charset=UTF-8" });
    expect(answer.bytes.toString()).toContain(`<wsa:RelatesTo>${messageId}</wsa:RelatesTo>`);
    expect(answer.bytes.toString()).toContain("urn:hl7-org:v3:PRPA_IN201308UV02");
  });

  const without = (name: string) => (xml: string) => xml.replace(new RegExp(`<wsa:${name}\\b.*?</wsa:${name}>`), "");

  it.each<[string, string, Partial<EnvelopeParts>]>([
    [
      "LDL-DMP-SOAP12",
      "the namespace of SOAP 1.1",
      {
        edit: (xml) =>
          xml.replace("http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/soap/envelope/"),
      },
    ],
    ["LDL-DMP-SOAP12", "no header", { edit: (xml) => xml.replace(/<soap:Header>.*<\/soap:Header>/, "") }],
    ["LDL-DMP-SOAP12", "an empty body", { body: "" }],
    ["LDL-DMP-XML", "broken XML", { edit: (xml) => xml.replace("</soap:Body>", "") }],
    ["LDL-DMP-XML", "a DTD", { edit: (xml) => `<!DOCTYPE x [<!ENTITY y "z">]>${xml}` }],
    [
      "LDL-DMP-UNDERSTAND",
      "a header to understand",
      { edit: (xml) => xml.replace("<wsa:Action", '<x:y xmlns:x="urn:x" soap:mustUnderstand="1"/><wsa:Action') },
    ],
    ["LDL-DMP-WSA-ACTION", "no Action", { edit: without("Action") }],
    ["LDL-DMP-WSA-ACTION", "an action of another service", { action: ACTIONS.provide }],
    ["LDL-DMP-WSA-MESSAGEID", "no MessageID", { edit: without("MessageID") }],
    ["LDL-DMP-WSA-MESSAGEID", "a MessageID that is no UUID", { messageId: "42" }],
    ["LDL-DMP-WSA-TO", "no To", { edit: without("To") }],
    [
      "LDL-DMP-WSA-TO",
      "the address of another service",
      { to: "https://localhost/si-dmp-server/v2/services/registry" },
    ],
    ["LDL-DMP-WSA-TO", "two To", { edit: (xml) => xml.replace("<wsa:To></wsa:To>", "<wsa:To/><wsa:To/>") }],
    ["LDL-DMP-WSA-REPLYTO", "no ReplyTo", { edit: without("ReplyTo") }],
    [
      "LDL-DMP-WSA-REPLYTO",
      "another ReplyTo",
      { edit: (xml) => xml.replace("addressing/anonymous", "addressing/none") },
    ],
    ["LDL-DMP-BODY", "a body of another action", { body: '<x xmlns="urn:x"/>' }],
  ])("%s: refuses %s", async (rule, _what, parts) => {
    expect((await ask(exists(parts))).status).toBe(500);
    expect(dmp.log.at(-1)).toMatchObject({ outcome: "fault", rules: [rule] });
  });

  it("refuses an action of the content type that is not that of the header", async () => {
    const { body } = exists();
    await ask({ body, contentType: `application/soap+xml; action="${ACTIONS.query}"` });
    expect(dmp.log.at(-1)?.rules).toEqual(["LDL-DMP-WSA-ACTION"]);
  });

  it("refuses a message identifier that served", async () => {
    const messageId = "urn:uuid:0b4f3f5a-4a0b-4a4e-9a0a-0d9f1d1f7c12";
    await ask(exists({ messageId }));
    await ask(exists({ messageId }));
    expect(dmp.log.at(-1)?.rules).toEqual(["LDL-DMP-WSA-MESSAGEID-REPLAY"]);
  });

  it("tells the rule in the detail of the fault", async () => {
    const { root } = await ask(exists({ edit: without("To") }));
    const fault = root && selectFirst(root, "//Fault");
    expect(fault && selectFirst(fault, "Detail/rule")?.children[0]).toMatchObject({ value: "LDL-DMP-WSA-TO" });
    const text = fault && selectFirst(fault, "Reason/Text");
    expect(text && attributeOf(text, "xml:lang")).toBe("fr");
  });
});

describe("MTOM", () => {
  const provide = (
    change: (request: TestRequest) => TestRequest,
    options: Parameters<typeof buildSubmission>[1] = {},
  ) => {
    const { body, parts } = buildSubmission(sender, options);
    const envelope = buildEnvelope({ action: ACTIONS.provide, body, security: vihfOf(sender) });
    return post(dmp.endpoints.repository, change(mtom(envelope, ACTIONS.provide, parts)), sender);
  };
  const edit = (from: string | RegExp, to: string) => (request: TestRequest) => {
    const text = Buffer.from(request.body).toString("latin1");
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    return { ...request, body: Buffer.from(changed, "latin1") };
  };

  it.each<[string, (request: TestRequest) => TestRequest]>([
    ["as it is", (request) => request],
    [
      "a preamble and an epilogue",
      ({ contentType, body }) => ({
        contentType,
        body: Buffer.concat([Buffer.from("Preamble\r\n"), body, Buffer.from("Epilogue\r\n")]),
      }),
    ],
    [
      "no start: the first part is the root",
      ({ contentType, body }) => ({ contentType: contentType.replace(' start="<root@test>";', ""), body }),
    ],
    ["parts of 8 bits", edit(/Content-Transfer-Encoding: binary/g, "Content-Transfer-Encoding: 8bit")],
    ["headers in lower case", edit(/Content-ID: /g, "content-id:")],
    ["an escaped Content-ID", edit(/cid:doc1@test/, "cid:doc1%40test")],
  ])("reads %s", async (_what, change) => {
    expect(said(await provide(change))).toBe("Success");
  });

  it.each<[string, string, (request: TestRequest) => TestRequest]>([
    [
      "a message that is cut",
      "LDL-DMP-MULTIPART",
      ({ contentType, body }) => ({ contentType, body: body.subarray(0, body.length - 40) }),
    ],
    ["a part in base64", "LDL-DMP-MULTIPART", edit(/(text\/xml\r\nContent-Transfer-Encoding: )binary/, "$1base64")],
    ["a part without Content-ID", "LDL-DMP-MULTIPART", edit("Content-ID: <doc1@test>", "X-Other: 1")],
    ["two parts of one Content-ID", "LDL-DMP-MULTIPART", edit("Content-ID: <sig1@test>", "Content-ID: <doc1@test>")],
    [
      "a root that is not XOP",
      "LDL-DMP-CONTENT-TYPE",
      edit("Content-Type: application/xop+xml", "Content-Type: text/xml"),
    ],
    [
      "no start-info",
      "LDL-DMP-CONTENT-TYPE",
      ({ contentType, body }) => ({
        contentType: contentType.replace(' start-info="application/soap+xml";', ""),
        body,
      }),
    ],
    [
      "no boundary",
      "LDL-DMP-CONTENT-TYPE",
      ({ contentType, body }) => ({ contentType: contentType.replace(/boundary="[^"]*";/, ""), body }),
    ],
    ["a part that is not there", "LDL-DMP-XOP", edit("cid:doc1@test", "cid:other@test")],
  ])("refuses %s", async (_what, rule, change) => {
    await provide(change);
    expect(dmp.log.at(-1)?.rules).toEqual([rule]);
  });

  it("reads documents in base64 inside a plain message", async () => {
    const { body, parts } = buildSubmission(sender);
    const inline = parts.reduce(
      (text, { id, bytes }) =>
        text.replace(new RegExp(`<xop:Include [^>]*cid:${id}"/>`), Buffer.from(bytes).toString("base64")),
      body,
    );
    const envelope = buildEnvelope({ action: ACTIONS.provide, body: inline, security: vihfOf(sender) });
    expect(said(await post(dmp.endpoints.repository, plain(envelope, ACTIONS.provide), sender))).toBe("Success");
  });

  it("keeps a large document byte for byte, and leaves no temporary file", async () => {
    const words = Array.from({ length: 60_000 }, (_value, index) =>
      createHash("md5").update(String(index)).digest("base64"),
    );
    const built = buildSubmission(sender, { document: { body: words.join("\n--b-\r\n").replaceAll("\r", "") } });
    const envelope = buildEnvelope({ action: ACTIONS.provide, body: built.body, security: vihfOf(sender) });
    expect(said(await post(dmp.endpoints.repository, mtom(envelope, ACTIONS.provide, built.parts), sender))).toBe(
      "Success",
    );
    const kept = await dmp.store.content(built.uniqueId);
    expect(Buffer.compare(kept, built.parts[0]?.bytes ?? Buffer.alloc(0))).toBe(0);
    expect(await readdir(path.join(dmp.dir, "incoming"))).toEqual([]);
  });
});
