import type { LdlSeverity } from "@ldl/domain";

interface Finding {
  readonly severity: LdlSeverity;
  readonly message: string;
}

const warning = (message: string): Finding => ({ severity: "warning", message });
const info = (message: string): Finding => ({ severity: "info", message });

/**
 * What the conversion of a message may say, by rule. A `warning` is something of the message that the report lacks; an
 * `info` is a choice that was made for it.
 *
 * @remarks HL7 v2.5 chapters 2, 3, 4 and 7; the report is that of the CI-SIS, volet CR-BIO 2024.01.
 */
export const ORU_FINDINGS = {
  "LDL-HL7-CHARSET": info(
    "encodage non déclaré, inconnu ou contredit par les octets : texte lu en UTF-8 s'ils en sont, sinon en Europe occidentale",
  ),
  "LDL-HL7-ESCAPE": warning("séquence d'échappement inconnue, laissée telle quelle"),
  "LDL-HL7-SEGMENT": warning("segment non repris dans le compte rendu"),
  "LDL-HL7-FIELD": warning("champ non repris dans le compte rendu"),
  "LDL-HL7-PART": warning("champ repris en partie : ses autres répétitions ou sous-composants ne le sont pas"),
  "LDL-HL7-DATE": warning("date illisible"),
  "LDL-HL7-INS": warning("identité non qualifiée : le matricule INS n'est repris que pour une identité validée"),
  "LDL-HL7-INS-OID": warning(
    "matricule INS sans OID connu (nom seul, INS-C) : non repris, ni comme INS ni comme identifiant local",
  ),
  "LDL-HL7-PERSON": warning("professionnel sans identifiant national valide, non repris"),
  "LDL-HL7-SYSTEM": warning("système de codage inconnu : code rattaché au système local du laboratoire"),
  "LDL-HL7-ALTERNATE": warning("code supplémentaire, sans place dans le compte rendu, non repris"),
  "LDL-HL7-CODE-FORM": warning("code avec des blancs, écrits _, ou de plus de 64 caractères, repris comme texte"),
  "LDL-HL7-LABEL": warning("libellé de plus de 250 caractères, abrégé"),
  "LDL-HL7-CHAPTER": info("discipline absente ou inconnue : chapitre polyvalent"),
  "LDL-HL7-CODE": warning("analyse sans code, non reprise"),
  "LDL-HL7-UNIT": info("unité écrite selon l'usage français, remplacée par son unité UCUM"),
  "LDL-HL7-UNIT-UNKNOWN": warning("unité hors de la liste officielle, laissée telle quelle"),
  "LDL-HL7-NUMBER": warning("valeur numérique que le modèle ne sait pas dire exactement, reprise comme texte"),
  "LDL-HL7-VALUE": warning("type de valeur non pris en charge, repris comme texte"),
  "LDL-HL7-POINTER": warning(
    "valeur désignée par un lien : le fichier n'est pas joint au message, il n'est pas repris",
  ),
  "LDL-HL7-FILE": warning("fichier vide, illisible ou d'un format non pris en charge, non repris"),
  "LDL-HL7-RANGE": info("bornes non numériques, reprises comme texte"),
  "LDL-HL7-FLAG": warning(
    "indicateur d'anomalie hors du jeu de valeurs, de trop ou d'un résultat non obtenu, repris en commentaire",
  ),
  "LDL-HL7-PENDING": info("résultat attendu, non vérifié ou préliminaire : omis, son groupe est en attente"),
  "LDL-HL7-DELETED": info("résultat effacé par le laboratoire, omis"),
  "LDL-HL7-STATUS": warning("statut de résultat inconnu : résultat tenu pour obtenu"),
  "LDL-HL7-CORRECTED": warning("résultat corrigé sans version remplacée : donnez l'option remplace"),
  "LDL-HL7-PREVIOUS": info("résultat plus ancien de la même analyse, repris comme antériorité"),
  "LDL-HL7-PREVIOUS-FIELD": info("champ d'une antériorité pour lequel le tableau n'a pas de colonne : non repris"),
  "LDL-HL7-SERIES": info(
    "résultats de la même analyse à des dates différentes, sans certitude qu'il s'agisse d'antériorités : gardés à part",
  ),
  "LDL-HL7-NOT-SOUGHT": info("analyse non demandée ou simple description de la demande : omise, rien n'est attendu"),
  "LDL-HL7-COPY": info("autre copie PDF du compte rendu, différente de la première : jointe à part"),
  "LDL-HL7-PARENT": warning("analyse fille dont le résultat parent est introuvable ou incertain : reprise seule"),
  "LDL-HL7-CHILD": info(
    "analyse fille qui n'est pas un antibiogramme : reprise seule, sans lien avec son résultat parent",
  ),
  "LDL-HL7-ISOLATE": warning(
    "antibiogramme ou sous-groupes de résultats (OBX-4) sans germe désigné : gardés à la suite, sans isolat",
  ),
  "LDL-HL7-SPECIMEN": info("échantillon sans identifiant ou sans nature : valeur par défaut retenue"),
  "LDL-HL7-SPECIMEN-DATE": warning("échantillon sans date de prélèvement, non repris"),
  "LDL-HL7-VALIDATOR": warning("valideur sans date, ou second valideur d'un résultat, non repris"),
  "LDL-HL7-METHOD": info("code de technique hors du jeu de valeurs : seul son libellé est repris"),
  "LDL-HL7-LABORATORY": warning("laboratoire exécutant sans responsable identifié : repris en commentaire"),
} as const satisfies Readonly<Record<string, Finding>>;

/** Identifier of a rule of the conversion of messages. */
export type OruRule = keyof typeof ORU_FINDINGS;
