import { PS_ID_NAT_OID, STRUCT_ID_NAT_OID } from "@ldl/domain";
import { type PreparedMarkup, prepareMarkup, type XmlWriter } from "@ldl/xml";
import type { DocumentId } from "../header/document-id.ts";

/** Writes an identifier of type II. @internal */
export function writeIdentifier(xml: XmlWriter, root: string, extension?: string, name = "id"): void {
  xml.element(name, { root, extension });
}

/** Template identifiers of the tables of this package and of others, encoded once: a document repeats them in each entry. */
const prepared = new WeakMap<readonly string[], PreparedMarkup>();

/** Writes the template identifiers of an element: a constant list, whose markup is kept. @internal */
export function writeTemplateIds(xml: XmlWriter, roots: readonly string[]): void {
  if (roots.length === 0) return;
  let markup = prepared.get(roots);
  if (markup === undefined) {
    markup = prepareMarkup((writer) => {
      for (const root of roots) writer.element("templateId", { root });
    });
    prepared.set(roots, markup);
  }
  xml.prepared(markup);
}

/** Writes the identifier of a document or of a set of versions. */
export function writeDocumentId(xml: XmlWriter, name: string, id: DocumentId): void {
  writeIdentifier(xml, id.racine, id.extension, name);
}

/** Writes identifiers given by organisations. @internal */
export function writeLocalIdentifiers(
  xml: XmlWriter,
  ids: readonly { readonly racine: string; readonly valeur?: string | undefined }[] | undefined,
): void {
  for (const id of ids ?? []) writeIdentifier(xml, id.racine, id.valeur);
}

/** Writes the national identifier of a professional. */
export function writeProfessionalId(xml: XmlWriter, id: string | undefined): void {
  if (id !== undefined) writeIdentifier(xml, PS_ID_NAT_OID, id);
}

/** Writes the national identifier of a structure. */
export function writeStructureId(xml: XmlWriter, id: string | undefined): void {
  if (id !== undefined) writeIdentifier(xml, STRUCT_ID_NAT_OID, id);
}
