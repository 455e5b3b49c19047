import { SECTIONS } from "../codes/section-models.ts";
import { CERTITUDE, CRITICITE, SEVERITE, STATUT_ALLERGIE, TYPE_ALLERGIE } from "../codes/statuts.ts";
import type { WrittenCode } from "../datatypes/write-code.ts";
import { allergieIds, writeAllergies, writeNoAllergy } from "../entries/write-allergie.ts";
import type { Allergie, Allergies } from "../lettre-de-liaison/allergie.ts";
import { formatCode, formatTime } from "../narrative/format.ts";
import { indexedIds } from "../narrative/indexed-ids.ts";
import {
  type NarrativeCell,
  type NarrativeColumn,
  type NarrativePart,
  writeParagraph,
  writeTable,
} from "../narrative/write-narrative.ts";
import { type BodyContext, writeSection } from "./write-section.ts";

const NONE_ID = "allergies";
const NONE = {
  toutes: "Aucune allergie ou hypersensibilité connue",
  medicamenteuses: "Aucune allergie médicamenteuse connue",
  environnementales: "Aucune allergie environnementale connue",
  alimentaires: "Aucune allergie alimentaire connue",
} as const;
const INCONNU = "Pas d'information sur les allergies et hypersensibilités";

const idsOf = indexedIds((index) => allergieIds(`allergie-${index + 1}`));

function wording(what: { libelle: string; code?: WrittenCode | undefined } | undefined, id: string): NarrativeCell {
  if (what === undefined) return undefined;
  const text = { texte: what.libelle, id };
  return what.code === undefined ? text : [text, { texte: formatCode(what.code) }];
}

function coded(code: WrittenCode | undefined, id: string): NarrativeCell {
  return code === undefined ? undefined : { texte: code.libelle, id };
}

function reactionsCell({ reactions = [] }: Allergie, index: number): readonly NarrativePart[] {
  const ids = idsOf(index);
  return reactions.flatMap((reaction, rank) => [
    { texte: reaction.libelle, id: ids.reaction(rank) },
    ...(reaction.code === undefined ? [] : [{ texte: formatCode(reaction.code) }]),
    ...(reaction.date === undefined ? [] : [{ texte: `le ${formatTime(reaction.date)}` }]),
    ...(reaction.severite === undefined
      ? []
      : [{ texte: SEVERITE[reaction.severite].libelle, id: ids.reactionSeverite(rank) }]),
  ]);
}

const COLUMNS: readonly NarrativeColumn<Allergie>[] = [
  { titre: "Type", cellule: ({ type }) => TYPE_ALLERGIE[type].libelle },
  { titre: "Agent responsable", cellule: ({ agent }, index) => wording(agent, idsOf(index).agent) },
  { titre: "Description", cellule: ({ description }, index) => wording(description, idsOf(index).description) },
  { titre: "Début", cellule: ({ debut }) => debut && formatTime(debut) },
  { titre: "Fin", cellule: ({ fin }) => fin && formatTime(fin) },
  { titre: "Réactions", cellule: reactionsCell },
  {
    titre: "Sévérité",
    cellule: ({ severite }, index) => coded(severite && SEVERITE[severite], idsOf(index).severite),
  },
  { titre: "Statut", cellule: ({ statut }, index) => coded(statut && STATUT_ALLERGIE[statut], idsOf(index).statut) },
  {
    titre: "Criticité",
    cellule: ({ criticite }, index) => coded(criticite && CRITICITE[criticite], idsOf(index).criticite),
  },
  {
    titre: "Certitude",
    cellule: ({ certitude }, index) => coded(certitude && CERTITUDE[certitude], idsOf(index).certitude),
  },
];

/** Writes the allergies (FR-Allergies-et-hypersensibilites). */
export function writeAllergiesSection(
  body: BodyContext,
  model: "allergiesSortie" | "allergiesEntree",
  allergies: Allergies | undefined,
): void {
  if (allergies === undefined) return;
  writeSection(body, SECTIONS[model], {
    narrative: (writer) => {
      if (allergies.etat === "renseigne")
        writeTable(writer, {
          lignes: allergies.liste,
          colonnes: COLUMNS,
          idLigne: (_, index) => idsOf(index).ligne,
        });
      else writeParagraph(writer, allergies.etat === "aucun" ? NONE[allergies.portee] : INCONNU, NONE_ID);
    },
    entries: (writer) => {
      if (allergies.etat === "renseigne") writeAllergies(writer, allergies, idsOf);
      else writeNoAllergy(writer, allergies, NONE_ID);
    },
  });
}
