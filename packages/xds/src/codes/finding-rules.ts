import type { LdlSeverity } from "@ldl/domain";

/** What is said when a rule is broken. @public */
export interface FindingRule {
  /** `error`: the lot is refused. */
  readonly severity: LdlSeverity;
  /** What is wrong, in French. */
  readonly message: string;
}

const error = (message: string): FindingRule => ({ severity: "error", message });
const warning = (message: string): FindingRule => ({ severity: "warning", message });
const info = (message: string): FindingRule => ({ severity: "info", message });

/** Rules about metadata: describing a document, checking a submission, reading ebRIM. */
const METADATA_RULES = {
  "LDL-XDS-ABSENT": error("métadonnée obligatoire que le document ne donne pas : à fournir dans overrides"),
  "LDL-XDS-FORM": error("valeur dont la forme ne convient pas à la métadonnée : à fournir dans overrides"),
  "LDL-XDS-CLASS": error("type de document sans classe dans la table d'association : classCode à fournir"),
  "LDL-XDS-FORMAT": error("modèle ou type de contenu sans format dans les tables d'association : formatCode à fournir"),
  "LDL-XDS-UNIQUEID": error("identifiant du document qui n'est pas un OID"),
  "LDL-XDS-INS": error("INS qualifié exigé"),
  "LDL-XDS-INS-ENVIRONMENT": error("INS d'un autre environnement (production, test ou démonstration)"),
  "LDL-XDS-CONFIDENTIALITY": error(
    "confidentialité attendue : N, R ou V d'abord, puis les restrictions, 4 codes au plus",
  ),
  "LDL-XDS-LONG": error("valeur encodée de plus de 256 caractères, limite d'ebRIM"),
  "LDL-XDS-PATIENT": error("un lot ne porte que sur un patient"),
  "LDL-XDS-MEMBER": error("chaque fiche a un lien HasMember avec le lot, et un seul"),
  "LDL-XDS-REFERENCE": error("lien vers un objet absent du message"),
  "LDL-XDS-ID-REPEATED": error("identifiant d'objet répété dans le message"),
  "LDL-XDS-UNIQUEID-REPEATED": error("identifiant unique répété dans le lot"),
  "LDL-XDS-TIME": warning("lot antérieur à la création d'un de ses documents"),
  "LDL-EBRIM-MALFORMED": error("message de métadonnées illisible"),
  "LDL-EBRIM-SET": error("un message de soumission a un lot, et un seul"),
  "LDL-EBRIM-ID": error("objet sans identifiant valide ignoré"),
  "LDL-EBRIM-OBJECT": info("objet qui n'est ni une fiche, ni un lot, ni un lien : ignoré"),
  "LDL-EBRIM-NODE": warning("lot reconnu sans sa classification"),
  "LDL-EBRIM-LINK": warning("lien de type inconnu ou incomplet ignoré"),
  "LDL-EBRIM-VALUE": warning("métadonnée de forme incorrecte ignorée"),
  "LDL-EBRIM-CONFIDENTIALITY": error("code de confidentialité illisible : le document peut être restreint"),
  "LDL-EBRIM-REPEATED": warning("métadonnée répétée : la première est retenue"),
  "LDL-EBRIM-OWNER": warning("classification ou identifiant rattaché à un autre objet"),
} as const satisfies Readonly<Record<string, FindingRule>>;

/** Rules about the ZIP container. */
const ZIP_RULES = {
  "LDL-XDM-ZIP": error("archive ZIP illisible ou tronquée"),
  "LDL-XDM-ZIP-BYTES": error("archive plus grande que la limite"),
  "LDL-XDM-ZIP-ENTRIES": error("trop de fichiers dans l'archive"),
  "LDL-XDM-ZIP-TOTAL": error("contenu décompressé plus grand que la limite"),
  "LDL-XDM-ZIP-DURATION": error("lecture plus longue que la limite"),
  "LDL-XDM-ZIP64": error("archive ZIP64 non prise en charge"),
  "LDL-XDM-ZIP-DISKS": error("archive en plusieurs volumes non prise en charge"),
  "LDL-XDM-ZIP-OVERLAP": error("fichiers qui se chevauchent dans l'archive"),
  "LDL-XDM-ZIP-TRAILING": warning("octets étrangers après l'archive"),
  "LDL-XDM-ZIP-HEADER": error("en-têtes contradictoires d'un fichier de l'archive"),
  "LDL-XDM-ZIP-ENCRYPTED": error("fichier chiffré refusé"),
  "LDL-XDM-ZIP-METHOD": error("méthode de compression non prise en charge"),
  "LDL-XDM-ZIP-TYPE": error("entrée qui n'est ni un fichier ni un dossier (lien symbolique…) refusée"),
  "LDL-XDM-ZIP-NAME": error("nom de fichier dangereux refusé : absolu, remontant, trop long ou illisible"),
  "LDL-XDM-ZIP-REPEATED": error("nom de fichier répété, casse ignorée"),
  "LDL-XDM-ZIP-SIZE": error("fichier décompressé plus grand que la limite"),
  "LDL-XDM-ZIP-RATIO": error("taux de compression plus fort que la limite"),
  "LDL-XDM-ZIP-DATA": error("données compressées incorrectes, ou de taille autre qu'annoncée"),
  "LDL-XDM-ZIP-CRC": error("somme de contrôle CRC-32 incorrecte"),
} as const satisfies Readonly<Record<string, FindingRule>>;

/** Rules about what an IHE_XDM archive holds. */
const XDM_RULES = {
  "LDL-XDM-METADATA": error("aucun METADATA.XML dans un sous-dossier de IHE_XDM"),
  "LDL-XDM-METADATA-BYTES": error("METADATA.XML plus grand que la limite"),
  "LDL-XDM-SUBSETS": info("plusieurs lots dans l'archive"),
  "LDL-XDM-WRAPPED": warning("archive placée dans un dossier englobant"),
  "LDL-XDM-CASE": info("noms de fichiers en minuscules"),
  "LDL-XDM-COMPANIONS": warning("INDEX.HTM ou README.TXT absent"),
  "LDL-XDM-UNREFERENCED": info("fichier que METADATA.XML ne décrit pas : ignoré"),
  "LDL-XDM-EMPTY": error("lot sans document"),
  "LDL-XDM-URI": error("fiche sans URI, ou URI hors de l'archive"),
  "LDL-XDM-FILE": error("fichier décrit absent de l'archive ou illisible"),
  "LDL-XDM-FILE-SHARED": error("fichier décrit par deux fiches"),
  "LDL-XDM-HASH": error("empreinte SHA-1 différente de celle du fichier"),
  "LDL-XDM-SIZE": error("taille différente de celle du fichier"),
  "LDL-XDM-HASH-ABSENT": warning("empreinte ou taille absente : intégrité non vérifiable"),
  "LDL-XDM-PATIENT": error("plusieurs patients dans l'archive"),
  "LDL-XDM-PATIENT-ABSENT": error("fiche ou lot sans identifiant de patient"),
  "LDL-XDM-CDA": error("document décrit comme XML qui n'est pas un document CDA lisible"),
  "LDL-XDM-CDA-PATIENT": error("patient du document différent de celui de la fiche"),
  "LDL-XDM-CDA-ID": error("identifiant du document différent de celui de la fiche"),
  "LDL-XDM-CDA-TYPE": error("type du document différent de celui de la fiche"),
  "LDL-XDM-CDA-REPLACES": warning("remplacement annoncé par le lot ou par le document, non par les deux"),
  "LDL-XDM-CDA-OTHER": warning("métadonnée différente de ce que dit le document"),
} as const satisfies Readonly<Record<string, FindingRule>>;

/**
 * Everything that the package may report, by rule: weight and message.
 *
 * @remarks Metadata: IHE ITI TF-3 §4.2, CI-SIS Partage de documents de santé. Archive: IHE ITI TF-2 §3.32. Limits: ours.
 * @public
 */
export const FINDING_RULES: Readonly<Record<FindingRuleId, FindingRule>> = {
  ...METADATA_RULES,
  ...ZIP_RULES,
  ...XDM_RULES,
};

/** Identifier of a rule of {@link FINDING_RULES}. @public */
export type FindingRuleId = keyof typeof METADATA_RULES | keyof typeof ZIP_RULES | keyof typeof XDM_RULES;
