import { randomUUID } from "node:crypto";
import { LdlError, type LdlIssue, type MssanteAddress, mssanteAddressKind, parseInput } from "@ldl/domain";
import { type HeaderField, type MimePart, writeMime } from "../mime/write-mime.ts";
import { MessageId } from "../text/header-text.ts";
import { mailDate } from "../text/mail-date.ts";
import { defaultBody } from "./body-text.ts";
import { ComposeMessageInput } from "./message-input.ts";
import { pdfFileName } from "./pdf-file-name.ts";
import { senderLabel } from "./sender-label.ts";
import { buildSubject } from "./subject.ts";

/** Sum of the attachments that operators are said to take, before encoding. */
const DEFAULT_MAX_ATTACHMENTS_BYTES = 10_000_000;

/**
 * Options of {@link composeMessage}.
 *
 * @public
 */
export interface ComposeMessageOptions {
  /** Clock of the `Date` header. Default: the system clock. */
  readonly now?: () => Date;
  /** Source of the left part of the Message-ID. Default: random UUID. */
  readonly newId?: () => string;
  /** Largest sum of the attachments, in bytes before encoding. Default: 10 000 000; each operator has its own limit. */
  readonly maxAttachmentsBytes?: number;
  /**
   * What each document must come with: a copy that claims to be PDF/A-1 (`pdfa1`), a PDF (`pdf`), or nothing (`none`): a receiver
   * that cannot open the archive then has nothing to read. Default: `pdf`.
   */
  readonly readableCopies?: "pdfa1" | "pdf" | "none";
}

/**
 * Sender and recipients of the SMTP transaction.
 *
 * @public
 */
export interface MessageEnvelope {
  /** Address of MAIL FROM; `null` for the null sender of a notification. */
  readonly from: MssanteAddress | null;
  /** Addresses of RCPT TO. */
  readonly to: readonly MssanteAddress[];
}

/**
 * A message ready to be sent, or stored for a later attempt.
 *
 * @public
 */
export interface ComposedMessage {
  /** Its Message-ID, angle brackets included: the same on every attempt. */
  readonly messageId: string;
  /** The whole message (RFC 5322), lines ended by CRLF. */
  readonly raw: Uint8Array;
  /** Sender and recipients. */
  readonly envelope: MessageEnvelope;
}

function subjectOf(input: ComposeMessageInput): string {
  const { nomNaissance, prenom, dateNaissance } = input.patient;
  const subject = buildSubject({
    libelles: input.documents.map(({ libelle }) => libelle),
    nomNaissance,
    prenom,
    ...(dateNaissance === undefined ? {} : { dateNaissance }),
  });
  return input.annuleEtRemplace === true ? `${subject} [Annule et remplace]` : subject;
}

function threadHeaders({ inReplyTo, references }: ComposeMessageInput): HeaderField[] {
  const thread = references ?? (inReplyTo === undefined ? [] : [inReplyTo]);
  return [
    ...(inReplyTo === undefined ? [] : [["In-Reply-To", inReplyTo] as const]),
    ...(thread.length === 0 ? [] : [["References", thread.join(" ")] as const]),
  ];
}

function headersOf(input: ComposeMessageInput, messageId: string, now: Date): HeaderField[] {
  const { from, replyTo, patient, documents } = input;
  const label = senderLabel(from.kind === "entite" ? from.entite : from);
  return [
    ["From", [{ name: label, address: from.adresse }]],
    ...(replyTo === undefined ? [] : [["Reply-To", [{ address: replyTo }]] as const]),
    ["To", input.to.map((address) => ({ address }))],
    ["Date", mailDate(now)],
    ["Message-ID", messageId],
    ...threadHeaders(input),
    ["Subject", subjectOf(input)],
    ...(input.receipt === false ? [] : [["Disposition-Notification-To", from.adresse] as const]),
    ["X-MSS-CODECDA", [...new Set(documents.map(({ typeCode }) => typeCode))].join(",")],
    ["X-MSS-INS", patient.insQualifiee ? "O" : "N"],
    ["X-MSS-NIL", input.nil],
    ...(input.fin === true ? [["X-MSS-MES", "FIN"] as const] : []),
  ];
}

/** The readable copies, each under its own name. */
function copiesOf({ documents, patient }: ComposeMessageInput): MimePart[] {
  const seen = new Map<string, number>();
  return documents.flatMap((document): MimePart[] => {
    if (document.pdf === undefined) return [];
    const named = {
      dateActe: document.dateActe,
      libelle: document.libelle,
      nomNaissance: patient.nomNaissance,
      prenom: patient.prenom,
      ...(document.numeroDossier === undefined ? {} : { numeroDossier: document.numeroDossier }),
    };
    const base = pdfFileName(named);
    const rank = (seen.get(base) ?? 0) + 1;
    seen.set(base, rank);
    return [{ kind: "file", contentType: "application/pdf", name: pdfFileName(named, { rank }), bytes: document.pdf }];
  });
}

/** Claim of PDF/A-1 in the XMP of a PDF, which PDF/A-1 forbids to compress; as an element or as an attribute. */
const PDFA_CLAIM = /pdfaid:part(?:>|\s*=\s*["'])\s*1/;

function checkCopies({ documents }: ComposeMessageInput, wanted: "pdfa1" | "pdf" | "none"): void {
  const issues = documents.flatMap(({ pdf }, index): LdlIssue[] => {
    const claims = wanted !== "pdfa1" || PDFA_CLAIM.test(Buffer.from(pdf ?? []).toString("latin1"));
    if (wanted === "none" || (pdf !== undefined && claims)) return [];
    const message = pdf === undefined ? "copie lisible PDF attendue" : "copie lisible PDF/A-1 attendue";
    return [{ rule: "LDL-MSS-016", path: `documents.${index}.pdf`, message, severity: "error" }];
  });
  if (issues.length > 0)
    throw new LdlError("LDL_INPUT_INVALID", "documents: readable copies expected", { details: { issues } });
}

function checkSize({ xdm, documents }: ComposeMessageInput, limit: number): void {
  const size = documents.reduce((sum, { pdf }) => sum + (pdf?.length ?? 0), xdm.length);
  if (size <= limit) return;
  throw new LdlError("LDL_MSS_MESSAGE_TOO_LARGE", "the attachments are larger than the given limit", {
    details: { size, limit },
  });
}

/**
 * Composes the message that carries an XDM archive and the readable copies of its documents.
 *
 * @remarks Référentiel socle MSSanté #2: ECO.2.1.1 (one patient), 2.1.3 (subject), 2.1.6 (PDF names), 2.2.x (headers and
 * labels), 2.4.x (X-MSS headers). The envelope sender equals `Disposition-Notification-To`, so that the recipient may answer
 * by itself. Same input and options, same bytes.
 * @example
 * ```ts
 * import { CivilDate, MssanteAddress } from "@ldl/domain";
 * import { composeMessage } from "@ldl/mssante";
 *
 * declare const xdm: Uint8Array;
 * declare const pdf: Uint8Array;
 *
 * const message = composeMessage({
 *   from: { kind: "entite", adresse: MssanteAddress.parse("dpi@ch-test.mssante.fr"), entite: "CH Test - Cardiologie" },
 *   to: [MssanteAddress.parse("marie.martin@cabinet-test.mssante.fr")],
 *   patient: {
 *     nomNaissance: "VIAL",
 *     prenom: "Paul",
 *     dateNaissance: CivilDate.parse("1978-11-26"),
 *     insQualifiee: true,
 *   },
 *   documents: [
 *     {
 *       libelle: "Lettre de liaison à la sortie d'un établissement de soins",
 *       typeCode: "11490-0",
 *       dateActe: CivilDate.parse("2024-02-19"),
 *       pdf,
 *     },
 *   ],
 *   xdm,
 *   nil: "REFERENCE-PRODUIT",
 * });
 * console.log(message.messageId, message.raw.length);
 * ```
 * @param input - Sender, recipients, patient, documents and archive.
 * @param options - Clock, identifiers, size limit.
 * @returns The message, its identifier and its envelope.
 * @throws LdlError `LDL_INPUT_INVALID` when the input breaks a rule; `LDL_MSS_MESSAGE_TOO_LARGE` when the attachments go over the limit.
 * @public
 */
export function composeMessage(input: ComposeMessageInput, options: ComposeMessageOptions = {}): ComposedMessage {
  const checked = parseInput(ComposeMessageInput, input);
  checkCopies(checked, options.readableCopies ?? "pdf");
  checkSize(checked, options.maxAttachmentsBytes ?? DEFAULT_MAX_ATTACHMENTS_BYTES);
  const { adresse } = checked.from;
  const domain = adresse.slice(adresse.lastIndexOf("@") + 1);
  const messageId = checked.messageId ?? parseInput(MessageId, `<${(options.newId ?? randomUUID)()}@${domain}>`);
  const toPatient = checked.to.some((address) => mssanteAddressKind(address) === "patient");
  const raw = writeMime({
    headers: headersOf(checked, messageId, options.now?.() ?? new Date()),
    contentType: "multipart/mixed",
    seed: messageId,
    parts: [
      { kind: "text", text: checked.body ?? defaultBody(checked, toPatient ? "patient" : "professional") },
      ...copiesOf(checked),
      { kind: "file", contentType: "application/zip", name: "IHE_XDM.ZIP", bytes: checked.xdm },
    ],
  });
  return { messageId, raw, envelope: { from: adresse, to: checked.to } };
}
