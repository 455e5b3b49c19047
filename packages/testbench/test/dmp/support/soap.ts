import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { parseXml, selectElements, selectFirst, textContent, type XmlElement } from "@ldl/xml";
import type { TestCertificate, TestPki } from "../../../src/index.ts";

/** Parts of an envelope; each test changes one. */
export interface EnvelopeParts {
  readonly action: string;
  readonly body: string;
  readonly to?: string;
  readonly security?: string;
  readonly messageId?: string;
  /** Changes the whole envelope. */
  readonly edit?: (xml: string) => string;
}

const WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

/** Writes an envelope with its addressing headers. */
export function buildEnvelope(parts: EnvelopeParts): string {
  const { action, body, to = "", security, messageId = `urn:uuid:${randomUUID()}` } = parts;
  const xml = `<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://www.w3.org/2005/08/addressing"><soap:Header><wsa:Action soap:mustUnderstand="true">${action}</wsa:Action><wsa:MessageID>${messageId}</wsa:MessageID><wsa:ReplyTo><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo><wsa:To>${to}</wsa:To>${
    security === undefined ? "" : `<wsse:Security xmlns:wsse="${WSSE}">${security}</wsse:Security>`
  }</soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`;
  return parts.edit?.(xml) ?? xml;
}

/** A document beside the envelope. */
export interface TestPart {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
}

/** A request ready to be sent. */
export interface TestRequest {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** A plain SOAP 1.2 message. */
export function plain(envelope: string, action: string): TestRequest {
  return { contentType: `application/soap+xml; charset=UTF-8; action="${action}"`, body: Buffer.from(envelope) };
}

/** An MTOM message. */
export function mtom(envelope: string, action: string, parts: readonly TestPart[]): TestRequest {
  const boundary = `b-${randomUUID()}`;
  const part = (type: string, id: string, bytes: Uint8Array): Buffer =>
    Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id}>\r\n\r\n`,
      ),
      bytes,
      Buffer.from("\r\n"),
    ]);
  const root = 'application/xop+xml; charset=UTF-8; type="application/soap+xml"';
  const body = Buffer.concat([
    part(root, "root@test", Buffer.from(envelope)),
    ...parts.map(({ id, bytes, type = "text/xml" }) => part(type, id, bytes)),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  const contentType = `multipart/related; boundary="${boundary}"; type="application/xop+xml"; start="<root@test>"; start-info="application/soap+xml"; action="${action}"`;
  return { contentType, body };
}

/** What came back. */
export interface TestAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Buffer;
  /** The SOAP envelope, when there is one. */
  readonly root?: XmlElement;
}

function envelopeOf(bytes: Buffer): XmlElement | undefined {
  const start = bytes.indexOf("<soap:Envelope");
  const end = bytes.indexOf("</soap:Envelope>");
  return start === -1 || end === -1 ? undefined : parseXml(bytes.subarray(start, end + 16).toString()).root;
}

/** Posts a request with a client certificate. */
export async function post(
  url: string,
  { contentType, body }: TestRequest,
  tls: { readonly pki: TestPki; readonly client?: TestCertificate; readonly method?: string },
): Promise<TestAnswer> {
  const { pki, client, method = "POST" } = tls;
  const credentials = client === undefined ? {} : { key: client.key, cert: client.chain };
  const sent = request(url, {
    method,
    ca: pki.ca,
    agent: false,
    ...credentials,
    headers: { "content-type": contentType, "content-length": body.length },
  });
  const answered = once(sent, "response") as Promise<[IncomingMessage]>;
  sent.end(body);
  const [answer] = await answered;
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const root = envelopeOf(bytes);
  const type = answer.headers["content-type"] ?? "";
  return { status: answer.statusCode ?? 0, contentType: type, bytes, ...(root === undefined ? {} : { root }) };
}

/** What an answer says, in few words: `Success`, error codes, or the subcode of a fault. */
export function said(answer: TestAnswer): string {
  const { root } = answer;
  if (root === undefined) return `HTTP ${answer.status}`;
  const fault = selectFirst(root, "//Fault");
  if (fault !== undefined) {
    const values = selectElements(fault, "Code//Value").map(textContent);
    return values.at(-1) ?? "";
  }
  const codes = selectElements(root, "//RegistryError").map(
    ({ attributes }) => attributes.find(({ name }) => name === "errorCode")?.value,
  );
  if (codes.length > 0) return [...new Set(codes)].join(" ");
  const status = selectElements(root, "//*").flatMap(({ attributes }) =>
    attributes.filter(({ name }) => name === "status").map(({ value }) => value),
  )[0];
  return status?.split(":").at(-1) ?? "";
}
