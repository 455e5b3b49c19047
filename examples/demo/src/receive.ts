import { type ReadDocument, readDocument, readLettreDeLiaison } from "@ldl/cda";
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

/** What the practice keeps of a letter. */
export interface IntegratedLetter {
  readonly document: ReadDocument;
  readonly letter: ReturnType<typeof readLettreDeLiaison>;
  /** Checks that the archive passed. */
  readonly checks: readonly string[];
}

/** Verifies hash, size and patient of the archive, and reads the letter. */
export function integrate(archive: Uint8Array, ins: string | undefined): IntegratedLetter {
  const { accepted, documents, findings } = readXdm(archive);
  const [received] = documents;
  if (!accepted || received === undefined || received.integrity !== "verified")
    throw new Error(`archive refused: ${findings.map(({ rule }) => rule).join(", ")}`);
  const document = readDocument(received.bytes);
  if (document.header.patient.ins?.matricule !== ins) throw new Error("the letter is about another patient");
  return {
    document,
    letter: readLettreDeLiaison(document),
    checks: ["empreinte et taille vérifiées", "INS identique à celle du dossier"],
  };
}

/** Tells the sender that the letter is in the patient's record. */
export function acknowledge(original: Extract<IncomingMessage, { kind: "xdm" }>): ComposedMessage {
  return buildMdn({ original, from: LGC, nil: NIL, statement: { kind: "integrated" } });
}
