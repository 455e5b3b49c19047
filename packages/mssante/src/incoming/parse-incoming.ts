import { Ins, type LdlIssue, MssanteAddress, mssanteAddressKind } from "@ldl/domain";
import { definedOnly } from "../internal/defined-only.ts";
import { DEFAULT_MAIL_LIMITS, type MailLimits } from "../mime/mime-limits.ts";
import { type MimeEntity, readMime } from "../mime/read-mime.ts";
import { parseDsnPart } from "../reports/parse-dsn.ts";
import { parseMdnPart } from "../reports/parse-mdn.ts";
import { readReportedError } from "../reports/reported-error.ts";
import { type Attachments, attachedMessages, sortAttachments } from "./find-archive.ts";
import type { IncomingBase, IncomingErrorMail, IncomingMessage, IncomingXdm } from "./incoming-message.ts";
import { readBase } from "./read-base.ts";
import { errorCodeOfSubject, isXdmSubject } from "./xdm-subject.ts";

/**
 * Options of {@link parseIncoming}.
 *
 * @public
 */
export interface ParseIncomingOptions {
  /** Reading limits. Default: those of {@link MailLimits}. */
  readonly limits?: Partial<MailLimits>;
}

function warning(rule: string, path: string, message: string): LdlIssue {
  return { rule, path, message, severity: "warning" };
}

function errorMail(base: IncomingBase, root: MimeEntity): IncomingErrorMail | undefined {
  const code = errorCodeOfSubject(base.subject);
  if (code === undefined) return undefined;
  const attached = attachedMessages(root)[0]?.headers.first("message-id");
  const originalMessageId = base.inReplyTo ?? base.references.at(-1) ?? attached;
  const error = readReportedError(code);
  return { ...base, kind: "errorMail", error, ...definedOnly({ originalMessageId }) };
}

/** The archive of the message itself, else of a message attached to it. */
function findDocuments(root: MimeEntity): { readonly files: Attachments; readonly forwarded: boolean } {
  const own = sortAttachments(root);
  if (own.archives.length > 0) return { files: own, forwarded: false };
  const attached = attachedMessages(root)
    .map(sortAttachments)
    .find(({ archives }) => archives.length > 0);
  return attached === undefined ? { files: own, forwarded: false } : { files: attached, forwarded: true };
}

function xdmMessage(base: IncomingBase, found: ReturnType<typeof findDocuments>): IncomingXdm | undefined {
  const { files, forwarded } = found;
  const [xdm, ...more] = files.archives;
  if (xdm === undefined) return undefined;
  const issues = [
    ...base.issues,
    ...(more.length > 0
      ? [warning("LDL-MSS-101", "xdm", "une seule archive IHE_XDM attendue ; les autres sont jointes")]
      : []),
    ...(isXdmSubject(base.subject) ? [] : [warning("LDL-MSS-102", "subject", "objet sans la mention XDM/1.0/DDM")]),
  ];
  return { ...base, issues, kind: "xdm", xdm, pdfs: files.pdfs, attachments: [...more, ...files.others], forwarded };
}

/** Matricule of the patient who writes, when the sender is a patient. */
function patientOf(base: IncomingBase): { readonly ins?: Ins } | undefined {
  const address = MssanteAddress.safeParse(base.from?.address);
  if (!address.success || mssanteAddressKind(address.data) !== "patient") return undefined;
  const ins = Ins.safeParse(address.data.split("@")[0]?.toUpperCase());
  return ins.success ? { ins: ins.data } : {};
}

function classify(base: IncomingBase, root: MimeEntity): IncomingMessage {
  if (root.contentType === "multipart/report") {
    const dsn = parseDsnPart(root);
    if (dsn !== undefined) return { ...base, kind: "dsn", dsn };
    const mdn = parseMdnPart(root);
    if (mdn !== undefined) return { ...base, kind: "mdn", mdn };
  }
  const reported = errorMail(base, root);
  if (reported !== undefined) return reported;
  const found = findDocuments(root);
  const documents = xdmMessage(base, found);
  if (documents !== undefined) return documents;
  if (base.subject.trim() === "[FIN]") return { ...base, kind: "fin" };
  const { archives, pdfs, others } = found.files;
  const attachments = [...archives, ...pdfs, ...others];
  const patient = patientOf(base);
  if (patient !== undefined) return { ...base, ...patient, kind: "patientReply", attachments };
  return { ...base, kind: "other", announcesXdm: isXdmSubject(base.subject), attachments };
}

/**
 * Reads a received message: what kind it is, and what that kind carries.
 *
 * In order: delivery status notification, receipt (MDN), error mail, message with an XDM archive (also inside a message attached
 * to it, one level down), `[FIN]`, patient, anything else. Nothing is executed or opened: the archive is handed over as bytes.
 *
 * @remarks ANS volet « Transmission au LPS d'un document CDA-R2 en HL7v2 reçu par MSSanté » 1.1.2 and 1.1.3; RFC 3464, RFC 8098.
 * Both forms of the receipt are read.
 * @example
 * ```ts
 * import { parseIncoming } from "@ldl/mssante";
 *
 * declare const raw: Uint8Array;
 *
 * const message = parseIncoming(raw);
 * if (message.kind === "xdm") console.log(message.xdm.bytes.length, message.pdfs.length);
 * if (message.kind === "mdn") console.log(message.mdn.outcome, message.mdn.error?.code);
 * ```
 * @param raw - The message (RFC 5322).
 * @param options - Reading limits.
 * @returns The message, by kind.
 * @throws LdlError `LDL_MSS_LIMIT_EXCEEDED` when it goes over a limit; a strange message never throws.
 * @public
 */
export function parseIncoming(raw: Uint8Array, options: ParseIncomingOptions = {}): IncomingMessage {
  const root = readMime(raw, { ...DEFAULT_MAIL_LIMITS, ...options.limits });
  return classify(readBase(raw, root, []), root);
}
