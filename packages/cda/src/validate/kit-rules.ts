import { type CompiledSchematron, compileSchematron, createDocumentStore, type DocumentStore } from "@ldl/schematron";
import type { OpenCisisKitOptions } from "./cisis-kit.ts";
import type { KitFolder } from "./kit-folder.ts";
import { KNOWN_MISSING_INCLUDES } from "./rule-sets.ts";

/** The schematrons of a kit, each opened once. */
export class KitRules {
  readonly #files: KitFolder;
  readonly #options: OpenCisisKitOptions;
  readonly #documents: DocumentStore;
  readonly #opened = new Map<string, CompiledSchematron>();

  constructor(files: KitFolder, options: OpenCisisKitOptions) {
    this.#files = files;
    this.#options = options;
    const { cacheFolder } = options;
    this.#documents = createDocumentStore({
      baseFolder: files.path,
      resolveFile: files.resolve,
      ...(cacheFolder === undefined ? {} : { cacheFolder }),
    });
  }

  /** The schematron of a file; throws a `SchematronError` when it cannot be opened. */
  open(entry: string): CompiledSchematron {
    const known = this.#opened.get(entry);
    if (known !== undefined) return known;
    const { cacheFolder, implicitOffsetMinutes } = this.#options;
    const opened = compileSchematron({
      entry,
      baseFolder: this.#files.path,
      resolveFile: this.#files.resolve,
      documents: this.#documents,
      toleratesMissingInclude: (name) => KNOWN_MISSING_INCLUDES.some((known) => known.test(name)),
      ...(cacheFolder === undefined ? {} : { cacheFolder }),
      ...(implicitOffsetMinutes === undefined ? {} : { implicitOffsetMinutes }),
    });
    this.#opened.set(entry, opened);
    return opened;
  }
}
