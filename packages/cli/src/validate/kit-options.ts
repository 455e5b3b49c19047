import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { CheckFileOptions, CisisKits } from "@ldl/cda";
import { type Invocation, listOption, textOption, UsageError } from "../command.ts";

/** What a thread needs to check documents: plain data. */
export interface ValidationSetup {
  /** Folder of each kit, by name; empty for the rules of the SDK alone. */
  readonly folders: Readonly<Record<string, string>>;
  readonly cacheFolder?: string;
  readonly volet?: string;
  readonly extract: boolean;
  readonly strict: boolean;
}

/** Name of a kit that was given none. */
const UNNAMED = "kit";

function namedFolder(text: string): readonly [name: string, folder: string] {
  const [, name, folder] = /^([\p{L}][\p{L}\p{N}_-]*)=(.+)$/u.exec(text) ?? [];
  return name === undefined || folder === undefined || existsSync(text) ? [UNNAMED, text] : [name, folder];
}

function foldersOf(invocation: Invocation): Readonly<Record<string, string>> {
  const folders = new Map<string, string>();
  for (const text of listOption(invocation, "kit")) {
    const [name, folder] = namedFolder(text);
    if (folders.has(name)) throw new UsageError(`--kit : deux kits du nom de ${name} ; écrire --kit NOM=DOSSIER`);
    folders.set(name, folder);
  }
  return Object.fromEntries(folders);
}

/**
 * Reads the options that say which rules apply.
 *
 * @param invocation - The call.
 * @returns The setup. The cache is `~/.cache/ldl` unless told otherwise.
 * @throws {@link UsageError} for two kits of one name.
 */
export function setupOf(invocation: Invocation): ValidationSetup {
  const volet = textOption(invocation, "volet");
  const isCached = invocation.values["no-cache"] !== true;
  const cacheFolder = textOption(invocation, "cache") ?? path.join(os.homedir(), ".cache", "ldl");
  return {
    folders: foldersOf(invocation),
    ...(isCached ? { cacheFolder } : {}),
    ...(volet === undefined ? {} : { volet }),
    extract: invocation.values["extract"] === true,
    strict: invocation.values["strict"] === true,
  };
}

/** Kits that are open, and how documents are checked with them. */
export interface OpenedSetup extends Disposable {
  readonly options: CheckFileOptions;
}

/**
 * Opens the kits of a setup.
 *
 * @param setup - Which rules apply.
 * @returns What documents are checked with.
 * @throws {@link LdlError} when a kit does not open.
 */
export async function openSetup(setup: ValidationSetup): Promise<OpenedSetup> {
  const { openCisisKits } = await import("@ldl/cda");
  const { folders, cacheFolder, volet, extract, strict } = setup;
  const opened: CisisKits = await openCisisKits(folders, cacheFolder === undefined ? {} : { cacheFolder });
  const options = { kits: opened.kits, extract, strict, ...(volet === undefined ? {} : { volet }) };
  return { options, [Symbol.dispose]: () => opened[Symbol.dispose]() };
}
