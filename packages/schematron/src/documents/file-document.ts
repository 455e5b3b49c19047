import { parseXml, type XmlDocument } from "@ldl/xml";
import type { CacheFolder } from "../files/cache-folder.ts";
import type { FileContent } from "../files/rule-folder.ts";
import { buildTree } from "../tree/build-tree.ts";
import type { DocumentNode } from "../tree/node.ts";
import type { DocumentKey, ExternalDocument } from "../xpath/context.ts";
import { XPathError } from "../xpath/xpath-error.ts";
import { keyValuesOf } from "./key-values.ts";

/** Terminologies may be far larger than the documents that are checked; they come from the same hand as the rules. */
const TRUSTED_LIMITS = { maxBytes: 500_000_000, maxNodes: 50_000_000 };

/** What is kept of a document between processes: its keys, which spares reading it. */
interface KeptIndex {
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

/** A document of the folder. Its tree is made when needed, and let go when only its keys are asked for. */
export class FileDocument implements ExternalDocument {
  readonly #content: FileContent;
  readonly #cache: CacheFolder | undefined;
  readonly #keys = new Map<string, ReadonlySet<string>>();
  #tree: DocumentNode | undefined;
  /** What was parsed last: asked for several times in a row, then let go. */
  #parsed: WeakRef<XmlDocument> | undefined;
  #readable: boolean | undefined;

  constructor(content: FileContent, cache: CacheFolder | undefined) {
    this.#content = content;
    this.#cache = cache;
    const kept = keptIndex(cache?.read(this.#cacheKey));
    if (kept === undefined) return;
    this.#readable = true;
    for (const [key, values] of Object.entries(kept.keys)) this.#keys.set(key, new Set(values));
  }

  get isReadable(): boolean {
    if (this.#readable === undefined) {
      try {
        this.#parse();
      } catch (error) {
        if (!(error instanceof XPathError)) throw error;
        this.#readable = false;
      }
    }
    return this.#readable ?? false;
  }

  get tree(): DocumentNode {
    this.#tree ??= buildTree(this.#parse());
    return this.#tree;
  }

  keyValues(key: DocumentKey): ReadonlySet<string> {
    const name = JSON.stringify(key);
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const values = keyValuesOf(this.#parse().root, key);
    this.#keys.set(name, values);
    this.#keep();
    return values;
  }

  get #cacheKey(): string {
    return `document ${this.#content.sha256}`;
  }

  #parse(): XmlDocument {
    const recent = this.#parsed?.deref();
    if (recent !== undefined) return recent;
    const document = parseContent(this.#content);
    this.#readable = true;
    this.#parsed = new WeakRef(document);
    return document;
  }

  #keep(): void {
    const keys = Object.fromEntries([...this.#keys].map(([key, values]) => [key, [...values]]));
    this.#cache?.write(this.#cacheKey, { keys } satisfies KeptIndex);
  }
}

function parseContent({ bytes }: FileContent): XmlDocument {
  try {
    return parseXml(bytes, { limits: TRUSTED_LIMITS });
  } catch {
    throw new XPathError("FODC0002", "a document named by a rule is not XML that can be read");
  }
}

function keptIndex(value: unknown): KeptIndex | undefined {
  if (typeof value !== "object" || value === null || !("keys" in value)) return undefined;
  // Written by this class and guarded by its checksum.
  return value as KeptIndex;
}
