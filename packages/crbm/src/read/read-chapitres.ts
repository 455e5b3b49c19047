import { asWritten, type DocumentSection, hl7Child, present, readHeaderCode } from "@ldl/cda";
import { type Code, Oid } from "@ldl/domain";
import type { XmlElement } from "@ldl/xml";
import type { Bloc } from "../model/bloc.ts";
import type { Chapitre, SousChapitre } from "../model/chapitre.ts";
import type { BioContext } from "./bio-context.ts";
import { mergeBlocs } from "./merge-blocs.ts";
import { readBloc } from "./read-bloc.ts";

/** A block that a section announces and the document does not give. */
const NO_RESULTS: Bloc = { statut: "completed", elements: [] };

function readHead(section: DocumentSection, context: BioContext): { readonly code: Code; readonly titre?: string } {
  const code = readHeaderCode(hl7Child(section.element, "code"), context);
  if (code === undefined) context.find("LDL-BIO-R-SECTION-CODE", section.element, "code");
  return {
    code: code ?? { code: "", systeme: asWritten(Oid, "", context), libelle: section.title ?? "" },
    ...present({ titre: section.title }),
  };
}

function actsOf(section: DocumentSection): readonly XmlElement[] {
  return section.entries.flatMap((entry) => hl7Child(entry, "act") ?? []);
}

/** The results of a section, in one block whatever the number of its entries. */
function readSectionBloc(section: DocumentSection, context: BioContext): Bloc {
  const acts = actsOf(section);
  if (acts.length !== 1) context.find("LDL-BIO-R-SECTION-ENTRY", section.element);
  const [first, ...others] = acts.map((act) => readBloc(act, context));
  return first === undefined ? NO_RESULTS : mergeBlocs(first, others);
}

function readSousChapitre(section: DocumentSection, context: BioContext): SousChapitre {
  const head = readHead(section, context);
  return { ...head, bloc: readSectionBloc(section, context) };
}

/** Sections that hold results under a chapter, however deep a producer put them. */
function leavesOf(section: DocumentSection): readonly DocumentSection[] {
  return section.sections.flatMap((child) =>
    child.sections.length === 0 ? [child] : [...(child.entries.length === 0 ? [] : [child]), ...leavesOf(child)],
  );
}

/**
 * Reads a chapter.
 *
 * @param section - FR-CR-BIO-Chapitre.
 * @param context - Where what is wrong is reported.
 * @returns The chapter: a block, or sub-chapters; results of its own beside sub-chapters become the first sub-chapter.
 */
export function readChapitre(section: DocumentSection, context: BioContext): Chapitre {
  const head = readHead(section, context);
  if (section.sections.length === 0) return { ...head, bloc: readSectionBloc(section, context) };
  const leaves = leavesOf(section);
  const isMixed = section.entries.length > 0;
  if (isMixed || leaves.some((leaf) => !section.sections.includes(leaf)))
    context.find("LDL-BIO-R-SECTION-MIXED", section.element);
  const own = isMixed ? [{ ...head, bloc: readSectionBloc(section, context) }] : [];
  return { ...head, sousChapitres: [...own, ...leaves.map((leaf) => readSousChapitre(leaf, context))] };
}
