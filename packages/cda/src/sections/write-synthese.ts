import { OBSERVATIONS } from "../codes/entry-templates.ts";
import { MODALITE_ENTREE, MODALITE_SORTIE } from "../codes/modalites.ts";
import { SECTIONS } from "../codes/section-models.ts";
import type { Time } from "../datatypes/write-time.ts";
import { type ObservationValue, writeSimpleObservation } from "../entries/write-simple-observation.ts";
import type { AuteurEntree } from "../lettre-de-liaison/auteur-entree.ts";
import type { ObservationTexte, Reponse, SyntheseSejour } from "../lettre-de-liaison/synthese-sejour.ts";
import { formatName, formatTime } from "../narrative/format.ts";
import { writeTable } from "../narrative/write-narrative.ts";
import { type BodyContext, writeSection } from "./write-section.ts";

/** One line of the synthesis: an observation and its wording. */
interface Ligne {
  readonly model: keyof typeof OBSERVATIONS;
  readonly id: string;
  readonly texte: string;
  readonly valeur: ObservationValue;
  readonly date?: Time | undefined;
  readonly auteur?: AuteurEntree | undefined;
}

const ANSWERS: Readonly<Record<Reponse, string>> = { oui: "Oui", non: "Non", inconnu: "Information non disponible" };

interface Trace {
  readonly date?: Time | undefined;
  readonly auteur?: AuteurEntree | undefined;
}

function texte(
  model: Ligne["model"],
  id: string,
  observation: (ObservationTexte & Trace) | undefined,
): readonly Ligne[] {
  if (observation === undefined) return [];
  const { texte, date, auteur } = observation;
  return [{ model, id, texte, valeur: { type: "ST", texte }, date, auteur }];
}

function reponse(model: Ligne["model"], id: string, value: Reponse, { date, auteur }: Trace): Ligne {
  return { model, id, texte: ANSWERS[value], valeur: { type: "BL", reponse: value }, date, auteur };
}

function modalite(
  model: "modaliteEntree" | "modaliteSortie",
  id: string,
  code: (typeof MODALITE_ENTREE)[keyof typeof MODALITE_ENTREE],
  { date, auteur }: Trace,
): Ligne {
  return { model, id, texte: code.libelle, valeur: { type: "CE", code }, date, auteur };
}

/** Lines in the order of the model. */
function lignesOf(synthese: SyntheseSejour): readonly Ligne[] {
  const { modaliteEntree, modaliteSortie, microOrganismes, transfusion, derivesDuSang } = synthese;
  return [
    modalite("modaliteEntree", "modalite-entree", MODALITE_ENTREE[modaliteEntree.modalite], modaliteEntree),
    modalite("modaliteSortie", "modalite-sortie", MODALITE_SORTIE[modaliteSortie.modalite], modaliteSortie),
    ...texte("syntheseMedicale", "synthese-medicale", synthese.syntheseMedicale),
    ...texte("evenementsIndesirables", "evenements-indesirables", synthese.evenementsIndesirables),
    reponse("rechercheMicroOrganismes", "recherche-bmr", microOrganismes.recherche, microOrganismes),
    ...texte("identificationMicroOrganismes", "identification-bmr", microOrganismes.identification),
    reponse("transfusion", "transfusion", transfusion.realisee, transfusion),
    ...texte("accidentsTransfusionnels", "accidents-transfusionnels", transfusion.accidents),
    reponse("derivesDuSang", "derives-du-sang", derivesDuSang.administres, derivesDuSang),
    ...texte("evenementsDerivesDuSang", "evenements-derives-du-sang", derivesDuSang.evenementsIndesirables),
  ];
}

/** Writes the medical synthesis of the stay (FR-Resultats-evenements-LDL-SES). */
export function writeSynthesisSection(body: BodyContext, synthese: SyntheseSejour): void {
  const lignes = lignesOf(synthese);
  writeSection(body, SECTIONS.synthese, {
    narrative: (writer) => {
      writeTable<Ligne>(writer, {
        lignes,
        colonnes: [
          { titre: "Élément", cellule: ({ model }) => OBSERVATIONS[model].code.libelle },
          { titre: "Contenu", cellule: ({ texte, id }) => ({ texte, id }) },
          { titre: "Date", cellule: ({ date }) => (date === undefined ? undefined : formatTime(date)) },
          {
            titre: "Renseigné par",
            cellule: ({ auteur }) => (auteur === undefined ? undefined : formatName(auteur.professionnel.nom)),
          },
        ],
      });
    },
    entries: (writer) => {
      for (const { model, id, date, valeur, auteur } of lignes) {
        writer.xml.start("entry");
        writeSimpleObservation(writer, { model: OBSERVATIONS[model], id, date, valeur, auteur });
        writer.xml.end();
      }
    },
  });
}
