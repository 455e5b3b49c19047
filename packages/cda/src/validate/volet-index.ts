import { readFileSync } from "node:fs";
import path from "node:path";
import type { KitFolder } from "./kit-folder.ts";
import { readHead } from "./read-head.ts";
import { GENERIC_RULE_SETS } from "./rule-sets.ts";

/** Templates that every document declares, or that several volets share. */
const SHARED_TEMPLATES = new Set([
  "2.16.840.1.113883.2.8.2.1",
  "1.2.250.1.213.1.1.1.1",
  "1.2.250.1.213.1.1.1.5",
  "1.2.250.1.213.1.1.1.2.1",
]);

/** Branch of the templates of documents. */
const DOCUMENT_TEMPLATE = /^1\.2\.250\.1\.213\.1\.1\.1\.[0-9.]+$/;

/** The header of an example fits in this many bytes, or its templates are known from another one. */
const HEAD_LENGTH = 65_536;

/**
 * The volets of a kit by the document template that calls for them, learnt from the kit itself: from its examples, which name their
 * schematron, and from the templates that the schematrons of volets require.
 */
export class VoletIndex {
  readonly #kit: KitFolder;
  #files: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  constructor(kit: KitFolder) {
    this.#kit = kit;
  }

  /** File of a volet by its name, its file name or the path that an example gives; `undefined` when the kit has none. */
  fileOf(name: string): string | undefined {
    const base = (name.split(/[\\/]/).at(-1) ?? "").replace(/\.sch$/i, "");
    for (const candidate of [`${base}.sch`, `CI-SIS_${base}.sch`]) {
      const file = this.#kit.find(`schematrons/${candidate}`);
      if (base !== "" && file !== undefined) return path.basename(file);
    }
    return undefined;
  }

  /** True for a rule set that applies to every document. */
  isGeneric(name: string): boolean {
    const base = (name.split(/[\\/]/).at(-1) ?? "").toLowerCase();
    return GENERIC_RULE_SETS.some(({ entry }) => path.posix.basename(entry).toLowerCase() === base);
  }

  /** Names of the volets of the kit. */
  names(): readonly string[] {
    return this.#voletFiles().map((file) => file.replace(/^CI-SIS_/, "").replace(/\.sch$/, ""));
  }

  /** The rule sets of the volets: name and file, relative to the folder of the kit. */
  ruleSets(): readonly { readonly name: string; readonly entry: string }[] {
    return this.#voletFiles().map((file) => ({ name: file.replace(/\.sch$/, ""), entry: `schematrons/${file}` }));
  }

  /** Files of the volets that a template calls for, in alphabetical order: the newest version comes last. */
  filesFor(root: string, extension?: string): readonly string[] {
    this.#files ??= this.#learn();
    return [...(this.#files.get(keyOf(root, extension)) ?? [])].sort();
  }

  #voletFiles(): readonly string[] {
    return this.#kit.list("schematrons").filter((name) => name.endsWith(".sch"));
  }

  #learn(): ReadonlyMap<string, ReadonlySet<string>> {
    const files = new Map<string, Set<string>>();
    const add = (key: string, file: string): void => {
      files.set(key, (files.get(key) ?? new Set()).add(file));
    };
    for (const name of this.#kit.list("ExemplesCDA").filter((file) => file.endsWith(".xml"))) {
      this.#learnFromExample(path.join(this.#kit.path, "ExemplesCDA", name), add);
    }
    for (const name of this.#voletFiles()) {
      for (const root of this.#requiredTemplates(name)) add(root, name);
    }
    return files;
  }

  #learnFromExample(file: string, add: (key: string, file: string) => void): void {
    const head = withoutComments(readHead(file, HEAD_LENGTH));
    const named = [...head.matchAll(/<\?oxygen\b[^>]*?\bSCHSchema="([^"]*)"/g)].map(([, name = ""]) => name);
    const volets = named.filter((name) => !this.isGeneric(name)).flatMap((name) => this.fileOf(name) ?? []);
    for (const { root, extension } of documentTemplates(head)) {
      for (const volet of volets) {
        add(root, volet);
        if (extension !== undefined) add(keyOf(root, extension), volet);
      }
    }
  }

  /** Document templates that a schematron, or what it includes on the header, requires. */
  #requiredTemplates(name: string): readonly string[] {
    const text = withoutComments(readFileSync(path.join(this.#kit.path, "schematrons", name), "utf8"));
    const headers = [...text.matchAll(/href="([^"]*Ent[^"]*\.sch)"/g)].flatMap(([, href = ""]) => {
      const file = this.#kit.find(`schematrons/${href}`);
      return file === undefined ? [] : [withoutComments(readFileSync(file, "utf8"))];
    });
    const required = /templateId[^\]]{0,12}@root\s*=\s*['"]([0-9.]+)['"]/g;
    const roots = [text, ...headers].flatMap((part) => [...part.matchAll(required)].map(([, root = ""]) => root));
    return [...new Set(roots.filter(isDocumentTemplate))];
  }
}

function keyOf(root: string, extension: string | undefined): string {
  return extension === undefined ? root : `${root}|${extension}`;
}

function isDocumentTemplate(root: string): boolean {
  return DOCUMENT_TEMPLATE.test(root) && !SHARED_TEMPLATES.has(root);
}

function withoutComments(text: string): string {
  return text.replace(/<!--.*?-->/gs, "");
}

/** Templates that stand before the identifier of a document. */
function documentTemplates(head: string): readonly { readonly root: string; readonly extension: string | undefined }[] {
  const start = head.search(/<(?:\w+:)?ClinicalDocument\b/);
  const header = start < 0 ? "" : head.slice(start).split(/<(?:\w+:)?id\b/)[0];
  return [...(header ?? "").matchAll(/<(?:\w+:)?templateId\b([^>]*)>/g)].flatMap(([, attributes = ""]) => {
    const root = /\sroot="([^"]*)"/.exec(attributes)?.[1] ?? "";
    return isDocumentTemplate(root) ? [{ root, extension: /\sextension="([^"]*)"/.exec(attributes)?.[1] }] : [];
  });
}
