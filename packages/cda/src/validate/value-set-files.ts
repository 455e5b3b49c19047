import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { attributeOf, createXmlWriter, parseXml, selectElements } from "@ldl/xml";
import { NAMESPACES } from "../codes/namespaces.ts";
import { readHead } from "./read-head.ts";

/** Folder of the value sets, relative to that of the kit. */
const FOLDER = "jeuxDeValeurs";
const SVS = "urn:ihe:iti:svs:2008";
/** The identifier of a value set stands in its first lines. */
const HEAD_LENGTH = 4_096;

/** A value set in the form that the header rules expect, and the file it comes from. */
export interface RebuiltValueSet {
  readonly bytes: Uint8Array;
  readonly from: string;
}

/**
 * Value sets of the kit by OID, to stand for a file that the header rules name and the kit does not hold.
 *
 * @remarks TestContenuCDA of 19 February 2025 lacks `voc-1.2.250.1.213.1.1.5.471-DYNAMIC.xml`, without which the header rules stop at
 * the first document; the same value set lies in `jeuxDeValeurs`, in the form of IHE SVS.
 */
export class ValueSetFiles {
  readonly #kit: string;
  #byOid: ReadonlyMap<string, string> | undefined;

  constructor(kit: string) {
    this.#kit = kit;
  }

  /** What a file of the header rules should hold; `undefined` when the name is no value set, or of one that the kit lacks. */
  rebuild(fileName: string): RebuiltValueSet | undefined {
    const oid = /^voc-([0-9.]+)-DYNAMIC\.xml$/i.exec(fileName)?.[1];
    if (oid === undefined) return undefined;
    this.#byOid ??= indexByOid(path.join(this.#kit, FOLDER));
    const name = this.#byOid.get(oid);
    if (name === undefined) return undefined;
    return { bytes: convert(oid, readFileSync(path.join(this.#kit, FOLDER, name))), from: `${FOLDER}/${name}` };
  }
}

/** Names of the files by the OID of the value set they hold; the first in alphabetical order for a repeated OID. */
function indexByOid(folder: string): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const name of namesIn(folder)) {
    const oid = /<ValueSet\b[^>]*?\sid="([^"]*)"/.exec(readHead(path.join(folder, name), HEAD_LENGTH))?.[1];
    if (oid !== undefined && !index.has(oid)) index.set(oid, name);
  }
  return index;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".xml"))
      .sort();
  } catch {
    return [];
  }
}

/** From IHE SVS to the form of Art-Decor, which the header rules read. */
function convert(oid: string, source: Uint8Array): Uint8Array {
  const concepts = selectElements(parseXml(source).root, "//s:Concept", { namespaces: { s: SVS } });
  const writer = createXmlWriter();
  writer.start("hl7:valueSets", { "xmlns:hl7": NAMESPACES.hl7 }).start("valueSet", { id: oid }).start("conceptList");
  for (const concept of concepts) {
    writer.element("concept", {
      code: attributeOf(concept, "code"),
      codeSystem: attributeOf(concept, "codeSystem"),
      displayName: attributeOf(concept, "displayName"),
    });
  }
  return writer.end().end().end().finish();
}
