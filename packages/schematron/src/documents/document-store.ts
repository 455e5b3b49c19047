import { isSchematronError } from "../errors/schematron-error.ts";
import { CacheFolder } from "../files/cache-folder.ts";
import { type FileContent, type ResolveFile, RuleFolder } from "../files/rule-folder.ts";
import { FileDocument } from "./file-document.ts";

/** Options of {@link createDocumentStore}. @public */
export interface CreateDocumentStoreOptions {
  /** Folder that no path may leave. */
  readonly baseFolder: string;
  /** Says what a path stands for. Default: the path itself. */
  readonly resolveFile?: ResolveFile;
  /** Where the indexes of documents are kept between processes. Default: they are not. */
  readonly cacheFolder?: string;
}

/**
 * The documents that rules name by `doc()` and `document()`, each read and indexed once, shared between rule sets.
 *
 * @public
 */
export interface DocumentStore {
  /** Paths, relative to the base folder, that rules asked for and that do not exist; the first 1 000. */
  readonly missing: readonly string[];
}

/** Names may be made of what documents hold: a hostile one must not fill the memory. */
const MAXIMUM_MISSING = 1_000;

/** The store as the engine uses it. A name that leads outside the folder is one that does not exist. */
export class FileDocumentStore implements DocumentStore {
  readonly folder: RuleFolder;
  readonly #cache: CacheFolder | undefined;
  readonly #documents = new Map<string, FileDocument>();
  readonly #missing = new Set<string>();

  constructor(options: CreateDocumentStoreOptions) {
    this.folder = new RuleFolder(options.baseFolder, options.resolveFile);
    this.#cache = options.cacheFolder === undefined ? undefined : new CacheFolder(options.cacheFolder);
  }

  get missing(): readonly string[] {
    return [...this.#missing].sort();
  }

  /** The document of a name relative to a folder, which is itself relative to the base. */
  open(href: string, from: string): FileDocument | undefined {
    const file = this.folder.locate(href, from);
    const known = this.#documents.get(file);
    if (known !== undefined || this.#missing.has(this.folder.nameOf(file))) return known;
    const content = this.#read(file);
    if (content === undefined) {
      if (this.#missing.size < MAXIMUM_MISSING) this.#missing.add(this.folder.nameOf(file));
      return undefined;
    }
    const document = new FileDocument(content, this.#cache);
    this.#documents.set(file, document);
    return document;
  }

  #read(file: string): FileContent | undefined {
    try {
      return this.folder.read(file);
    } catch (error) {
      if (isSchematronError(error) && error.code === "PATH_OUTSIDE") return undefined;
      throw error;
    }
  }
}

/**
 * Makes a store of documents for several rule sets of one folder.
 *
 * @example
 * ```ts
 * import { compileSchematron, createDocumentStore } from "@ldl/schematron";
 *
 * const baseFolder = "/srv/rules";
 * const documents = createDocumentStore({ baseFolder });
 * const header = compileSchematron({ entry: "header.sch", baseFolder, documents });
 * const body = compileSchematron({ entry: "body.sch", baseFolder, documents });
 * ```
 * @param options - Folder and resolution of its files.
 * @returns The store.
 * @throws {@link SchematronError} `FILE_MISSING` when the folder does not exist.
 * @public
 */
export function createDocumentStore(options: CreateDocumentStoreOptions): DocumentStore {
  return new FileDocumentStore(options);
}
