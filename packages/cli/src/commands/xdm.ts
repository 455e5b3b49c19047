import path from "node:path";
import { readXdm, type XdmReading } from "@ldl/xds";
import { type Command, type ExitCode, type Invocation, requiredOption, UsageError } from "../command.ts";
import { PACK_OPTIONS, packDocuments } from "../exchange/pack-documents.ts";

async function pack(files: readonly string[], invocation: Invocation): Promise<ExitCode> {
  const { io } = invocation;
  const out = requiredOption(invocation, "out");
  const { xdm, documents } = packDocuments(await Promise.all(files.map((file) => io.read(file))), invocation);
  await io.write(out, xdm);
  io.err(`${out} : ${documents.length} document(s), ${xdm.length} octets\n`);
  return 0;
}

/** What is said of an archive, without the bytes of its documents. */
function summaryOf({ accepted, submissionSet, documents, associations, findings }: XdmReading): unknown {
  return {
    accepted,
    submissionSet,
    documents: documents.map(({ entry, path: from, bytes, integrity, document }) => ({
      path: from,
      bytes: bytes.length,
      integrity,
      kind: document?.kind,
      entry,
    })),
    associations,
    findings,
  };
}

async function read(files: readonly string[], invocation: Invocation): Promise<ExitCode> {
  const { io } = invocation;
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new UsageError("une archive attendue");
  const dir = requiredOption(invocation, "dir");
  const reading = readXdm(await io.read(file));
  for (const { severity, path: at, message, rule } of reading.findings) {
    io.err(`${severity === "error" ? "erreur" : "attention"} ${at} : ${message} (${rule})\n`);
  }
  if (invocation.values["json"] === true) io.out(`${JSON.stringify(summaryOf(reading))}\n`);
  if (!reading.accepted) {
    io.err(`${file} : archive refusée, rien n'est écrit\n`);
    return 1;
  }
  for (const { path: from, bytes } of reading.documents) {
    const target = path.join(dir, path.basename(from));
    await io.write(target, bytes);
    io.err(`${target} : ${bytes.length} octets\n`);
  }
  await io.write(path.join(dir, "archive.json"), `${JSON.stringify(summaryOf(reading), null, 2)}\n`);
  return 0;
}

/** `ldl xdm`: makes and opens IHE_XDM archives. */
export const command: Command = {
  usage: ["xdm pack DOCUMENT.xml... --out IHE_XDM.ZIP", "xdm read IHE_XDM.ZIP --dir DOSSIER"],
  example: "ldl xdm pack lettre.xml --out IHE_XDM.ZIP",
  options: {
    out: { type: "string", short: "o", help: "archive à écrire (pack)" },
    dir: { type: "string", short: "d", help: "dossier où ranger les documents (read)" },
    json: { type: "boolean", help: "contenu et constats en JSON sur la sortie standard (read)" },
    ...PACK_OPTIONS,
  },
  async run(invocation) {
    const [action, ...files] = invocation.positionals;
    if (action === "pack") return pack(files, invocation);
    if (action === "read") return read(files, invocation);
    throw new UsageError("pack ou read attendu");
  },
};
