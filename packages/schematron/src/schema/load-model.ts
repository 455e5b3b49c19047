import { createHash } from "node:crypto";
import path from "node:path";
import type { CacheFolder } from "../files/cache-folder.ts";
import type { RuleFolder } from "../files/rule-folder.ts";
import type { Namespaces } from "../xpath/syntax/token-reader.ts";
import { buildModel } from "./build-model.ts";
import { includeFiles } from "./include-files.ts";
import type { SchemaModel } from "./schema-model.ts";
import { verifyModel } from "./verify-model.ts";

/** What decides how a schema is read. */
export interface LoadOptions {
  readonly entry: string;
  readonly phase: string | undefined;
  readonly tolerates: (name: string) => boolean;
  readonly predeclared: readonly (readonly [string, string])[];
}

/** A schema read and checked. */
export interface LoadedModel {
  readonly model: SchemaModel;
  readonly namespaces: Namespaces;
  readonly sha256: string;
  readonly isFromCache: boolean;
}

/** Files asked for, and the hash of what they held; `null` for one that did not exist. */
type ReadFiles = readonly (readonly [string, string | null])[];

interface CachedModel {
  readonly read: ReadFiles;
  readonly model: SchemaModel;
}

/** Reads and checks a schema, or takes it from the cache when each file it was made of is still the same. */
export function loadModel(folder: RuleFolder, cache: CacheFolder | undefined, options: LoadOptions): LoadedModel {
  const entry = folder.read(folder.locate(options.entry, "."));
  const key = `schema ${JSON.stringify([options.entry, options.phase ?? null, entry?.sha256 ?? null])}`;
  const cached = cachedModel(cache?.read(key));
  if (cached !== undefined && isCurrent(cached, folder, options)) return loaded(cached, options, true);
  const included = includeFiles(options.entry, folder, options.tolerates);
  const model = buildModel(included, options.phase);
  const made: CachedModel = { read: included.read, model };
  verifyModel(model, namespacesOf(model, options));
  cache?.write(key, made);
  return loaded(made, options, false);
}

function cachedModel(value: unknown): CachedModel | undefined {
  if (typeof value !== "object" || value === null || !("model" in value)) return undefined;
  // Written by this function and guarded by the checksum of the cache.
  return value as CachedModel;
}

function isCurrent({ read, model }: CachedModel, folder: RuleFolder, { tolerates }: LoadOptions): boolean {
  const isSame = read.every(([name, sha256]) => (folder.read(path.join(folder.path, name))?.sha256 ?? null) === sha256);
  return isSame && model.missingIncludes.every(tolerates);
}

function loaded({ read, model }: CachedModel, options: LoadOptions, isFromCache: boolean): LoadedModel {
  const sha256 = createHash("sha256").update(JSON.stringify(read)).digest("hex");
  return { model, namespaces: namespacesOf(model, options), sha256, isFromCache };
}

function namespacesOf({ namespaces }: SchemaModel, { predeclared }: LoadOptions): Namespaces {
  return new Map([...predeclared, ...namespaces]);
}
