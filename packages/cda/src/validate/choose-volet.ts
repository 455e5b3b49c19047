import { LdlError } from "@ldl/domain";
import type { DocumentFacts } from "./document-facts.ts";
import type { VoletChoice } from "./validation-report.ts";
import type { VoletIndex } from "./volet-index.ts";

/** A volet, and its file in the folder `schematrons` of the kit. */
export interface ChosenVolet extends VoletChoice {
  readonly file: string | undefined;
}

/**
 * Chooses the volet of a document.
 *
 * In this order: the option; the volet that the document names for the oXygen editor, none when it names generic rules only; none for
 * a level 1 document; the template and version; the template alone, newest version.
 *
 * @remarks The kit leaves the choice to its user; its manual says generic rules only for level 1.
 */
export function chooseVolet(facts: DocumentFacts, index: VoletIndex, option: string | undefined): ChosenVolet {
  if (option !== undefined) return fromOption(option, index);
  if (facts.namedSchematrons.length > 0) return fromInstructions(facts.namedSchematrons, index);
  if (facts.isLevel1) {
    return none("level-1", "document de niveau 1 : seules les règles génériques s'appliquent");
  }
  return fromTemplates(facts, index);
}

function fromOption(option: string, index: VoletIndex): ChosenVolet {
  if (option === "none") return none("option", "aucun volet demandé");
  const file = index.fileOf(option);
  if (file === undefined) {
    throw new LdlError("LDL_VALIDATION_VOLET_UNKNOWN", "the kit has no volet of this name", {
      details: { volet: option, known: index.names() },
    });
  }
  return chosen(file, "option", "volet demandé");
}

function fromInstructions(named: readonly string[], index: VoletIndex): ChosenVolet {
  for (const name of named.filter((candidate) => !index.isGeneric(candidate))) {
    const file = index.fileOf(name);
    if (file !== undefined) return chosen(file, "instruction", "volet nommé par une instruction oxygen du document");
  }
  return none("instruction", "les instructions oxygen du document ne nomment que des règles génériques");
}

function fromTemplates({ templateIds }: DocumentFacts, index: VoletIndex): ChosenVolet {
  const lastFirst = [...templateIds].reverse();
  for (const { root, extension } of lastFirst) {
    const file = extension === undefined ? undefined : index.filesFor(root, extension).at(-1);
    if (file !== undefined) return versioned(file, root, extension);
  }
  for (const { root, extension } of lastFirst) {
    const files = index.filesFor(root);
    const newest = files.at(-1);
    if (newest === undefined) continue;
    const exact = files.find((file) => extension !== undefined && file.endsWith(`_${extension}.sch`));
    if (exact !== undefined) return versioned(exact, root, extension);
    const doubt = files.length > 1 ? ", version la plus récente faute d'extension connue" : "";
    return chosen(newest, "template", `templateId ${root}${doubt}`);
  }
  return none(
    "none",
    "aucun templateId du document n'appelle un volet du kit : seules les règles génériques s'appliquent",
  );
}

function versioned(file: string, root: string, extension: string | undefined): ChosenVolet {
  return chosen(file, "template-and-version", `templateId ${root}, extension ${extension ?? ""}`);
}

function chosen(file: string, reason: VoletChoice["reason"], explanation: string): ChosenVolet {
  return { file, name: file.replace(/^CI-SIS_/, "").replace(/\.sch$/, ""), reason, explanation };
}

function none(reason: VoletChoice["reason"], explanation: string): ChosenVolet {
  return { file: undefined, name: undefined, reason, explanation };
}
