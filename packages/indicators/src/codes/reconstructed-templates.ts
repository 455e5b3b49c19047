import { TableTemplate } from "../tables/table-template.ts";

/**
 * Tableau 1, reconstructed: letters B, C and D are of the instruction (annexe 4, MS-1 and MS-2), everything else is deduced.
 *
 * @public
 */
export const TABLEAU_1_TEMPLATE: TableTemplate = TableTemplate.parse({
  id: "tableau1",
  version: "reconstructed-1",
  reconstructed: true,
  title: "Tableau 1 - Lettres de liaison des établissements de santé",
  columns: [
    { key: "number", label: "N°", type: "int" },
    { key: "label", label: "Établissement", type: "text" },
    { key: "finessEt", label: "FINESS ET", type: "text" },
    { key: "finessEj", label: "FINESS EJ", type: "text", hideWhenEmpty: true },
    { key: "status", label: "Statut", type: "text", hideWhenEmpty: true },
    {
      key: "staysAnnual",
      letter: "A",
      label: "Nombre annuel de séjours HC + HP (MCO + SSR + PSY)",
      shortLabel: "Séjours annuels",
      type: "int",
      total: "sum",
    },
    {
      key: "staysQuarterMean",
      letter: "B",
      label: "Nombre trimestriel moyen de séjours (MCO + SSR + PSY)",
      shortLabel: "Séjours trimestriels moyens",
      type: "decimal1",
      total: "sum",
    },
    {
      key: "ldlProduced",
      letter: "C",
      label: "Nombre de lettres de liaison produites au moyen du DPI durant le trimestre de référence",
      shortLabel: "LDL produites",
      type: "int",
      total: "sum",
    },
    {
      key: "ldlSent",
      letter: "D",
      label: "Nombre de lettres de liaison transmises par MSSanté à partir du DPI durant le trimestre de référence",
      shortLabel: "LDL transmises MSSanté",
      type: "int",
      total: "sum",
    },
    {
      key: "ms1",
      letter: "E",
      label: "Taux de lettres de liaison produites (MS-1) = C / B",
      shortLabel: "MS-1",
      type: "percent1",
      total: "ratio",
    },
    {
      key: "ms2",
      letter: "F",
      label: "Taux de lettres de liaison transmises (MS-2) = D / C",
      shortLabel: "MS-2",
      type: "percent1",
      total: "ratio",
    },
  ],
});

/**
 * Tableau 2, reconstructed: letters K and L are of the instruction (annexe 4, MS-3 and MS-4), everything else is deduced.
 *
 * @public
 */
export const TABLEAU_2_TEMPLATE: TableTemplate = TableTemplate.parse({
  id: "tableau2",
  version: "reconstructed-1",
  reconstructed: true,
  title: "Tableau 2 - Comptes rendus d'examens de biologie des laboratoires",
  columns: [
    { key: "number", label: "N°", type: "int" },
    { key: "label", label: "Laboratoire", type: "text" },
    { key: "finessEt", label: "FINESS ET", type: "text" },
    { key: "finessEj", label: "FINESS EJ", type: "text", hideWhenEmpty: true },
    { key: "sil", label: "SIL (éditeur, nom, version)", shortLabel: "SIL", type: "text", hideWhenEmpty: true },
    { key: "accreditation", label: "Accréditation (% du volume)", type: "decimal1", hideWhenEmpty: true },
    { key: "bAnnual", letter: "G", label: "Activité annuelle en B", type: "int", total: "sum" },
    { key: "bQuarterMean", letter: "H", label: "Activité trimestrielle moyenne en B", type: "decimal1", total: "sum" },
    {
      key: "crAll",
      letter: "I",
      label: "Nombre total de CR produits par le SGL durant le trimestre (tous niveaux)",
      shortLabel: "CR produits",
      type: "int",
      total: "sum",
    },
    {
      key: "crOther",
      letter: "J",
      label: "dont CR hors niveau 3 conforme = I - K",
      shortLabel: "CR hors niveau 3",
      type: "int",
      total: "sum",
    },
    {
      key: "crLevel3",
      letter: "K",
      label: "Nombre de CR de niveau 3 produits durant le trimestre (MS-3)",
      shortLabel: "CR de niveau 3 (MS-3)",
      type: "int",
      total: "sum",
    },
    {
      key: "crSent",
      letter: "L",
      label: "Nombre de CR de niveau 3 transmis par MSSanté à partir du SGL durant le trimestre",
      shortLabel: "CR transmis MSSanté",
      type: "int",
      total: "sum",
    },
    {
      key: "ms4",
      letter: "M",
      label: "Taux de CR transmis (MS-4) = L / K",
      shortLabel: "MS-4",
      type: "percent1",
      total: "ratio",
    },
    {
      key: "ms4b",
      label: "Taux sur tous les CR produits = L / I",
      shortLabel: "L / I",
      type: "percent1",
      total: "ratio",
    },
    { key: "query", label: "Requête utilisée", type: "text" },
  ],
});
