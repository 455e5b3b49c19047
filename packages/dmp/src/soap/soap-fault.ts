import { firstChild, selectElements, textContent, type XmlElement } from "@ldl/xml";
import { NAMESPACES } from "../codes/namespaces.ts";

/** A SOAP 1.2 fault. */
export interface SoapFault {
  /** Local name of the code: `Sender`, `Receiver`… */
  readonly code: string;
  /** Local name of the subcode. */
  readonly subcode?: string;
  /** The server's text. */
  readonly reason: string;
  /** DMP code found in the subcode, the reason or the detail. */
  readonly dmpCode?: string;
}

const DMP_CODE = /\bDMP[A-Z][A-Za-z]{2,60}\b/;

/**
 * Texts with which the DMP and its stack refuse the caller without a code of theirs.
 *
 * @remarks Public implementations and homologation trackers; the full list is in SEL-MP-037.
 */
const ACCESS_TEXTS =
  /vihf|certificat|habilitation|structure introuvable|structure non liés|assertion|signature|security/i;
const ACCESS_CODES =
  /^DMP(?:InvalidCertificate|AccessDenied\w*|Invalid(?:Vihf|VIHF)\w*|NotAuthorized\w*|Authorization\w*)$/;
/** WS-Security fault codes. */
const SECURITY_CODES =
  /^(?:InvalidSecurity|InvalidSecurityToken|FailedAuthentication|FailedCheck|SecurityTokenUnavailable|UnsupportedSecurityToken|MessageExpired)$/;

const localPart = (qualified: string): string => qualified.trim().replace(/^.*:/, "");

function textAt(element: XmlElement, path: string): string | undefined {
  const found = selectElements(element, path, { namespaces: { s: NAMESPACES.soap } })[0];
  return found === undefined ? undefined : textContent(found).trim();
}

/** Reads a fault; nothing when the payload is another element. */
export function readFault(payload: XmlElement): SoapFault | undefined {
  if (payload.localName !== "Fault" || payload.namespace !== NAMESPACES.soap) return undefined;
  const subcode = textAt(payload, "s:Code/s:Subcode/s:Value");
  const reason = textAt(payload, "s:Reason/s:Text") ?? "";
  const detail = firstChild(payload, "Detail", NAMESPACES.soap);
  const texts = [subcode ?? "", reason, detail === undefined ? "" : textContent(detail)];
  const dmpCode = texts.map((text) => DMP_CODE.exec(text)?.[0]).find((code) => code !== undefined);
  return {
    code: localPart(textAt(payload, "s:Code/s:Value") ?? ""),
    ...(subcode === undefined ? {} : { subcode: localPart(subcode) }),
    reason,
    ...(dmpCode === undefined ? {} : { dmpCode }),
  };
}

/** Whether a fault is about who calls and with what rights: nothing to retry before a person has looked. */
export function isAccessFault({ subcode, reason, dmpCode }: SoapFault): boolean {
  if (dmpCode !== undefined) return ACCESS_CODES.test(dmpCode);
  return SECURITY_CODES.test(subcode ?? "") || ACCESS_TEXTS.test(reason);
}
