import { randomUUID } from "node:crypto";
import { Ins, MssanteAddress, mssanteAddressKind, parseInput } from "@ldl/domain";
import { z } from "zod";
import type { ComposedMessage, ComposeMessageOptions } from "../compose/compose-message.ts";
import { MessageSender } from "../compose/message-input.ts";
import { senderLabel } from "../compose/sender-label.ts";
import { writeMime } from "../mime/write-mime.ts";
import { HeaderText, MessageId } from "../text/header-text.ts";
import { mailDate } from "../text/mail-date.ts";

/** Closes the exchange when it is the whole subject. */
const SUBJECT = "[FIN]";

/**
 * What {@link composeEndMessage} makes a message of.
 *
 * @public
 */
export const EndMessageInput = z
  .strictObject({
    /** Who ends the exchange. */
    from: MessageSender,
    /** Mailbox of the patient. */
    to: MssanteAddress,
    /** Matricule; only compared with the mailbox. */
    ins: Ins.optional(),
    /** Reference of the product at the Convergence portal (NIL). */
    nil: HeaderText,
    /** Text for the patient. Default: a French text that says that the exchange is closed. */
    body: z.string().max(100_000).optional(),
    /** Identifier kept by an outbox from an earlier attempt. Default: a new one. */
    messageId: MessageId.optional(),
  })
  .refine(({ to }) => mssanteAddressKind(to) === "patient", {
    path: ["to"],
    error: "fin d'échange réservée à un message au patient (LDL-MSS-014)",
  })
  .refine(({ to, ins }) => ins === undefined || to.toUpperCase().startsWith(`${ins}@`), {
    path: ["to"],
    error: "adresse du patient du message attendue (LDL-MSS-013)",
  });
/** What the schema of the same name gives. @public */
export interface EndMessageInput extends z.infer<typeof EndMessageInput> {}

function defaultText(from: MessageSender): string {
  const sender =
    from.kind === "entite" ? from.entite : [from.titre, from.prenom, from.nom.toUpperCase()].filter(Boolean).join(" ");
  return [
    "Bonjour,",
    "",
    `${sender} met fin à cet échange : vous ne pouvez plus répondre à ses messages précédents.`,
    "Vous pouvez toujours les lire dans votre messagerie de Mon espace santé.",
    "En cas d'urgence, appelez le 15 ou le 112.",
    "",
  ].join("\n");
}

/**
 * Composes the message that ends an exchange with a patient, who can then answer none of the former messages.
 *
 * @remarks ECO.2.2.8 and « Mon espace santé – Messagerie »: the subject is exactly `[FIN]`. To keep a patient from answering one
 * message only, use `fin` of {@link composeMessage}.
 * @example
 * ```ts
 * import { MssanteAddress } from "@ldl/domain";
 * import { composeEndMessage } from "@ldl/mssante";
 *
 * const message = composeEndMessage({
 *   from: { kind: "entite", adresse: MssanteAddress.parse("cardio@ch-test.mssante.fr"), entite: "CH Test - Cardiologie" },
 *   to: MssanteAddress.parse("279035121518989@patient.mssante.fr"),
 *   nil: "REFERENCE-PRODUIT",
 * });
 * console.log(message.messageId);
 * ```
 * @param input - Sender, patient, product.
 * @param options - Clock and identifiers.
 * @returns The message, its identifier and its envelope.
 * @throws LdlError `LDL_INPUT_INVALID` when the input breaks a rule.
 * @public
 */
export function composeEndMessage(
  input: EndMessageInput,
  options: Pick<ComposeMessageOptions, "now" | "newId"> = {},
): ComposedMessage {
  const { from, to, nil, body, messageId: kept } = parseInput(EndMessageInput, input);
  const domain = from.adresse.slice(from.adresse.lastIndexOf("@") + 1);
  const messageId = kept ?? parseInput(MessageId, `<${(options.newId ?? randomUUID)()}@${domain}>`);
  const raw = writeMime({
    headers: [
      ["From", [{ name: senderLabel(from.kind === "entite" ? from.entite : from), address: from.adresse }]],
      ["To", [{ address: to }]],
      ["Date", mailDate(options.now?.() ?? new Date())],
      ["Message-ID", messageId],
      ["Subject", SUBJECT],
      ["X-MSS-NIL", nil],
      ["X-MSS-MES", "FIN"],
    ],
    contentType: "multipart/mixed",
    seed: messageId,
    parts: [{ kind: "text", text: body ?? defaultText(from) }],
  });
  return { messageId, raw, envelope: { from: from.adresse, to: [to] } };
}
