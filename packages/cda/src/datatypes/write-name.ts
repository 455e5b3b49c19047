import type { NomPersonne } from "@ldl/domain";
import type { XmlWriter } from "@ldl/xml";

/** Writes the name of a person who is not the patient. @internal */
export function writePersonName(xml: XmlWriter, name: Partial<NomPersonne> & Pick<NomPersonne, "nom">): void {
  xml.start("name");
  xml.element("family", undefined, name.nom);
  if (name.prenom !== undefined) xml.element("given", undefined, name.prenom);
  if (name.civilite !== undefined) xml.element("prefix", undefined, name.civilite);
  if (name.titre !== undefined) xml.element("suffix", undefined, name.titre);
  xml.end();
}

/** Writes an element that holds the name of a person, when there is a name. */
export function writePerson(xml: XmlWriter, element: string, name: NomPersonne | undefined): void {
  if (name === undefined) return;
  xml.start(element);
  writePersonName(xml, name);
  xml.end();
}
