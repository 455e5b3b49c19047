import { createReadStream } from "node:fs";
import { createXmlWriter, type XmlWriter } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";

/** A document that travels beside the envelope of an answer. */
export interface Attachment {
  /** Content-ID without angle brackets. */
  readonly contentId: string;
  readonly mimeType: string;
  readonly file: string;
}

/** What a transaction answers. */
export interface SoapAnswer {
  /** `wsa:Action`. */
  readonly action: string;
  /** Writes what the SOAP body holds. */
  readonly write: (xml: XmlWriter) => void;
  /** Makes the answer an MTOM message, even when it is empty. */
  readonly attachments?: readonly Attachment[];
}

/** An HTTP answer, its bytes produced as they are sent. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly chunks: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

function envelope(answer: SoapAnswer, ids: { readonly messageId: string; readonly relatesTo?: string }): Uint8Array {
  const xml = createXmlWriter();
  xml.start("soap:Envelope", { "xmlns:soap": NS.soap }).start("soap:Header", { "xmlns:wsa": NS.wsa });
  xml.element("wsa:Action", {}, answer.action).element("wsa:MessageID", {}, ids.messageId);
  if (ids.relatesTo !== undefined) xml.element("wsa:RelatesTo", {}, ids.relatesTo);
  xml.end().start("soap:Body");
  answer.write(xml);
  xml.end().end();
  return xml.finish();
}

async function* multipart(
  boundary: string,
  root: Uint8Array,
  attachments: readonly Attachment[],
): AsyncIterable<Uint8Array> {
  const head = (contentId: string, type: string): Buffer =>
    Buffer.from(
      `--${boundary}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${contentId}>\r\n\r\n`,
    );
  yield head("root@dmp.test", 'application/xop+xml; charset=UTF-8; type="application/soap+xml"');
  yield root;
  for (const { contentId, mimeType, file } of attachments) {
    yield Buffer.from("\r\n");
    yield head(contentId, mimeType);
    yield* createReadStream(file) as AsyncIterable<Uint8Array>;
  }
  yield Buffer.from(`\r\n--${boundary}--\r\n`);
}

/** Encodes an answer: SOAP alone, or MTOM when it has attachments (W3C MTOM, XOP). */
export function encodeAnswer(
  answer: SoapAnswer,
  init: { readonly status: number; readonly newId: () => string; readonly relatesTo?: string },
): HttpAnswer {
  const relatesTo = init.relatesTo === undefined ? {} : { relatesTo: init.relatesTo };
  const root = envelope(answer, { messageId: `urn:uuid:${init.newId()}`, ...relatesTo });
  const { attachments } = answer;
  if (attachments === undefined) {
    return { status: init.status, contentType: "application/soap+xml; charset=UTF-8", chunks: () => [root] };
  }
  const boundary = `uuid-${init.newId()}`;
  return {
    status: init.status,
    contentType: `multipart/related; type="application/xop+xml"; boundary="${boundary}"; start="<root@dmp.test>"; start-info="application/soap+xml"`,
    chunks: () => multipart(boundary, root, attachments),
  };
}
