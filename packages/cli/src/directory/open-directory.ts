import type { SqlDatabase } from "@ldl/domain";
import {
  createFhirDirectory,
  createStoredDirectory,
  createWhiteList,
  type HttpOptions,
  type MailboxDirectory,
  type WhiteList,
} from "@ldl/mssante";
import { type Invocation, type OptionShape, textOption, UsageError } from "../command.ts";
import { openDatabase } from "../indicators/open-database.ts";

/** Options that say where the directory is. */
export const DIRECTORY_OPTIONS: Readonly<Record<string, OptionShape>> = {
  store: { type: "string", help: "dossier de l'annuaire importé" },
  database: { type: "string", help: "base PostgreSQL de l'annuaire importé, postgresql://…" },
  "api-key": { type: "string", help: "fichier qui contient la clé de l'API Annuaire Santé" },
  "base-url": { type: "string", help: "adresse de l'API (défaut : celle de l'ANS)" },
  "white-list": { type: "string", help: "adresse de la liste blanche (défaut : celle de l'ANS)" },
  ca: { type: "string", help: "autorités de l'API et de la liste blanche, PEM (défaut : celles de Node)" },
};

/** Opens the database into which an extraction is imported. */
export function openImported(invocation: Invocation): Promise<SqlDatabase> {
  const [url, folder] = [textOption(invocation, "database"), textOption(invocation, "store")];
  if ((url === undefined) === (folder === undefined)) throw new UsageError("--store ou --database attendu, et un seul");
  return openDatabase({ url, folder });
}

/** Reads the trust anchors that the options name. */
export async function httpOptions(invocation: Invocation): Promise<{ readonly http?: HttpOptions }> {
  const file = textOption(invocation, "ca");
  if (file === undefined) return {};
  return { http: { tls: { ca: Buffer.from(await invocation.io.read(file)).toString("utf8") } } };
}

/** Opens the directories that the options name: the imported one first, then the API. */
export async function openDirectories(
  invocation: Invocation,
  stack: AsyncDisposable[],
): Promise<readonly [MailboxDirectory, ...MailboxDirectory[]]> {
  const directories: MailboxDirectory[] = [];
  if (textOption(invocation, "store") !== undefined || textOption(invocation, "database") !== undefined) {
    const database = await openImported(invocation);
    stack.push({ [Symbol.asyncDispose]: () => database.close() });
    directories.push(createStoredDirectory({ database }));
  }
  const keyFile = textOption(invocation, "api-key");
  if (keyFile !== undefined) {
    const apiKey = Buffer.from(await invocation.io.read(keyFile))
      .toString("utf8")
      .trim();
    const baseUrl = textOption(invocation, "base-url");
    const api = createFhirDirectory({
      apiKey,
      ...(await httpOptions(invocation)),
      ...(baseUrl === undefined ? {} : { baseUrl }),
    });
    stack.push(api);
    directories.push(api);
  }
  const [first, ...others] = directories;
  if (first === undefined) throw new UsageError("--store, --database ou --api-key attendu");
  return [first, ...others];
}

/** Opens the white list; why it cannot be had is said. */
export async function openWhiteList(invocation: Invocation, stack: AsyncDisposable[]): Promise<WhiteList> {
  const url = textOption(invocation, "white-list");
  const whiteList = createWhiteList({
    ...(await httpOptions(invocation)),
    ...(url === undefined ? {} : { url }),
    onFailure: () => invocation.io.err("attention : liste blanche inaccessible\n"),
  });
  stack.push(whiteList);
  return whiteList;
}
