import path from "node:path";
import type { XmlDocument } from "@ldl/xml";
import { type DocumentStore, FileDocumentStore } from "./documents/document-store.ts";
import { CacheFolder } from "./files/cache-folder.ts";
import type { ResolveFile } from "./files/rule-folder.ts";
import { compileRules } from "./run/compiled-rules.ts";
import { ExpressionPool } from "./run/expression-pool.ts";
import type { SchematronResult } from "./run/result.ts";
import { runSchema, type SchemaProgram } from "./run/run-schema.ts";
import { loadModel } from "./schema/load-model.ts";
import { buildTree } from "./tree/build-tree.ts";
import type { DocumentNode } from "./tree/node.ts";
import type { Environment } from "./xpath/context.ts";

/** Options of {@link compileSchematron}. @public */
export interface CompileSchematronOptions {
  /** The schema, relative to the base folder. */
  readonly entry: string;
  /** Folder that no path may leave, be it of an include or of `doc()`. */
  readonly baseFolder: string;
  /** Says what a path stands for: for letter case, or for files to be replaced. Default: the path itself. */
  readonly resolveFile?: ResolveFile;
  /**
   * Tells of includes whose absence is known and accepted, by their path relative to the base folder; what they would have checked
   * is not checked, and they are listed in the result. Default: every include must exist.
   */
  readonly toleratesMissingInclude?: (name: string) => boolean;
  /** Phase to run, `#ALL` for every pattern. Default: `defaultPhase` of the schema, else every pattern. */
  readonly phase?: string;
  /** Where the schema, once checked, is kept between processes. Default: it is not. */
  readonly cacheFolder?: string;
  /** Offset from UTC, in minutes, of dates written without one. Default: 0. */
  readonly implicitOffsetMinutes?: number;
  /** Documents shared with other rule sets of the folder. Default: a store of its own. */
  readonly documents?: DocumentStore;
}

/** What is known of a rule set before it runs. @public */
export interface SchematronInfo {
  /** Title of the schema. */
  readonly title: string;
  /** Files it is made of, relative to the base folder; the first is the schema itself. */
  readonly files: readonly string[];
  /** SHA-256 over the files and their contents. */
  readonly sha256: string;
  /** Active patterns. */
  readonly patternCount: number;
  /** Rules of the active patterns. */
  readonly ruleCount: number;
  /** Includes of files that do not exist. */
  readonly missingIncludes: readonly string[];
  /** Patterns that the phase activates and that are declared nowhere. */
  readonly undeclaredPatterns: readonly string[];
  /** True when the schema came from the cache. */
  readonly isFromCache: boolean;
}

/** A rule set ready to run. @public */
export interface CompiledSchematron {
  /** What is known of it. */
  readonly info: SchematronInfo;
  /**
   * Checks a document.
   *
   * @param document - The document; several rule sets may run on one.
   * @returns What was found. Never throws because of the document.
   */
  run(document: XmlDocument): SchematronResult;
}

const XML_SCHEMA = "http://www.w3.org/2001/XMLSchema";

/** Prefixes that every schema may use without declaring them. */
const PREDECLARED: readonly (readonly [string, string])[] = [
  ["xml", "http://www.w3.org/XML/1998/namespace"],
  ["xs", XML_SCHEMA],
  ["xsd", XML_SCHEMA],
];

/**
 * Opens an ISO Schematron schema (query binding `xslt2`) and checks all of it: a construct that is not supported is an error here,
 * never a rule left out.
 *
 * @remarks ISO/IEC 19757-3, with the behaviour of the ISO skeleton for XSLT 2 where the two differ; XPath 2.0.
 * @example
 * ```ts
 * import { compileSchematron } from "@ldl/schematron";
 * import { parseXml } from "@ldl/xml";
 *
 * const rules = compileSchematron({ entry: "rules.sch", baseFolder: "/srv/rules" });
 * const { findings, firedRules } = rules.run(parseXml("<order/>"));
 * if (firedRules === 0) console.log("nothing was checked");
 * for (const { message, element } of findings) console.log(element.line, message);
 * ```
 * @param options - The schema and how its files are found.
 * @returns The rule set.
 * @throws {@link SchematronError} `FILE_MISSING`, `FILE_MALFORMED`, `PATH_OUTSIDE`, `SCHEMA_INVALID` or `EXPRESSION_REFUSED`.
 * @public
 */
export function compileSchematron(options: CompileSchematronOptions): CompiledSchematron {
  const store = storeOf(options);
  const cache = options.cacheFolder === undefined ? undefined : new CacheFolder(options.cacheFolder);
  const loaded = loadModel(store.folder, cache, {
    entry: options.entry,
    phase: options.phase,
    tolerates: options.toleratesMissingInclude ?? (() => false),
    predeclared: PREDECLARED,
  });
  const { model } = loaded;
  const pool = new ExpressionPool(loaded.namespaces);
  const openEnvironment = environmentsOf(options, store);
  let program: SchemaProgram | undefined;
  return {
    info: {
      title: model.title,
      files: model.files,
      sha256: loaded.sha256,
      patternCount: model.patterns.length,
      ruleCount: model.patterns.reduce((count, { rules }) => count + rules.length, 0),
      missingIncludes: model.missingIncludes,
      undeclaredPatterns: model.undeclaredPatterns,
      isFromCache: loaded.isFromCache,
    },
    run(document) {
      program ??= { model, pool, openEnvironment, rules: compileRules(model, pool) };
      return runSchema(program, treeOf(document));
    },
  };
}

function storeOf(options: CompileSchematronOptions): FileDocumentStore {
  const { documents, baseFolder, resolveFile, cacheFolder } = options;
  if (documents instanceof FileDocumentStore) return documents;
  if (documents !== undefined) throw new TypeError("documents must come from createDocumentStore");
  return new FileDocumentStore({
    baseFolder,
    ...(resolveFile === undefined ? {} : { resolveFile }),
    ...(cacheFolder === undefined ? {} : { cacheFolder }),
  });
}

/** What differs from one run to the next is what is missing; constants live as long as the rule set. */
function environmentsOf(options: CompileSchematronOptions, store: FileDocumentStore): () => Environment {
  const folder = path.posix.dirname(options.entry.replaceAll("\\", "/"));
  const constants = new Map<object, unknown>();
  const implicitOffsetMinutes = options.implicitOffsetMinutes ?? 0;
  return () => {
    const missingDocuments = new Set<string>();
    const openDocument: Environment["openDocument"] = (href) => {
      const document = store.open(href, folder);
      if (document === undefined) missingDocuments.add(store.nameOf(href, folder));
      return document;
    };
    return { openDocument, missingDocuments, implicitOffsetMinutes, constants };
  };
}

/** Several rule sets run on one document: its tree is made once. */
const trees = new WeakMap<XmlDocument, DocumentNode>();

function treeOf(document: XmlDocument): DocumentNode {
  const known = trees.get(document);
  if (known !== undefined) return known;
  const tree = buildTree(document);
  trees.set(document, tree);
  return tree;
}
