import { parseXml } from "@ldl/xml";
import type { CacheFolder } from "../files/cache-folder.ts";
import type { FileContent } from "../files/rule-folder.ts";
import { buildTree } from "../tree/build-tree.ts";
import type { DocumentNode, ElementNode } from "../tree/node.ts";
import { KEY_SEPARATOR } from "../xpath/compile/key-lookup.ts";
import type { DocumentKey, ExternalDocument, KeyPart } from "../xpath/context.ts";
import { XPathError } from "../xpath/xpath-error.ts";

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
  #lastTree: WeakRef<DocumentNode> | undefined;
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
    this.#tree ??= this.#parse();
    return this.#tree;
  }

  keyValues(key: DocumentKey): ReadonlySet<string> {
    const name = JSON.stringify(key);
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    // Fresh strings: slices of the source would keep all of it in memory.
    const values = new Set<string>(detached([...valuesOf(this.#tree ?? this.#parse(), key)]));
    this.#keys.set(name, values);
    this.#keep();
    return values;
  }

  get #cacheKey(): string {
    return `document ${this.#content.sha256}`;
  }

  #parse(): DocumentNode {
    const recent = this.#lastTree?.deref();
    if (recent !== undefined) return recent;
    const tree = parseContent(this.#content);
    this.#readable = true;
    this.#lastTree = new WeakRef(tree);
    return tree;
  }

  #keep(): void {
    const keys = Object.fromEntries([...this.#keys].map(([key, values]) => [key, [...values]]));
    this.#cache?.write(this.#cacheKey, { keys } satisfies KeptIndex);
  }
}

function parseContent({ bytes }: FileContent): DocumentNode {
  try {
    return buildTree(parseXml(bytes));
  } catch {
    throw new XPathError("FODC0002", "a document named by a rule is not XML that can be read");
  }
}

function detached(values: readonly string[]): readonly string[] {
  return values.map((value) => Buffer.from(value, "utf8").toString("utf8"));
}

function keptIndex(value: unknown): KeptIndex | undefined {
  if (typeof value !== "object" || value === null || !("keys" in value)) return undefined;
  // Written by this class and guarded by its checksum.
  return value as KeptIndex;
}

function* valuesOf(tree: DocumentNode, { namespace, localName, parts }: DocumentKey): Generator<string> {
  for (const element of tree.elementsNamed(localName)) {
    if (namespace !== undefined && element.namespace !== namespace) continue;
    let keys: readonly string[] | undefined;
    for (const part of parts) {
      const texts = textsOf(element, part);
      keys = keys?.flatMap((key) => texts.map((text) => `${key}${KEY_SEPARATOR}${text}`)) ?? texts;
    }
    yield* keys ?? [];
  }
}

function textsOf(element: ElementNode, part: KeyPart): readonly string[] {
  if (part.kind === "text") return element.children.flatMap((child) => (child.kind === "text" ? [child.value] : []));
  const found = element.attributes.find(
    ({ localName, namespace }) => localName === part.localName && namespace === part.namespace,
  );
  return found === undefined ? [] : [found.value];
}
