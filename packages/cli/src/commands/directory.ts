import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { MssanteAddress, parseInput } from "@ldl/domain";
import {
  createMailboxFinder,
  type DirectoryMailbox,
  DirectoryQuery,
  downloadExtraction,
  type ExtractionReport,
  importExtraction,
  openExtraction,
} from "@ldl/mssante";
import { type Command, type ExitCode, type Invocation, textOption, UsageError } from "../command.ts";
import {
  DIRECTORY_OPTIONS,
  httpOptions,
  openDirectories,
  openImported,
  openWhiteList,
} from "../directory/open-directory.ts";

const PROGRESS_LINES = 100_000;

function printReport(report: ExtractionReport, { io, values }: Invocation): void {
  if (values["json"] === true) io.out(`${JSON.stringify(report)}\n`);
  const { lines, malformed, duplicates, added, changed, removed, total } = report;
  io.err(`${lines} lignes : ${added} ajoutées, ${changed} changées, ${removed} retirées, ${duplicates} en double\n`);
  if (malformed.count > 0) io.err(`attention : ${malformed.count} lignes illisibles, laissées de côté\n`);
  for (const { line, reason } of malformed.first) io.err(`attention ligne ${line} : ${reason}\n`);
  io.err(`${total} boîtes dans l'annuaire\n`);
}

/** The extraction to import: a file, or what is downloaded into a folder that is deleted afterwards. */
async function withExtraction(
  [file, ...others]: readonly string[],
  invocation: Invocation,
  work: (file: string) => Promise<ExitCode>,
): Promise<ExitCode> {
  const url = textOption(invocation, "url");
  if ((file === undefined) === (url === undefined) || others.length > 0)
    throw new UsageError("une extraction ou --url attendu, et un seul");
  if (file !== undefined) return work(file);
  const folder = await mkdtemp(path.join(tmpdir(), "ldl-annuaire-"));
  try {
    const downloaded = path.join(folder, "extraction");
    const { signal } = invocation.io;
    await downloadExtraction(downloaded, {
      ...(await httpOptions(invocation)),
      ...(url === undefined ? {} : { url }),
      signal,
    });
    return await work(downloaded);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function maxRemovedOf(invocation: Invocation): number {
  const share = Number(textOption(invocation, "max-removed") ?? "0.2");
  if (!(share >= 0 && share <= 1)) throw new UsageError("--max-removed : part de 0 à 1 attendue");
  return share;
}

async function importFile(file: string, invocation: Invocation): Promise<ExitCode> {
  const { io } = invocation;
  const maxRemovedShare = maxRemovedOf(invocation);
  const database = await openImported(invocation);
  let told = 0;
  try {
    const report = await importExtraction(openExtraction(file), {
      database,
      maxRemovedShare,
      now: () => io.now(),
      signal: io.signal,
      onProgress(lines) {
        if (lines < told + PROGRESS_LINES) return;
        told = lines;
        io.err(`${lines} lignes lues\n`);
      },
    });
    printReport(report, invocation);
    return 0;
  } finally {
    await database.close();
  }
}

function queryOf(invocation: Invocation): DirectoryQuery {
  const names = {
    rpps: "rpps",
    finess: "finess",
    name: "nom",
    givenName: "prenom",
    city: "commune",
    postalCode: "code-postal",
    profession: "profession",
    service: "service",
  } as const;
  const given = Object.entries(names).map(([field, option]) => [field, textOption(invocation, option)] as const);
  const query = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  return parseInput(DirectoryQuery, query, { name: "recherche" });
}

function lineOf({ address, type, person, structure, service }: DirectoryMailbox): string {
  const holder =
    person === undefined ? undefined : [person.civility, person.givenName, person.name].filter(Boolean).join(" ");
  const where = [service, structure?.name, structure?.city].filter(Boolean).join(", ");
  return [address, type, holder, person?.profession, where].filter(Boolean).join(" | ");
}

/** Disposes of what was opened, the last first. */
async function withOpened(work: (stack: AsyncDisposable[]) => Promise<ExitCode>): Promise<ExitCode> {
  const stack: AsyncDisposable[] = [];
  try {
    return await work(stack);
  } finally {
    for (const opened of stack.reverse()) await opened[Symbol.asyncDispose]();
  }
}

const TRUST = { listed: "", notListed: "attention : domaine hors de l'espace de confiance\n", unknown: "" } as const;

const UNDECIDED = {
  persons: "plusieurs personnes : préciser",
  mailboxes: "plusieurs boîtes : choisir",
  incomplete: "réponse incomplète de l'annuaire : préciser",
} as const;

async function find(invocation: Invocation): Promise<ExitCode> {
  const { io, values } = invocation;
  const query = queryOf(invocation);
  return withOpened(async (stack) => {
    const directories = await openDirectories(invocation, stack);
    const asked = textOption(invocation, "white-list") !== undefined;
    const finder = createMailboxFinder({
      directories,
      now: () => io.now(),
      ...(asked ? { whiteList: await openWhiteList(invocation, stack) } : {}),
    });
    const found = await finder.findMailbox(query, { preferApp: values["app"] === true, signal: io.signal });
    if (values["json"] === true) io.out(`${JSON.stringify(found)}\n`);
    else if (found.kind === "found") io.out(`${lineOf(found.mailbox)}\n`);
    else if (found.kind === "ambiguous") for (const mailbox of found.mailboxes) io.out(`${lineOf(mailbox)}\n`);
    if (found.kind === "found") io.err(TRUST[found.trust]);
    else if (found.kind === "none") io.err("aucune boîte trouvée\n");
    else io.err(`${UNDECIDED[found.reason]}\n`);
    return found.kind === "found" ? 0 : 1;
  });
}

async function check(addresses: readonly string[], invocation: Invocation): Promise<ExitCode> {
  const { io } = invocation;
  if (addresses.length === 0) throw new UsageError("une adresse attendue");
  const checked = addresses.map((address, rank) =>
    parseInput(MssanteAddress, address, { name: `adresse ${rank + 1}` }),
  );
  return withOpened(async (stack) => {
    const whiteList = await openWhiteList(invocation, stack);
    const words = {
      listed: "dans l'espace de confiance",
      notListed: "hors de l'espace de confiance",
      unknown: "inconnu",
    };
    const found = await Promise.all(checked.map((address) => whiteList.check(address, { signal: io.signal })));
    for (const [rank, trust] of found.entries()) io.out(`${addresses[rank] ?? ""} : ${words[trust]}\n`);
    if (found.includes("unknown")) return 2;
    return found.includes("notListed") ? 1 : 0;
  });
}

/** `ldl directory`: imports the extraction of the national directory, finds mailboxes, checks domains. */
export const command: Command = {
  usage: [
    "directory import EXTRACTION.zip | --url URL --store DOSSIER | --database URL [--max-removed PART] [--json]",
    "directory find --rpps N | --finess N | --nom NOM [--commune VILLE] [--profession CODE] --store DOSSIER [--json]",
    "directory check ADRESSE... [--white-list URL]",
  ],
  example: "ldl directory find --rpps 10002422979 --store annuaire",
  options: {
    ...DIRECTORY_OPTIONS,
    rpps: { type: "string", help: "numéro RPPS" },
    finess: { type: "string", help: "numéro FINESS de la structure, seul ou avec --rpps ou --nom" },
    nom: { type: "string", help: "nom d'exercice" },
    prenom: { type: "string", help: "prénom, ou son début" },
    commune: { type: "string", help: "commune" },
    "code-postal": { type: "string", help: "code postal" },
    profession: { type: "string", help: "code de la profession (10) ou libellé (Médecin)" },
    service: { type: "string", help: "service de la structure" },
    app: { type: "boolean", help: "préfère la boîte applicative de la structure" },
    url: { type: "string", help: "adresse de l'extraction à télécharger, au lieu d'un fichier" },
    "max-removed": { type: "string", help: "part de l'annuaire qu'un import peut retirer (défaut : 0.2)" },
    json: { type: "boolean", help: "résultat en JSON sur la sortie standard" },
  },
  async run(invocation) {
    const [action, ...rest] = invocation.positionals;
    if (action === "import") return withExtraction(rest, invocation, (file) => importFile(file, invocation));
    if (action === "check") return check(rest, invocation);
    if (action === "find" && rest.length === 0) return find(invocation);
    throw new UsageError("import, find ou check attendu");
  },
};
