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
  /** Documents read so far, by their path relative to the base folder. */
  readonly opened: readonly string[];
}

/** Names may be made of what documents hold: a hostile one must not fill the memory. */
const MAXIMUM_ABSENT = 1_000;

/** The store as the engine uses it. A name that leads outside the folder is one that does not exist. */
export class FileDocumentStore implements DocumentStore {
  readonly folder: RuleFolder;
  readonly #cache: CacheFolder | undefined;
  readonly #documents = new Map<string, FileDocument>();
  readonly #absent = new Set<string>();

  constructor(options: CreateDocumentStoreOptions) {
    this.folder = new RuleFolder(options.baseFolder, options.resolveFile);
    this.#cache = options.cacheFolder === undefined ? undefined : new CacheFolder(options.cacheFolder);
  }

  get opened(): readonly string[] {
    return [...this.#documents.keys()].map((file) => this.folder.nameOf(file));
  }

  /** The document of a name relative to a folder, which is itself relative to the base. */
  open(href: string, from: string): FileDocument | undefined {
    const file = this.folder.locate(href, from);
    const known = this.#documents.get(file);
    if (known !== undefined || this.#absent.has(file)) return known;
    const content = this.#read(file);
    if (content === undefined) {
      if (this.#absent.size < MAXIMUM_ABSENT) this.#absent.add(file);
      return undefined;
    }
    const document = new FileDocument(content, this.#cache);
    this.#documents.set(file, document);
    return document;
  }

  /** Path of a document, relative to the base folder. */
  nameOf(href: string, from: string): string {
    return this.folder.nameOf(this.folder.locate(href, from));
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
