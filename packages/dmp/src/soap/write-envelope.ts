import { Buffer } from "node:buffer";
import { NAMESPACES } from "../codes/namespaces.ts";
import { canonicalText as text } from "../internal/canonical-text.ts";

/** What an envelope holds. */
export interface EnvelopeParts {
  readonly action: string;
  readonly messageId: string;
  /** Address of the service. */
  readonly to: string;
  /** Signed assertion, put in as it is. */
  readonly vihf?: string | undefined;
  /** The element of the body, put in as it is. */
  readonly body: string;
}

const ANONYMOUS = "http://www.w3.org/2005/08/addressing/anonymous";

/**
 * Writes a SOAP 1.2 envelope with WS-Addressing 1.0.
 *
 * The assertion is signed: it goes in byte for byte, and the envelope declares no default name space that it would inherit.
 */
export function writeEnvelope({ action, messageId, to, vihf, body }: EnvelopeParts): Uint8Array {
  const security = vihf === undefined ? "" : `<wsse:Security xmlns:wsse="${NAMESPACES.wsse}">${vihf}</wsse:Security>`;
  return Buffer.from(
    [
      `<soap:Envelope xmlns:soap="${NAMESPACES.soap}" xmlns:wsa="${NAMESPACES.wsa}"><soap:Header>`,
      `<wsa:Action soap:mustUnderstand="true">${text(action)}</wsa:Action>`,
      `<wsa:MessageID>${text(messageId)}</wsa:MessageID>`,
      `<wsa:ReplyTo><wsa:Address>${ANONYMOUS}</wsa:Address></wsa:ReplyTo><wsa:To>${text(to)}</wsa:To>`,
      `${security}</soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`,
    ].join(""),
  );
}
