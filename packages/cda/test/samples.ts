import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isLdlError } from "@ldl/domain";
import { attributeOf, parseXml, selectElements, textContent, type XmlElement } from "@ldl/xml";
import {
  type BuildDocumentOptions,
  buildDocumentNonStructure,
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
  type ClinicalDocument,
  type DocumentNonStructureInput,
  type LettreDeLiaisonEntreeInput,
  type LettreDeLiaisonSortieInput,
} from "../src/index.ts";

/** UUIDs that depend on a seed alone. */
export function seededIds(seed: string): () => string {
  let count = 0;
  return () => {
    const hash = createHash("sha256").update(`${seed}/${count++}`).digest("hex");
    return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  };
}

/** Options that make building repeatable. */
export function repeatable(seed: string): BuildDocumentOptions {
  return { newId: seededIds(seed), now: () => new Date("2024-12-31T12:00:00Z") };
}

/** Builds a sample by the name of its file. */
export function buildSample(file: string, data: unknown, options: BuildDocumentOptions = {}): ClinicalDocument {
  const complete = { ...repeatable(file), indentation: "spaces" as const, ...options };
  if (file.startsWith("ldl-ses")) return buildLettreDeLiaisonSortie(data as LettreDeLiaisonSortieInput, complete);
  if (file.startsWith("ldl-ees")) return buildLettreDeLiaisonEntree(data as LettreDeLiaisonEntreeInput, complete);
  return buildDocumentNonStructure(data as DocumentNonStructureInput, complete);
}

const DATA = path.join(import.meta.dirname, "../../../examples/data");

/** Names of the samples of this package. */
export function sampleNames(): readonly string[] {
  return readdirSync(DATA).filter((name) => /^(?:ldl-ses|ldl-ees|pdf)\..*json$/.test(name));
}

/** Reads a sample anew. */
export function readSample<T = unknown>(name: string): T {
  return JSON.parse(readFileSync(path.join(DATA, name), "utf8")) as T;
}

/** The samples by what they are. */
export const samples = {
  sesMin: () => readSample<LettreDeLiaisonSortieInput>("ldl-ses.min.json"),
  sesMax: () => readSample<LettreDeLiaisonSortieInput>("ldl-ses.max.json"),
  eesMin: () => readSample<LettreDeLiaisonEntreeInput>("ldl-ees.min.json"),
  eesMax: () => readSample<LettreDeLiaisonEntreeInput>("ldl-ees.max.json"),
  pdf: () => readSample<DocumentNonStructureInput>("pdf.min.json"),
} as const;

/** Questions to ask of what was written. */
export interface Written {
  readonly root: XmlElement;
  /** Elements at a path. */
  all(path: string): readonly XmlElement[];
  /** The only element at a path. */
  one(path: string): XmlElement;
  /** Value of an attribute of the only element at a path. */
  attribute(path: string, name: string): string | null | undefined;
  /** Text of the only element at a path. */
  text(path: string): string;
  /** Text of the narrative that a reference points to, line feeds for `br`. */
  referred(path: string): string;
  /** Section by its LOINC code. */
  section(code: string): Written;
}

function lineText(element: XmlElement): string {
  return element.children
    .map((child) =>
      child.kind === "text"
        ? child.value
        : child.kind !== "element"
          ? ""
          : child.name === "br"
            ? "\n"
            : lineText(child),
    )
    .join("");
}

function asked(root: XmlElement, document: XmlElement): Written {
  const all = (where: string) => selectElements(root, where);
  const one = (where: string) => {
    const found = all(where);
    const [only] = found;
    if (found.length !== 1 || only === undefined) throw new Error(`${found.length} elements at ${where}`);
    return only;
  };
  return {
    root,
    all,
    one,
    attribute: (where, name) => attributeOf(one(where), name),
    text: (where) => textContent(one(where)),
    referred: (where) => {
      const value = attributeOf(one(where), "value") ?? "";
      const [target] = selectElements(document, `//*[@ID='${value.slice(1)}']`);
      if (target === undefined) throw new Error(`nothing at ${value}`);
      return lineText(target);
    },
    section: (code) =>
      asked(firstOf(all(`component/structuredBody/component/section[code/@code='${code}']`)), document),
  };
}

function firstOf(elements: readonly XmlElement[]): XmlElement {
  const [first] = elements;
  if (first === undefined) throw new Error("no such section");
  return first;
}

/** Reads what was written. */
export function written({ xml }: Pick<ClinicalDocument, "xml">): Written {
  const { root } = parseXml(xml);
  return asked(root, root);
}

/** The defects for which building refuses an input: `path rule`. */
export function refusals(build: () => unknown): readonly string[] {
  try {
    build();
  } catch (error) {
    if (isLdlError(error) && error.code === "LDL_INPUT_INVALID")
      return error.details.issues.map(({ path: where, rule }) => `${where} ${rule}`);
    throw error;
  }
  return [];
}
