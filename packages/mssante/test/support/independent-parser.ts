import { simpleParser } from "mailparser";

/** A message as software that is not ours reads it. */
export interface IndependentMail {
  /** Names of the headers in their order, lower case. */
  readonly headerNames: string[];
  /** First value of a header, unfolded. */
  header(name: string): string | undefined;
  readonly from: { readonly name: string; readonly address: string | undefined } | undefined;
  readonly to: (string | undefined)[];
  readonly replyTo: (string | undefined)[];
  readonly subject: string | undefined;
  readonly messageId: string | undefined;
  readonly inReplyTo: string | undefined;
  readonly references: string | undefined;
  readonly text: string;
  readonly attachments: {
    readonly filename: string | undefined;
    readonly contentType: string;
    readonly content: Buffer;
  }[];
}

function addresses(
  header: { value: { address?: string | undefined }[] } | { value: { address?: string | undefined }[] }[] | undefined,
) {
  return [header ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address));
}

/** Reads a message with mailparser; attached messages stay attachments. */
export async function parseIndependently(raw: Uint8Array): Promise<IndependentMail> {
  const mail = await simpleParser(Buffer.from(raw), { skipTextToHtml: true, skipHtmlToText: true });
  const lines = new Map(mail.headerLines.toReversed().map(({ key, line }) => [key, line]));
  const [from] = mail.from?.value ?? [];
  return {
    headerNames: mail.headerLines.map(({ key }) => key),
    header: (name) =>
      lines
        .get(name)
        ?.replace(/\r?\n/g, "")
        .replace(/^[^:]+:\s*/, ""),
    from: from === undefined ? undefined : { name: from.name, address: from.address },
    to: addresses(mail.to),
    replyTo: addresses(mail.replyTo),
    subject: mail.subject,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: [mail.references ?? []].flat()[0],
    text: mail.text ?? "",
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({ filename, contentType, content })),
  };
}
