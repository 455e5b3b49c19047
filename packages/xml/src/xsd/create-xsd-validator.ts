import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type * as Libxml2 from "libxml2-wasm";
import { DEFAULT_XML_LIMITS } from "../limits.ts";
import { XmlError } from "../xml-error.ts";
import { frenchMessage } from "./french-message.ts";
import { locate } from "./locate.ts";
import { isSurelyWithoutDoctype, readForFindings } from "./reading.ts";
import { compileWithin } from "./schema-files.ts";
import type { XsdFinding } from "./xsd-finding.ts";

/** Options of {@link createXsdValidator}. @public */
export interface CreateXsdValidatorOptions {
  /** Path of the schema to start from. */
  readonly schema: string;
  /** Folders that the schema may include and import from. Default: the folder of `schema`. */
  readonly roots?: readonly string[];
  /** Findings reported per document; one more says how many were left out. Default: 200. */
  readonly maxFindings?: number;
  /** Size of a document; a larger one is a finding. Default: 67 108 864 (64 MiB). */
  readonly maxBytes?: number;
}

/** A compiled schema. @public */
export interface XsdValidator extends Disposable {
  /**
   * Checks a document. Never throws for a bad one: what cannot be read is a finding too.
   *
   * @param bytes - The document.
   * @returns What is wrong, in document order; nothing when the document is valid.
   */
  validate(bytes: Uint8Array): readonly XsdFinding[];
}

/**
 * Compiles an XML Schema once, to check many documents with it.
 *
 * The schema may read the files below its folder (or `roots`) and nothing else; documents may read nothing, and those
 * with a document type declaration are refused. Dispose the validator to give its memory back.
 *
 * @remarks XML Schema 1.0 as libxml2 implements it; the verdict is that of `xmllint --schema`.
 * @example
 * ```ts
 * import { readFile } from "node:fs/promises";
 * import { createXsdValidator } from "@ldl/xml";
 *
 * using validator = await createXsdValidator({ schema: "schemas/CDA_extended.xsd" });
 * for (const { line, message } of validator.validate(await readFile("letter.xml"))) console.error(line, message);
 * ```
 * @param options - Schema, folders and limits.
 * @returns The validator.
 * @throws {@link XmlError} `SCHEMA` when the schema cannot be read or compiled, or reaches outside its folders.
 * @public
 */
export async function createXsdValidator(options: CreateXsdValidatorOptions): Promise<XsdValidator> {
  // Loaded on demand: those who never validate do not pay for the WebAssembly module.
  const libxml2 = await import("libxml2-wasm");
  return new CompiledSchema(libxml2, await readSchema(options.schema), options);
}

async function readSchema(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new XmlError("SCHEMA", "the schema cannot be read", { cause });
  }
}

class CompiledSchema implements XsdValidator {
  private readonly libxml2: typeof Libxml2;
  /** Parts of the compiled schema point into its document, which must live as long. */
  private readonly source: Libxml2.XmlDocument;
  private readonly compiled: Libxml2.XsdValidator;
  private readonly maxFindings: number;
  private readonly maxBytes: number;
  private disposed = false;

  constructor(libxml2: typeof Libxml2, bytes: Uint8Array, options: CreateXsdValidatorOptions) {
    this.libxml2 = libxml2;
    this.maxFindings = options.maxFindings ?? 200;
    this.maxBytes = options.maxBytes ?? DEFAULT_XML_LIMITS.maxBytes;
    const file = path.resolve(options.schema);
    this.source = readSource(libxml2, bytes, file);
    this.compiled = compile(libxml2, this.source, options.roots ?? [path.dirname(file)]);
  }

  validate(bytes: Uint8Array): readonly XsdFinding[] {
    if (this.disposed) throw new TypeError("the validator is disposed");
    if (bytes.length > this.maxBytes) return [{ line: 1, message: "Le document dépasse la taille permise." }];
    if (!isSurelyWithoutDoctype(bytes)) {
      const read = readForFindings(bytes);
      if ("message" in read) return [read];
    }
    const problems = this.problems(bytes);
    return problems.length === 0 ? [] : tellProblems(bytes, problems, this.maxFindings);
  }

  [Symbol.dispose](): void {
    if (this.disposed) return;
    this.disposed = true;
    this.compiled.dispose();
    this.source.dispose();
  }

  private problems(bytes: Uint8Array): readonly Libxml2.ErrorDetail[] {
    const { XmlDocument, XmlParseError, XmlValidateError } = this.libxml2;
    let document: Libxml2.XmlDocument | undefined;
    try {
      document = XmlDocument.fromBuffer(bytes, { option: readingOptions(this.libxml2) });
      this.compiled.validate(document);
      return [];
    } catch (error) {
      if (error instanceof XmlValidateError || error instanceof XmlParseError) return error.details;
      throw error;
    } finally {
      document?.dispose();
    }
  }
}

function tellProblems(
  bytes: Uint8Array,
  problems: readonly Libxml2.ErrorDetail[],
  most: number,
): readonly XsdFinding[] {
  const read = readForFindings(bytes);
  if ("message" in read) return [read];
  const findings = problems.slice(0, most).map(({ message, line, xpath }): XsdFinding => {
    const where = xpath === undefined ? undefined : locate(read.root, xpath);
    return { line, ...where, message: frenchMessage(message) };
  });
  const left = problems.length - findings.length;
  return left === 0 ? findings : [...findings, { line: problems[most]?.line ?? 0, message: `${left} autres écarts.` }];
}

function readingOptions({ ParseOption }: typeof Libxml2): number {
  const { XML_PARSE_HUGE, XML_PARSE_NO_XXE, XML_PARSE_NONET, XML_PARSE_BIG_LINES } = ParseOption;
  return XML_PARSE_HUGE | XML_PARSE_NO_XXE | XML_PARSE_NONET | XML_PARSE_BIG_LINES;
}

function readSource(libxml2: typeof Libxml2, bytes: Uint8Array, file: string): Libxml2.XmlDocument {
  try {
    const url = pathToFileURL(file).href;
    return libxml2.XmlDocument.fromBuffer(bytes, { url, option: readingOptions(libxml2) });
  } catch (cause) {
    throw new XmlError("SCHEMA", "the schema is not well formed", { cause });
  }
}

function compile(libxml2: typeof Libxml2, source: Libxml2.XmlDocument, roots: readonly string[]): Libxml2.XsdValidator {
  try {
    return compileWithin(libxml2, source, roots);
  } catch (error) {
    source.dispose();
    throw error;
  }
}
