import type { MeasureDefinition } from "../measures/measure-definition.ts";

const DESIGN = {
  source: "Choix du logiciel, lecture complémentaire de l'instruction DGOS/PF5/2017/11",
  evidence: "design decision",
} as const;
const SAME_DAY = {
  source: "CSP R.1112-1-2 I (décret 2016-995) : envoi et remise le jour de la sortie",
  evidence: "verified",
} as const;
const FLOW = {
  source: "Choix du logiciel, accusés RFC 8098 et avis de remise RFC 3464",
  evidence: "design decision",
} as const;

/**
 * Complementary measures on letters.
 *
 * Sources of the neighbouring programmes: arrêté du 15 janvier 2026 annexe 1 (IFAQ), public pages on SUN-ES, CSP L.1111-15.
 * The formulas of IFAQ and the thresholds of SUN-ES are not published in what was read: those rates are local estimates.
 */
export const LETTER_MEASURES: readonly MeasureDefinition[] = [
  {
    key: "cAny",
    label: "Lettres produites, tous niveaux CDA",
    definition: "C sans condition de niveau CDA",
    ...DESIGN,
  },
  {
    key: "ms1Cohort",
    label: "Séjours terminés ayant une lettre",
    definition: "séjours terminés dans la période ayant une lettre / séjours terminés dans la période",
    ...DESIGN,
  },
  {
    key: "ms1CohortAlive",
    label: "Séjours terminés ayant une lettre, hors décès",
    definition: "même calcul sans les séjours terminés par un décès",
    ...DESIGN,
  },
  {
    key: "ms2Cohort",
    label: "Lettres de la période transmises à toute date",
    definition: "lettres produites dans la période et transmises à ce jour / C",
    ...DESIGN,
  },
  {
    key: "ms2Adjusted",
    label: "Lettres transmises, refus du patient déduits",
    definition:
      "lettres de la période transmises à ce jour / (C - lettres non transmises parce que le patient s'y est opposé)",
    ...DESIGN,
  },
  {
    key: "sameDaySent",
    label: "Lettres transmises le jour de la sortie",
    definition: "séjours dont une lettre a été transmise le jour de la sortie / séjours terminés",
    ...SAME_DAY,
  },
  {
    key: "sameDaySentAttending",
    label: "Lettres transmises au médecin traitant le jour de la sortie",
    definition: "même calcul, médecin traitant destinataire / séjours terminés dont une lettre lui est adressée",
    ...SAME_DAY,
  },
  {
    key: "sameDayHandedOver",
    label: "Lettres remises au patient le jour de la sortie",
    definition: "séjours dont la lettre a été remise le jour de la sortie / séjours terminés",
    ...SAME_DAY,
  },
  {
    key: "sendDelayMedian",
    label: "Délai médian entre sortie et transmission (h)",
    definition: "médiane de (première transmission - sortie), négative si la lettre part avant",
    ...SAME_DAY,
  },
  {
    key: "sendDelayP90",
    label: "Délai au 90e centile entre sortie et transmission (h)",
    definition: "90e centile de (première transmission - sortie)",
    ...SAME_DAY,
  },
  {
    key: "dmpFedLdl",
    label: "Séjours dont la lettre est dans le DMP (estimation locale)",
    definition: "séjours terminés dont une lettre est dans le DMP / séjours terminés",
    source:
      "CSP L.1111-15 ; IFAQ 2026 « taux d'alimentation du DMP en lettre de liaison de sortie » (formule non publiée)",
    evidence: "partly verified",
  },
  {
    key: "dmpFedLdlKnown",
    label: "Idem, DMP existant et sans opposition (estimation locale)",
    definition: "même numérateur / séjours terminés dont le DMP est connu et sans opposition au dépôt",
    source: "CSP L.1111-15 ; IFAQ 2026 (formule non publiée)",
    evidence: "partly verified",
  },
  {
    key: "ifaqDmp",
    label: "Idem, périmètre IFAQ 2026 MCO, SMR, HAD (estimation locale)",
    definition: "même calcul sur MCO, SSR et HAD, HC et HP ; séances de dialyse non comprises",
    source: "Arrêté du 15 janvier 2026, annexe 1 (formule non publiée)",
    evidence: "partly verified",
  },
  {
    key: "sunDomain1",
    label: "Idem, périmètre SUN-ES domaine 1, lettre de liaison seule (estimation locale)",
    definition: "même calcul sur MCO, SSR, PSY et HAD ; ordonnances et comptes rendus opératoires non comptés",
    source: "SUN-ES volet 1 domaine 1 (seuils par établissement non publiés)",
    evidence: "partly verified",
  },
  {
    key: "conformantRate",
    label: "Lettres conformes à leur volet",
    definition: "lettres de la période dont une version est conforme / C",
    ...DESIGN,
  },
  {
    key: "replacedRate",
    label: "Lettres remplacées",
    definition: "lettres de la période ayant une version de remplacement / C",
    ...DESIGN,
  },
  {
    key: "reachedRate",
    label: "Destinataires professionnels atteints",
    definition: "couples lettre-destinataire atteints / couples lettre-destinataire visés",
    ...FLOW,
  },
  {
    key: "failedRate",
    label: "Transmissions en échec",
    definition: "transmissions en échec / transmissions soumises à des professionnels",
    ...FLOW,
  },
  {
    key: "resendRate",
    label: "Renvois",
    definition: "soumissions au-delà de la première par lettre et destinataire / soumissions",
    ...FLOW,
  },
  {
    key: "mdnRate",
    label: "Transmissions acquittées par le destinataire",
    definition: "transmissions effectives avec accusé de traitement (MDN) / transmissions effectives",
    ...FLOW,
  },
];

/** Complementary measures on biology reports. Source of the duty to feed the DMP: arrêté du 26 avril 2022 modified 2024. */
export const REPORT_MEASURES: readonly MeasureDefinition[] = [
  {
    key: "ms4b",
    label: "CR transmis sur tous les CR produits (L / I)",
    definition: "CR de niveau 3 transmis / CR de tous niveaux",
    source: "Lecture stricte de la définition de MS-4, instruction DGOS/PF5/2017/11 annexe 4",
    evidence: "verified",
  },
  {
    key: "level3Share",
    label: "Part des CR de niveau 3 (K / I)",
    definition: "CR de niveau 3 conformes / CR de tous niveaux",
    ...DESIGN,
  },
  {
    key: "k1000B",
    label: "CR de niveau 3 pour 1 000 B",
    definition: "1 000 x K / activité moyenne en B de la période",
    ...DESIGN,
  },
  {
    key: "ms4Cohort",
    label: "CR de niveau 3 de la période transmis à toute date",
    definition: "CR passés au niveau 3 dans la période et transmis à ce jour / K",
    ...DESIGN,
  },
  {
    key: "dmpFedCr",
    label: "CR déposés dans le DMP (estimation locale)",
    definition: "CR de la période dont une version est dans le DMP / I",
    source: "CSP L.1111-15, arrêté du 26 avril 2022 modifié (hors séjour hospitalier)",
    evidence: "partly verified",
  },
  {
    key: "reachedRate",
    label: "Destinataires professionnels atteints",
    definition: "couples CR-destinataire atteints / couples CR-destinataire visés",
    ...FLOW,
  },
  {
    key: "failedRate",
    label: "Transmissions en échec",
    definition: "transmissions en échec / transmissions soumises à des professionnels",
    ...FLOW,
  },
  {
    key: "resendRate",
    label: "Renvois",
    definition: "soumissions au-delà de la première par CR et destinataire / soumissions",
    ...FLOW,
  },
  {
    key: "mdnRate",
    label: "Transmissions acquittées par le destinataire",
    definition: "transmissions effectives avec accusé de traitement (MDN) / transmissions effectives",
    ...FLOW,
  },
];

/** Quality counters of both tables, with their French names. */
export const COUNTER_LABELS: Readonly<Record<string, string>> = {
  orphanLetters: "Lettres sans séjour connu",
  multipleLineages: "Séjours ayant plusieurs lettres distinctes",
  replaced: "Lettres remplacées par une version ultérieure",
  currentVersionNotSent: "Lettres transmises dont la version courante ne l'est pas",
  cancelledAfterSending: "Documents annulés après transmission",
  objections: "Lettres dont le patient a refusé l'envoi",
  conformant: "Lettres conformes à leur volet",
  level1: "Versions de niveau CDA 1",
  level2: "Versions de niveau CDA 2",
  level3: "Versions de niveau CDA 3",
  notChecked: "Versions de niveau 3 jamais contrôlées",
  notConformant: "Versions de niveau 3 non conformes",
  submissions: "Transmissions soumises à des professionnels",
  failed: "Transmissions en échec",
  resends: "Renvois",
  noAddress: "Documents sans adresse MSSanté trouvée",
  acknowledged: "Transmissions acquittées (MDN)",
  noMdn: "Transmissions effectives sans accusé",
  integrationKo: "Accusés en erreur d'intégration",
  deletedUnread: "Messages supprimés sans lecture",
  patient: "Transmissions au patient ou hors professionnels",
};
