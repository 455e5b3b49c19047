import path from "node:path";
import { type DmpDocument, FindDocumentsQuery, type SubmissionReceipt } from "@ldl/dmp";
import { parseInput } from "@ldl/domain";
import { UniqueId } from "@ldl/xds";
import {
  type Command,
  type ExitCode,
  type Invocation,
  listOption,
  requiredOption,
  textOption,
  UsageError,
} from "../command.ts";
import { type DmpSession, documentsToSend, withDmp } from "../dmp/dmp-session.ts";

type Action = (files: readonly string[], invocation: Invocation, session: DmpSession) => Promise<ExitCode>;

const json = (invocation: Invocation, value: unknown): void => invocation.io.out(`${JSON.stringify(value)}\n`);

const uniqueIdOf = (text: string | undefined): UniqueId => parseInput(UniqueId, text, { name: "identifiant" });

const exists: Action = async (_, invocation, { client, context }) => {
  const found = await client.checkExistence(context(), { signal: invocation.io.signal });
  json(invocation, found);
  invocation.io.err(found.active ? "DMP ouvert\n" : found.exists ? "DMP fermé\n" : "aucun DMP\n");
  return found.active ? 0 : 1;
};

function tellReceipt(
  invocation: Invocation,
  { submissionSetId, documentIds, alreadySubmitted, warnings }: SubmissionReceipt,
): ExitCode {
  json(invocation, { submissionSetId, documentIds, alreadySubmitted, warnings: warnings.map(({ code }) => code) });
  invocation.io.err(`${documentIds.length} document(s) dans le DMP${alreadySubmitted ? ", déjà présent(s)" : ""}\n`);
  return 0;
}

async function send(
  documents: readonly DmpDocument[],
  context: Awaited<ReturnType<typeof documentsToSend>>["context"],
  invocation: Invocation,
  { client, sender }: DmpSession,
): Promise<ExitCode> {
  const titre = textOption(invocation, "titre");
  const { author, contentType } = sender;
  const lot = { documents, author, contentType, ...(titre === undefined ? {} : { titre }) };
  return tellReceipt(invocation, await client.submit(lot, context, { signal: invocation.io.signal }));
}

const submit: Action = async (files, invocation, session) => {
  const { documents, context } = await documentsToSend(files, invocation, session);
  return send(documents, context, invocation, session);
};

const replace: Action = async (files, invocation, session) => {
  if (files.length !== 1) throw new UsageError("un seul document attendu");
  const { documents, context, replaced } = await documentsToSend(files, invocation, session);
  const [document] = documents;
  const old = textOption(invocation, "ancien") ?? replaced[0];
  if (old === undefined || document === undefined) {
    throw new UsageError("le document ne dit pas lequel il remplace : donner --ancien OID");
  }
  const { signal } = invocation.io;
  const replaces = await session.client.findEntryUuid(uniqueIdOf(old), context, { signal });
  if (replaces === null) {
    invocation.io.err("erreur LDL_DMP_NOT_FOUND : le document à remplacer n'est pas dans le DMP\n");
    return 1;
  }
  return send([{ ...document, replaces }], context, invocation, session);
};

const find: Action = async (_, invocation, { client, context }) => {
  const statuts = listOption(invocation, "statut");
  const query = parseInput(FindDocumentsQuery, statuts.length === 0 ? {} : { statuts }, { name: "--statut" });
  const { entries, partial } = await client.findDocuments(query, context(), { signal: invocation.io.signal });
  json(invocation, entries);
  invocation.io.err(`${entries.length} document(s)${partial ? ", réponse incomplète du DMP" : ""}\n`);
  return 0;
};

const retrieve: Action = async (ids, invocation, { client, context }) => {
  const { io } = invocation;
  const dir = requiredOption(invocation, "dir");
  const requests = ids.map((id) => ({ uniqueId: uniqueIdOf(id) }));
  if (requests.length === 0) throw new UsageError("un identifiant de document au moins attendu");
  const documents = await client.retrieve(requests, context(), { signal: io.signal });
  for (const document of documents) {
    if (document.status === "failed") {
      io.err(`erreur ${document.errors[0]?.code ?? "LDL_DMP_NOT_FOUND"} ${document.uniqueId} : document non reçu\n`);
      continue;
    }
    const extension = /xml/.test(document.mimeType) ? "xml" : /pdf/.test(document.mimeType) ? "pdf" : "bin";
    const target = path.join(dir, `${document.uniqueId}.${extension}`);
    await io.write(target, document.bytes ?? new Uint8Array());
    io.err(`${target} : ${document.size} octets\n`);
  }
  return documents.every(({ status }) => status === "retrieved") ? 0 : 1;
};

const remove: Action = async (ids, invocation, { client, context, sender }) => {
  const [id, ...others] = ids;
  if (id === undefined || others.length > 0) throw new UsageError("un identifiant de document attendu");
  const uniqueId = uniqueIdOf(id);
  const entry = await client.findEntryUuid(uniqueId, context(), { signal: invocation.io.signal });
  if (entry === null) {
    invocation.io.err("erreur LDL_DMP_NOT_FOUND : ce document n'est pas dans le DMP\n");
    return 1;
  }
  const statut = invocation.values["archive"] === true ? "archived" : "approved";
  await client.remove({ id: entry, statut, uniqueId }, context(), sender);
  invocation.io.err("document supprimé du DMP\n");
  return 0;
};

const ACTIONS: Readonly<Record<string, Action>> = { exists, submit, replace, find, retrieve, remove };

/** `ldl dmp`: feeds, searches, reads and corrects a DMP. */
export const command: Command = {
  usage: [
    "dmp exists --config F --ins MATRICULE",
    "dmp submit DOCUMENT.xml... --config F [--titre T] [--visibilite CODE]",
    "dmp replace DOCUMENT.xml --config F [--ancien OID]",
    "dmp find --config F --ins MATRICULE [--statut approved|archived|deprecated]",
    "dmp retrieve OID... --config F --ins MATRICULE --dir DOSSIER",
    "dmp remove OID --config F --ins MATRICULE [--archive]",
  ],
  example: "ldl dmp submit lettre.xml --config dmp.json",
  options: {
    config: { type: "string", short: "c", help: "configuration JSON : adresses, certificats, structure, utilisateur" },
    ins: { type: "string", help: "matricule INS du patient (submit et replace le lisent dans le document)" },
    titre: { type: "string", help: "titre du lot (submit, replace)" },
    visibilite: {
      type: "string",
      multiple: true,
      help: "MASQUE_PS, INVISIBLE_PATIENT ou INVISIBLE_REPRESENTANTS_LEGAUX (submit, replace)",
    },
    ancien: { type: "string", help: "document remplacé (défaut : celui que le document nomme)" },
    statut: { type: "string", multiple: true, help: "statuts cherchés (défaut : approved)" },
    dir: { type: "string", short: "d", help: "dossier où ranger les documents (retrieve)" },
    archive: { type: "boolean", help: "le document est archivé (remove)" },
  },
  async run(invocation) {
    const [name = "", ...files] = invocation.positionals;
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (action === undefined) throw new UsageError("exists, submit, replace, find, retrieve ou remove attendu");
    return withDmp(invocation, (session) => action(files, invocation, session));
  },
};
