import {
  type DisplayBlock,
  type DocumentSection,
  hl7Child,
  type SectionPresenter,
  type SectionPresenters,
} from "@ldl/cda";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { SECTION_TEMPLATES } from "../codes/templates.ts";
import { createBioContext } from "../read/bio-context.ts";
import { readBloc } from "../read/read-bloc.ts";
import { lines, paragraph } from "./display.ts";
import { isCovered } from "./narrative-coverage.ts";
import { presentBloc } from "./present-bloc.ts";

/** `@ID` of the images under an element, in order. */
function imageIds(element: XmlElement): readonly string[] {
  if (element.localName === "observationMedia") {
    const id = attributeOf(element, "ID");
    return id === undefined ? [] : [id];
  }
  return element.children.flatMap((child) => (child.kind === "element" ? imageIds(child) : []));
}

function presentImages(
  section: DocumentSection,
  captionOf: (id: string) => string | undefined,
): readonly DisplayBlock[] {
  return section.entries.flatMap(imageIds).map((id) => {
    const caption = captionOf(id);
    return paragraph([{ kind: "media", fileIds: [id], caption: caption === undefined ? [] : lines(caption) }]);
  });
}

/** Tables drawn from the entries; the narrative after them, unless it says nothing more. */
const presentSection: SectionPresenter = (section, document) => {
  const acts = section.entries.flatMap((entry) => hl7Child(entry, "act") ?? []);
  if (acts.length === 0) return section.narrative;
  const context = createBioContext(document);
  const blocs = acts.map((act) => presentBloc(readBloc(act, context)));
  const shown = [...blocs.flatMap((bloc) => bloc.shown), ...presentImages(section, (id) => context.captionOf(id))];
  const heading: DisplayBlock = { kind: "heading", text: "Texte du compte rendu" };
  const isReadWhole = context.issues().every(({ severity }) => severity === "info");
  const said = { blocks: blocs.flatMap((bloc) => bloc.said), fileIds: section.entries.flatMap(imageIds) };
  return isReadWhole && isCovered(section.narrative, said) ? shown : [...shown, heading, ...section.narrative];
};

/**
 * Shows the chapters of a report from their entries: tables where what is out of range is marked by a sign and words, small
 * curves of earlier values, one grid of antibiotics for all isolates. The narrative, which is the legal text, follows
 * unless the entries were read without loss and each of its lines already stands in the tables: row by row, in its order,
 * with its signs and figures.
 *
 * @example
 * ```ts
 * import { readFileSync, writeFileSync } from "node:fs";
 * import { readDocument, renderHtml } from "@ldl/cda";
 * import { CR_BIO_PRESENTERS } from "@ldl/crbm";
 *
 * const document = readDocument(readFileSync("cr-bio.xml"));
 * writeFileSync("cr-bio.html", renderHtml(document, { sections: CR_BIO_PRESENTERS }));
 * ```
 * @public
 */
export const CR_BIO_PRESENTERS: SectionPresenters = Object.fromEntries(
  [...SECTION_TEMPLATES.chapitre, ...SECTION_TEMPLATES.sousChapitre].map((oid) => [oid, presentSection]),
);
