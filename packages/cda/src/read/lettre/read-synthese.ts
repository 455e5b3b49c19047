import { attributeOf, type XmlElement } from "@ldl/xml";
import { OBSERVATIONS } from "../../codes/entry-templates.ts";
import { MODALITE_ENTREE, MODALITE_SORTIE } from "../../codes/modalites.ts";
import { STATUT_DOCUMENT, type StatutDocument } from "../../codes/statuts.ts";
import type { ObservationTexte, Reponse } from "../../lettre-de-liaison/synthese-sejour.ts";
import { hl7Child } from "../datatypes/elements.ts";
import { present } from "../datatypes/present.ts";
import { readTime } from "../datatypes/read-time.ts";
import type { DocumentSection } from "../read-section.ts";
import { entriesOf, type LetterContext, nameOfCode, textValueOf, wordingOf } from "./letter-context.ts";
import type { SyntheseLue } from "./lettre-lue.ts";
import { readEntryAuthor } from "./read-entry-author.ts";

type ObservationName = keyof typeof OBSERVATIONS;

/** Finds the observation of a model in a section, by its code. */
function findObservation(section: DocumentSection | undefined, name: ObservationName): XmlElement | undefined {
  if (section === undefined) return undefined;
  return entriesOf(section, "observation").find((observation) => {
    const code = hl7Child(observation, "code");
    return code !== undefined && attributeOf(code, "code") === OBSERVATIONS[name].code.code;
  });
}

type Trace = Pick<ObservationTexte, "date" | "auteur">;

function readTrace(observation: XmlElement, context: LetterContext): Trace {
  return present({
    date: readTime(hl7Child(observation, "effectiveTime"), context),
    auteur: readEntryAuthor(observation, context),
  });
}

/** Reads the observations of one synthesis, each absent when the document lacks it. */
class SynthesisReader {
  private readonly section: DocumentSection;
  private readonly context: LetterContext;

  constructor(section: DocumentSection, context: LetterContext) {
    this.section = section;
    this.context = context;
  }

  texte(name: ObservationName): ObservationTexte | undefined {
    return this.read(name, (observation) => {
      const texte = textValueOf(observation) ?? wordingOf(hl7Child(observation, "text"), this.context);
      return texte === undefined ? undefined : { texte };
    });
  }

  modalite<N extends string>(
    name: ObservationName,
    concepts: Readonly<Record<N, (typeof MODALITE_ENTREE)["autre"]>>,
  ): ({ readonly modalite?: N } & Trace) | undefined {
    return this.read(name, (observation) =>
      present({ modalite: nameOfCode(concepts, hl7Child(observation, "value"), this.context) }),
    );
  }

  reponse<K extends string>(name: ObservationName, key: K): ({ readonly [P in K]?: Reponse } & Trace) | undefined {
    return this.read(name, (observation) => {
      const value = hl7Child(observation, "value");
      const written = value === undefined ? undefined : attributeOf(value, "value");
      const answer: Reponse = written === "true" ? "oui" : written === "false" ? "non" : "inconnu";
      const answers: { [P in K]?: Reponse } = {};
      answers[key] = answer;
      return answers;
    });
  }

  private read<T extends object>(
    name: ObservationName,
    content: (observation: XmlElement) => T | undefined,
  ): (T & Trace) | undefined {
    const observation = findObservation(this.section, name);
    const found = observation === undefined ? undefined : content(observation);
    return observation === undefined || found === undefined
      ? undefined
      : { ...found, ...readTrace(observation, this.context) };
  }
}

/** Joins an answer and what goes with it. */
function withDetail<T extends object, D extends object>(
  answer: T | undefined,
  detail: D,
): (Partial<T> & D) | undefined {
  return answer === undefined && Object.keys(detail).length === 0 ? undefined : { ...answer, ...detail };
}

/**
 * Reads the medical synthesis of a stay.
 *
 * @param section - The section, if any.
 * @param context - The document, and where what is wrong is reported.
 * @returns The synthesis; `undefined` without section or without entries.
 */
export function readSynthese(section: DocumentSection | undefined, context: LetterContext): SyntheseLue | undefined {
  if (section === undefined || section.entries.length === 0) return undefined;
  const reader = new SynthesisReader(section, context);
  return present({
    modaliteEntree: reader.modalite("modaliteEntree", MODALITE_ENTREE),
    modaliteSortie: reader.modalite("modaliteSortie", MODALITE_SORTIE),
    syntheseMedicale: reader.texte("syntheseMedicale"),
    evenementsIndesirables: reader.texte("evenementsIndesirables"),
    microOrganismes: withDetail(
      reader.reponse("rechercheMicroOrganismes", "recherche"),
      present({ identification: reader.texte("identificationMicroOrganismes") }),
    ),
    transfusion: withDetail(
      reader.reponse("transfusion", "realisee"),
      present({ accidents: reader.texte("accidentsTransfusionnels") }),
    ),
    derivesDuSang: withDetail(
      reader.reponse("derivesDuSang", "administres"),
      present({ evenementsIndesirables: reader.texte("evenementsDerivesDuSang") }),
    ),
  });
}

/** Reads the status of the letter. */
export function readStatutDocument(
  section: DocumentSection | undefined,
  context: LetterContext,
): StatutDocument | undefined {
  const observation = findObservation(section, "statut");
  return observation === undefined ? undefined : nameOfCode(STATUT_DOCUMENT, hl7Child(observation, "value"), context);
}
