import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type * as Libxml2 from "libxml2-wasm";
import { XmlError } from "../xml-error.ts";

/** What the schema being compiled may read; null between compilations, when nothing may be read at all. */
let current: { readonly roots: readonly string[]; refused: boolean } | null = null;
let registered = false;

/**
 * Compiles a schema that may read files below some folders and nothing else: no other file, no network. Compilation is
 * synchronous, so two never overlap.
 */
export function compileWithin(
  libxml2: typeof Libxml2,
  schema: Libxml2.XmlDocument,
  roots: readonly string[],
): Libxml2.XsdValidator {
  register(libxml2);
  const reading = { roots: roots.map((root) => realpathSync(root)), refused: false };
  current = reading;
  try {
    const compiled = libxml2.XsdValidator.fromDoc(schema);
    if (!reading.refused) return compiled;
    compiled.dispose();
  } catch (cause) {
    if (!reading.refused) throw new XmlError("SCHEMA", "the schema cannot be compiled", { cause });
  } finally {
    current = null;
  }
  throw new XmlError("SCHEMA", "the schema refers to a file outside its folders (roots)");
}

function register(libxml2: typeof Libxml2): void {
  if (registered) return;
  registered = libxml2.xmlRegisterInputProvider({
    // Everything is ours to judge during a compilation, so that no other provider of the process answers instead.
    match: () => current !== null,
    open: (url) => {
      const bytes = read(url);
      return bytes === undefined ? undefined : libxml2.openBuffer(bytes);
    },
    read: (handle, buffer) => libxml2.readBuffer(handle, buffer),
    close: (handle) => {
      libxml2.closeBuffer(handle);
      return true;
    },
  });
}

function read(url: string): Uint8Array | undefined {
  if (current === null || !url.startsWith("file:")) return undefined;
  let file: string;
  try {
    file = realpathSync(fileURLToPath(url));
  } catch {
    return undefined;
  }
  if (current.roots.some((root) => isInside(root, file))) return readFileSync(file);
  current.refused = true;
  return undefined;
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== "" && relative.split(path.sep)[0] !== ".." && !path.isAbsolute(relative);
}
