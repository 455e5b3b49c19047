import { COUNTER_LABELS, LETTER_MEASURES, REPORT_MEASURES } from "./measure-definitions.ts";

/** French names of the keys of a report, by dotted path. */
export const REPORT_LABELS: Readonly<Record<string, string>> = {
  "tableau1.a": "A - Nombre annuel de séjours HC + HP (MCO + SSR + PSY)",
  "tableau1.b": "B - Nombre moyen de séjours sur la période",
  "tableau1.c": "C - Nombre de lettres de liaison produites au moyen du DPI",
  "tableau1.d": "D - Nombre de lettres de liaison transmises par MSSanté à partir du DPI",
  "tableau1.ms1": "MS-1 - Taux de lettres de liaison produites (C / B)",
  "tableau1.ms2": "MS-2 - Taux de lettres de liaison transmises par MSSanté (D / C)",
  "tableau2.g": "G - Activité annuelle en B",
  "tableau2.h": "H - Activité moyenne en B sur la période",
  "tableau2.i": "I - Nombre de CR produits par le SGL, tous niveaux",
  "tableau2.j": "J - dont CR hors niveau 3 conforme (I - K)",
  "tableau2.k": "K - Nombre de CR de niveau 3 produits",
  "tableau2.l": "L - Nombre de CR de niveau 3 transmis par MSSanté à partir du SGL",
  "tableau2.ms3": "MS-3 - Nombre de CR d'examens de biologie produits (niveau 3)",
  "tableau2.ms4": "MS-4 - Taux de CR transmis par MSSanté (L / K)",
  "verdict.met": "cible atteinte",
  "verdict.notMet": "cible non atteinte",
  "verdict.notComputable": "non calculable",
  "verdict.toBeJudged": "à apprécier",
  "flag.OVER_100": "supérieur à 100 %",
  "flag.PARTIAL": "partiel",
  "flag.LEVEL_UPGRADE": "changement de niveau",
  "status.provisional": "provisoire",
  "status.frozen": "arrêté",
  ...Object.fromEntries(
    [...LETTER_MEASURES, ...REPORT_MEASURES].map(({ key, label }) => [`complementary.${key}`, label]),
  ),
  ...Object.fromEntries(Object.entries(COUNTER_LABELS).map(([key, label]) => [`quality.${key}`, label])),
};
