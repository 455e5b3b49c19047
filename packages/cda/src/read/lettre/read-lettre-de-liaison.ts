import { LdlError } from "@ldl/domain";
import { textContent, type XmlElement } from "@ldl/xml";
import { SECTIONS } from "../../codes/section-models.ts";
import { hl7Child, hl7Children } from "../datatypes/elements.ts";
import { present, some } from "../datatypes/present.ts";
import type { ReadDocument } from "../document.ts";
import { narrativeText } from "../narrative/narrative-text.ts";
import { createReadContext } from "../read-context.ts";
import type { DocumentSection } from "../read-section.ts";
import { findSection, type LetterContext } from "./letter-context.ts";
import type { ContenuEntreeLu, ContenuSortieLu, LettreEntreeLue, LettreSortieLue } from "./lettre-lue.ts";
import { readAllergies } from "./read-allergies.ts";
import { readAntecedentsChirurgicaux, readAntecedentsMedicaux } from "./read-antecedents.ts";
import { readDispositifs } from "./read-dispositifs.ts";
import { readPlanDeSoins } from "./read-plan-de-soins.ts";
import { readStatutDocument, readSynthese } from "./read-synthese.ts";
import { readTraitements, readTraitementsArretes } from "./read-traitements.ts";

/** Lines without the blanks around them, those that say nothing left out. */
function trimmedLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** Text of a section that has no entries. */
function readTexte(section: DocumentSection | undefined): string | undefined {
  const text = hl7Child(section?.element, "text");
  const [paragraph, ...others] = hl7Children(text, "paragraph");
  const alone = text?.children.every(
    (node) => node === paragraph || (node.kind === "text" && node.value.trim() === ""),
  );
  const content = paragraph !== undefined && others.length === 0 && alone === true ? paragraph : text;
  const written = content === undefined ? "" : narrativeText(content);
  if (written.trim() === "") return undefined;
  return content === paragraph ? written : trimmedLines(written);
}

/** Items of a section that is a list; the rows of its tables when it is not. */
function readTextes(section: DocumentSection | undefined): readonly string[] | undefined {
  const text = hl7Child(section?.element, "text");
  const items = hl7Children(text, "list").flatMap((list) => hl7Children(list, "item"));
  if (items.length > 0) return items.map(narrativeText);
  const whole = readTexte(section);
  if (whole === undefined) return undefined;
  return some(rowsOf(text)) ?? [whole];
}

/** Texts of the rows of the tables, heads left out. */
function rowsOf(text: XmlElement | undefined): readonly string[] {
  return hl7Children(text, "table")
    .flatMap((table) => hl7Children(table, "tbody"))
    .flatMap((body) => hl7Children(body, "tr"))
    .map((row) => narrativeText(row).trim())
    .filter((row) => row !== "");
}

/** The PDF copy as it is given to a builder: base64 without line ends. */
function readCopiePdf(document: ReadDocument): ContenuSortieLu["copiePdf"] {
  const section = findSection(document, SECTIONS.copiePdf);
  const [organizer] = section === undefined ? [] : section.entries.flatMap((entry) => hl7Children(entry, "organizer"));
  for (const component of hl7Children(organizer, "component")) {
    const value = hl7Child(hl7Child(component, "observationMedia"), "value");
    const base64 = value === undefined ? "" : textContent(value);
    if (base64 !== "") return { base64: /\s/.test(base64) ? base64.replace(/\s+/g, "") : base64 };
  }
  return undefined;
}

function readSortie(context: LetterContext): ContenuSortieLu {
  const { document } = context;
  return present({
    statut: readStatutDocument(findSection(document, SECTIONS.statut), context),
    motif: readTexte(findSection(document, SECTIONS.motifSortie)),
    synthese: readSynthese(findSection(document, SECTIONS.synthese), context),
    traitementsArretes: readTraitementsArretes(findSection(document, SECTIONS.traitementsArretes), context),
    traitementsSortie: readTraitements(findSection(document, SECTIONS.traitementsSortie), context),
    resultatsAttendus: readTextes(findSection(document, SECTIONS.resultatsAttendus)),
    planDeSoins: readPlanDeSoins(findSection(document, SECTIONS.planDeSoins), context),
    dispositifsMedicaux: readDispositifs(findSection(document, SECTIONS.dispositifsMedicaux), context),
    allergies: readAllergies(findSection(document, SECTIONS.allergiesSortie), context),
    copiePdf: readCopiePdf(document),
  });
}

function readEntree(context: LetterContext): ContenuEntreeLu {
  const { document } = context;
  return present({
    motif: readTexte(findSection(document, SECTIONS.motifEntree)),
    traitementsAdmission: readTraitements(findSection(document, SECTIONS.traitementsAdmission), context),
    allergies: readAllergies(findSection(document, SECTIONS.allergiesEntree), context),
    antecedentsMedicaux: readAntecedentsMedicaux(findSection(document, SECTIONS.antecedentsMedicaux), context),
    antecedentsChirurgicaux: readAntecedentsChirurgicaux(
      findSection(document, SECTIONS.antecedentsChirurgicaux),
      context,
    ),
    commentaire: readTexte(findSection(document, SECTIONS.commentaire)),
    copiePdf: readCopiePdf(document),
  });
}

/**
 * Gives the content of a lettre de liaison (at discharge or at admission) in the shape from which a letter is built.
 *
 * A section that the document lacks, or that has only text (level 2), is absent from the typed content: its narrative is
 * in `document.sections`. A code outside its value set is reported and left in the entry.
 *
 * @remarks CI-SIS, Volets LDL-SES and LDL-EES 2022.01. What is built and read again is equal.
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { readDocument, readLettreDeLiaison } from "@ldl/cda";
 *
 * const lettre = readLettreDeLiaison(readDocument(readFileSync("lettre.xml")));
 * if (lettre.kind === "LDL-SES") console.log(lettre.contenu.motif, lettre.contenu.traitementsSortie?.etat);
 * ```
 * @param document - A letter as read.
 * @returns The letter; `kind` tells which.
 * @throws {@link LdlError} `LDL_CDA_UNEXPECTED_KIND` for another kind of document, or for one of level 1.
 * @public
 */
export function readLettreDeLiaison(document: ReadDocument): LettreSortieLue | LettreEntreeLue {
  const { header, kind, level } = document;
  const findings = createReadContext();
  const context: LetterContext = { ...findings, document };
  if (level !== 1 && kind === "LDL-SES")
    return { kind, header, contenu: readSortie(context), issues: findings.issues() };
  if (level !== 1 && kind === "LDL-EES")
    return { kind, header, contenu: readEntree(context), issues: findings.issues() };
  throw new LdlError(
    "LDL_CDA_UNEXPECTED_KIND",
    `a structured lettre de liaison is expected, not ${kind} level ${level}`,
    {
      details: { expected: "LDL-SES or LDL-EES, level 2 or 3", found: `${kind}, level ${level}` },
    },
  );
}
