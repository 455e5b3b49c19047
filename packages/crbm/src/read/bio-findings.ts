import type { LdlSeverity } from "@ldl/domain";

interface Finding {
  readonly severity: LdlSeverity;
  readonly message: string;
}

const error = (message: string): Finding => ({ severity: "error", message });
const warning = (message: string): Finding => ({ severity: "warning", message });
const info = (message: string): Finding => ({ severity: "info", message });

/**
 * What the reading of a report may say, by rule. An `error` is a mandatory part that is absent; a `warning` is a part
 * that the typed report does not hold, or holds as written; an `info` is a usual deviation that changes nothing.
 *
 * @remarks CI-SIS, volet Compte rendu d'examens de biologie médicale 2021.01 to 2024.01.
 */
export const BIO_READ_FINDINGS = {
  "LDL-BIO-R-VERSION": info("version du modèle non déclarée : déduite du contenu"),
  "LDL-BIO-R-VERSION-UNKNOWN": warning("version du modèle inconnue : lue comme la plus récente connue"),
  "LDL-BIO-R-LEVEL": info("document sans résultats codés : seuls l'en-tête et le fichier ou le texte sont lus"),
  "LDL-BIO-R-CHAPTER": error("aucun chapitre de résultats"),
  "LDL-BIO-R-SECTION-CODE": warning("section sans code"),
  "LDL-BIO-R-SECTION-ENTRY": warning("section de résultats sans entrée ou avec plusieurs entrées : toutes sont lues"),
  "LDL-BIO-R-SECTION-MIXED": warning("chapitre qui porte à la fois des résultats et des sous-chapitres"),
  "LDL-BIO-R-SECTION-OTHER": info("section sans équivalent dans le compte rendu typé : lue comme texte"),
  "LDL-BIO-R-COPY": warning("copie PDF absente, obligatoire depuis la version 2024.01"),
  "LDL-BIO-R-ATTACHMENT": warning("document attaché sans contenu lisible"),
  "LDL-BIO-R-STATUS": warning("statut absent ou hors de la liste attendue"),
  "LDL-BIO-R-CODE": warning("analyse sans code LOINC ni code local"),
  "LDL-BIO-R-CODE-SEVERAL": warning("plusieurs codes locaux : le premier est retenu"),
  "LDL-BIO-R-LABEL": info("libellé absent du texte : libellé du code retenu"),
  "LDL-BIO-R-LABEL-VALUE": info("le lien du libellé mène à la valeur : libellé du code retenu"),
  "LDL-BIO-R-VALUE": warning("valeur d'un type ou d'une forme non pris en charge, laissée dans l'entrée d'origine"),
  "LDL-BIO-R-VALUE-NULL": info("valeur déclarée absente"),
  "LDL-BIO-R-VALUE-SEVERAL": warning("plusieurs valeurs pour une analyse : seule la première est lue"),
  "LDL-BIO-R-VALUE-OTHER": warning(
    "valeur dans une autre unité sans nombre ou sans unité, laissée dans l'entrée d'origine",
  ),
  "LDL-BIO-R-VALUE-QUALIFIER": warning("valeur codée avec un qualificatif, laissé dans l'entrée d'origine"),
  "LDL-BIO-R-NEGATION": warning(
    "entrée niée par son émetteur : la valeur devient un texte qui le dit, l'interprétation reste dans l'entrée d'origine",
  ),
  "LDL-BIO-R-MOOD": warning(
    "entrée qui est une demande ou un objectif : la valeur devient un texte qui le dit, l'interprétation reste dans l'entrée d'origine",
  ),
  "LDL-BIO-R-NUMBER": warning("nombre qui n'est pas décimal avec un point, conservé tel quel"),
  "LDL-BIO-R-UNIT": warning("unité avec un blanc, conservée telle quelle"),
  "LDL-BIO-R-UNIT-TWO": warning("intervalle dont les bornes ont deux unités : conservé en toutes lettres, sans nombre"),
  "LDL-BIO-R-UNIT-ONE": warning(
    "intervalle dont une borne n'a pas d'unité : celle de l'autre borne vaut pour les deux",
  ),
  "LDL-BIO-R-INTERVAL-ORDER": warning("intervalle dont le minimum dépasse le maximum, conservé tel quel"),
  "LDL-BIO-R-INTERPRETATION": warning("interprétation sans code, ou plusieurs : la première codée est retenue"),
  "LDL-BIO-R-INTERPRETATION-CODE": warning("interprétation hors de la liste attendue, conservée telle quelle"),
  "LDL-BIO-R-INTERPRETATION-SYSTEM": warning(
    "interprétation d'un autre système de codes, laissée dans l'entrée d'origine ; sans système : conservée telle quelle",
  ),
  "LDL-BIO-R-RANGE": warning("bornes de référence illisibles, laissées dans l'entrée d'origine"),
  "LDL-BIO-R-RANGE-SEVERAL": warning(
    "plusieurs intervalles de référence : seul le premier est lu, ou le premier des valeurs normales",
  ),
  "LDL-BIO-R-RANGE-KIND": warning(
    "intervalle qui n'est pas celui des valeurs normales : conservé en toutes lettres, sans nombre",
  ),
  "LDL-BIO-R-RANGE-UNIT": warning("bornes sans unité d'un résultat qui en a une : comprises dans cette unité"),
  "LDL-BIO-R-RANGE-ORDER": warning("borne basse supérieure ou égale à la borne haute, conservées telles quelles"),
  "LDL-BIO-R-RANGE-CONDITION": warning("condition d'application des bornes, laissée dans l'entrée d'origine"),
  "LDL-BIO-R-PREVIOUS": warning(
    "antériorité sans date lisible (conservée telle quelle) ou sans valeur (laissée dans l'entrée d'origine)",
  ),
  "LDL-BIO-R-PREVIOUS-CODE": warning("antériorité codée autrement que le résultat, laissée dans l'entrée d'origine"),
  "LDL-BIO-R-COMMENT": warning("commentaire sans texte"),
  "LDL-BIO-R-SPECIMEN": warning("prélèvement sans date, sans identifiant ou sans nature d'échantillon"),
  "LDL-BIO-R-ORGANISM": warning("isolat sans germe nommé"),
  "LDL-BIO-R-NESTING": warning("groupe de résultats emboîté de façon inattendue : rattaché au bloc"),
  "LDL-BIO-R-IMAGE": warning("image vide ou d'un format non pris en charge"),
  "LDL-BIO-R-SUBJECT": warning("résultat portant sur un autre sujet que le patient"),
  "LDL-BIO-R-PARTICIPANT": info("participant d'un résultat laissé dans l'entrée d'origine"),
  "LDL-BIO-R-ENTRY": warning("élément d'entrée sans équivalent typé, laissé dans l'entrée d'origine"),
} as const satisfies Readonly<Record<string, Finding>>;

/** Identifier of a rule of the reading of reports. */
export type BioReadRule = keyof typeof BIO_READ_FINDINGS;
