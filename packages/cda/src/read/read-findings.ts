import type { LdlSeverity } from "@ldl/domain";

interface Finding {
  readonly severity: LdlSeverity;
  readonly message: string;
}

const error = (message: string): Finding => ({ severity: "error", message });
const warning = (message: string): Finding => ({ severity: "warning", message });
const info = (message: string): Finding => ({ severity: "info", message });

/**
 * What a reading may report, by rule. An `error` is a mandatory part that is absent: the header then holds an empty value.
 *
 * @remarks CI-SIS, Volet Structuration minimale des documents de santé.
 */
export const READ_FINDINGS = {
  "LDL-R-WRAPPED": info("document contenu dans un autre élément racine (auto-présentable ou signature)"),
  "LDL-R-SEVERAL": warning("plusieurs documents cliniques dans le fichier : seul le premier est lu"),
  "LDL-R-ABSENT": error("élément obligatoire absent ou vide"),
  "LDL-R-DEFAULT": warning("élément obligatoire absent : valeur par défaut retenue"),
  "LDL-R-TIME": warning("date illisible"),
  "LDL-R-TIME-DAY": info("heure non précisée : minuit, heure de Paris, est retenu"),
  "LDL-R-ID-INS": warning("matricule INS de forme ou de clé incorrecte, conservé tel quel"),
  "LDL-R-ID-INS-SEVERAL": warning(
    "plusieurs matricules INS : le premier est retenu, les autres sont des identifiants locaux",
  ),
  "LDL-R-ID-INSC": info("identifiant INS-C obsolète ignoré"),
  "LDL-R-ID-LOCAL": warning("identifiant sans racine ou sans valeur ignoré"),
  "LDL-R-ID-OID": warning("identifiant dont la racine n'est ni un OID ni un UUID, conservé tel quel"),
  "LDL-R-ID-CASE": info("UUID en minuscules, lu en majuscules"),
  "LDL-R-ID-PS": warning("identifiant national de professionnel incorrect, conservé tel quel"),
  "LDL-R-ID-PS-ROOT": warning("identifiant de professionnel hors du répertoire national, conservé tel quel"),
  "LDL-R-ID-STRUCT": warning("identifiant national de structure incorrect, conservé tel quel"),
  "LDL-R-NAME-QUALIFIER": info(
    "nom ou prénom du patient sans qualificatif de naissance (BR) ou avec un qualificatif ancien",
  ),
  "LDL-R-NAME-TITLE": info("civilité ou titre hors des jeux de valeurs, conservé tel quel"),
  "LDL-R-CODE": warning("code, système ou libellé absent ou hors du jeu de valeurs, conservé tel quel"),
  "LDL-R-COG": warning("code officiel géographique du lieu de naissance incorrect, conservé tel quel"),
  "LDL-R-ADDRESS": info("adresse qui mêle des lignes et des parties : lue en lignes"),
  "LDL-R-TELECOM": warning("coordonnée de télécommunication qui n'est pas un URI attendu, conservée telle quelle"),
  "LDL-R-TELECOM-USE": info("usage de la coordonnée inconnu, ignoré"),
  "LDL-R-VALUE-SET": warning("code hors du jeu de valeurs : laissé dans l'entrée d'origine"),
  "LDL-R-QUANTITY": warning("quantité, unité ou durée illisible : laissée dans l'entrée d'origine"),
  "LDL-R-RELATED": warning("document lié autrement que par remplacement : ignoré"),
  "LDL-R-REFERENCE-HASH": info("référence au texte sans « # »"),
  "LDL-R-REFERENCE-DANGLING": warning("référence vers un texte absent"),
  "LDL-R-FILE": warning("fichier incorporé sans contenu ou dont l'encodage n'est pas pris en charge"),
  "LDL-R-TEMPLATE": info("modèle de document non déclaré : type reconnu par son code"),
  "LDL-R-BODY": error("corps du document absent"),
} as const satisfies Readonly<Record<string, Finding>>;

/** Identifier of a reading rule. */
export type ReadRule = keyof typeof READ_FINDINGS;
