import { attributeOf, childElements, firstChild, isXmlError, parseXml, textContent, type XmlElement } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import { SoapFault } from "./soap-fault.ts";

/** A request, its envelope read. */
export interface SoapRequest {
  readonly action: string;
  readonly messageId: string;
  readonly to: string;
  readonly root: XmlElement;
  /** What the SOAP body holds. */
  readonly body: XmlElement;
  readonly security?: XmlElement;
}

function malformed(reason: string, rule: string): SoapFault {
  return new SoapFault({ code: "Sender", reason, rule });
}

function parseEnvelope(bytes: Uint8Array): XmlElement {
  try {
    return parseXml(bytes, { limits: { maxDepth: 100, maxNodes: 500_000 } }).root;
  } catch (error) {
    if (!isXmlError(error)) throw error;
    throw malformed(`enveloppe illisible (${error.code})`, "LDL-DMP-XML");
  }
}

/** One addressing header: mandatory, given once. */
function addressing(header: XmlElement, name: string): XmlElement {
  const [found, ...more] = childElements(header, name, NS.wsa);
  if (found === undefined) {
    throw new SoapFault({
      code: "Sender",
      subcode: "wsa:MessageAddressingHeaderRequired",
      reason: "A required header representing a Message Addressing Property is not present",
      rule: `LDL-DMP-WSA-${name.toUpperCase()}`,
    });
  }
  if (more.length > 0) invalidAddressing(`${name} répété`, name);
  return found;
}

function invalidAddressing(reason: string, name: string): never {
  throw new SoapFault({
    code: "Sender",
    subcode: "wsa:InvalidAddressingHeader",
    reason: `wsa:${reason}`,
    rule: `LDL-DMP-WSA-${name.toUpperCase()}`,
  });
}

const UNDERSTOOD = new Set<string>([NS.wsa, NS.wsse]);

/** Refuses a header that must be understood and is not (SOAP 1.2 part 1 §5.2.3). */
function checkUnderstood(header: XmlElement): void {
  const unknown = childElements(header).filter(
    (block) =>
      !UNDERSTOOD.has(block.namespace) && /^(?:true|1)$/.test(attributeOf(block, "mustUnderstand", NS.soap) ?? ""),
  );
  if (unknown.length > 0) {
    throw new SoapFault({ code: "MustUnderstand", reason: "en-tête obligatoire inconnu", rule: "LDL-DMP-UNDERSTAND" });
  }
}

function readHeaders(header: XmlElement): Pick<SoapRequest, "action" | "messageId" | "to"> {
  const text = (name: string): string => textContent(addressing(header, name)).trim();
  const messageId = text("MessageID");
  if (!/^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(messageId)) {
    invalidAddressing("MessageID : urn:uuid attendu", "MessageID");
  }
  const replyTo = firstChild(addressing(header, "ReplyTo"), "Address", NS.wsa);
  if (replyTo === undefined || textContent(replyTo).trim() !== `${NS.wsa}/anonymous`) {
    invalidAddressing("ReplyTo : adresse anonyme attendue", "ReplyTo");
  }
  return { messageId, action: text("Action"), to: text("To") };
}

/**
 * Reads an envelope and its addressing headers.
 *
 * @remarks SOAP 1.2 part 1 §5; WS-Addressing 1.0 SOAP binding §6.4; headers of the DMP sample messages.
 */
export function readEnvelope(bytes: Uint8Array): SoapRequest {
  const root = parseEnvelope(bytes);
  if (root.localName !== "Envelope" || root.namespace !== NS.soap) {
    throw new SoapFault({ code: "VersionMismatch", reason: "enveloppe SOAP 1.2 attendue", rule: "LDL-DMP-SOAP12" });
  }
  const header = firstChild(root, "Header", NS.soap);
  const [body, ...more] = childElements(firstChild(root, "Body", NS.soap) ?? root, undefined);
  if (header === undefined || body === undefined || body.namespace === NS.soap || more.length > 0) {
    throw malformed("un en-tête et un corps d'un seul élément attendus", "LDL-DMP-SOAP12");
  }
  checkUnderstood(header);
  const [security, ...others] = childElements(header, "Security", NS.wsse);
  if (others.length > 0) throw malformed("wsse:Security répété", "LDL-DMP-VIHF-ONE");
  return { ...readHeaders(header), root, body, ...(security === undefined ? {} : { security }) };
}
