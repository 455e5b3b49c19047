import path from "node:path";
import { type IncomingFile, type IncomingMessage, parseIncoming } from "@ldl/mssante";
import { type Command, type ExitCode, type Invocation, requiredOption, textOption, UsageError } from "../command.ts";
import { COMPOSE_OPTIONS, composeDocuments } from "../exchange/compose-documents.ts";
import { safeName } from "../exchange/safe-name.ts";

/** `message.eml` as `message-2.eml`. */
function numbered(file: string, rank: number): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${rank}${ext}`);
}

async function compose(files: readonly string[], invocation: Invocation): Promise<ExitCode> {
  const { io } = invocation;
  const out = requiredOption(invocation, "out");
  const parts = composeDocuments(await Promise.all(files.map((file) => io.read(file))), invocation);
  for (const [position, { message }] of parts.entries()) {
    const target = parts.length === 1 ? out : numbered(out, position + 1);
    await io.write(target, message.raw);
    io.err(`${target} : ${message.envelope.to.length} destinataire(s), ${message.raw.length} octets\n`);
    if (invocation.values["json"] === true)
      io.out(`${JSON.stringify({ messageId: message.messageId, out: target })}\n`);
  }
  return 0;
}

/** The files that a message carries, the archive first. */
function filesOf(message: IncomingMessage): readonly IncomingFile[] {
  if (message.kind === "xdm") return [message.xdm, ...message.pdfs, ...message.attachments];
  return "attachments" in message ? message.attachments : [];
}

const withoutBytes = (_: string, value: unknown): unknown => (value instanceof Uint8Array ? undefined : value);

async function read(files: readonly string[], invocation: Invocation): Promise<ExitCode> {
  const { io } = invocation;
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new UsageError("un message attendu");
  const message = parseIncoming(await io.read(file));
  io.out(`${JSON.stringify(message, withoutBytes)}\n`);
  for (const { message: text, rule, path: at } of message.issues) io.err(`attention ${at} : ${text} (${rule})\n`);
  const dir = textOption(invocation, "dir");
  if (dir === undefined) return 0;
  const taken = new Set<string>();
  for (const { name, bytes } of filesOf(message)) {
    const target = path.join(dir, safeName(name, taken));
    await io.write(target, bytes);
    io.err(`${target} : ${bytes.length} octets\n`);
  }
  return 0;
}

/** `ldl mail`: composes and reads messages of MSSanté, without any server. */
export const command: Command = {
  usage: [
    "mail compose DOCUMENT.xml... --from BOITE --to BOITE... --out MESSAGE.eml",
    "mail read MESSAGE.eml [--dir DOSSIER]",
  ],
  example: "ldl mail compose lettre.xml --from dpi@es.mssante.fr --to jean.dupont@medecin.mssante.fr --out message.eml",
  options: {
    out: { type: "string", short: "o", help: "message à écrire (compose)" },
    dir: { type: "string", short: "d", help: "dossier où ranger les pièces jointes (read)" },
    json: { type: "boolean", help: "résumé en JSON sur la sortie standard (compose)" },
    ...COMPOSE_OPTIONS,
  },
  async run(invocation) {
    const [action, ...files] = invocation.positionals;
    if (action === "compose") return compose(files, invocation);
    if (action === "read") return read(files, invocation);
    throw new UsageError("compose ou read attendu");
  },
};
