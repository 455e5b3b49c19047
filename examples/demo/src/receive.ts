import { type ReadDocument, readDocument, readLettreDeLiaison } from "@ldl/cda";
import { readCrBio } from "@ldl/crbm";
import { buildMdn, type ComposedMessage, type ImapMailbox, type IncomingMessage, parseIncoming } from "@ldl/mssante";
import { readXdm } from "@ldl/xds";
import { LGC, NIL } from "./exchange.ts";

/** Takes the first mail of a mailbox that is of a kind. */
export async function fetchOne<K extends IncomingMessage["kind"]>(
  mailbox: ImapMailbox,
  kind: K,
): Promise<Extract<IncomingMessage, { kind: K }>> {
  for await (const fetched of mailbox.fetchNew()) {
    if (fetched.kind !== "message") continue;
    const incoming = parseIncoming(fetched.raw);
    if (isKind(incoming, kind)) return incoming;
  }
  throw new Error(`no mail of kind ${kind} in the mailbox`);
}

function isKind<K extends IncomingMessage["kind"]>(
  incoming: IncomingMessage,
  kind: K,
): incoming is Extract<IncomingMessage, { kind: K }> {
  return incoming.kind === kind;
}

/** What the practice keeps of a document. */
export interface IntegratedDocument {
  readonly document: ReadDocument;
  /** What was found in it, in words. */
  readonly content: string;
}

function contentOf(document: ReadDocument): string {
  if (document.kind === "CR-BIO") {
    const { results } = readCrBio(document);
    const outside = results.filter(({ interpretation = "N" }) => interpretation !== "N").length;
    return `${results.length} résultats, dont ${outside} hors normes`;
  }
  const { issues } = readLettreDeLiaison(document);
  return `${document.sections.length} sections lues, ${issues.length} écart(s)`;
}

/** Verifies hash, size and patient of each document of the archive, and reads it. */
export function integrate(archive: Uint8Array, ins: string | undefined): readonly IntegratedDocument[] {
  const { accepted, documents, findings } = readXdm(archive);
  if (!accepted) throw new Error(`archive refused: ${findings.map(({ rule }) => rule).join(", ")}`);
  return documents.map(({ bytes, integrity }) => {
    if (integrity !== "verified") throw new Error("the document is not the one that was described");
    const document = readDocument(bytes);
    if (document.header.patient.ins?.matricule !== ins) throw new Error("the document is about another patient");
    return { document, content: contentOf(document) };
  });
}

/** Tells the sender that the letter is in the patient's record. */
export function acknowledge(original: Extract<IncomingMessage, { kind: "xdm" }>): ComposedMessage {
  return buildMdn({ original, from: LGC, nil: NIL, statement: { kind: "integrated" } });
}
