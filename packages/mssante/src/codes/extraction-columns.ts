/**
 * Columns of the public extraction « Correspondance BAL MSSanté », in its order, by the name that we give them.
 *
 * @remarks service.annuaire.sante.fr, web service V300, 31 columns.
 */
export const EXTRACTION_COLUMNS = [
  ["type", "Type de BAL"],
  ["address", "Adresse BAL"],
  ["personIdType", "Type Identifiant PP"],
  ["personId", "Identifiant PP"],
  ["personIdNat", "Identification nationale PP"],
  ["structureIdType", "Type identifiant structure"],
  ["structureId", "Identification Structure"],
  ["service", "Service de rattachement"],
  ["civility", "Civilité d'exercice"],
  ["name", "Nom d'exercice"],
  ["givenName", "Prénom d'exercice"],
  ["categoryCode", "Catégorie profession"],
  ["category", "Libellé de catégorie profession"],
  ["professionCode", "Code Profession"],
  ["profession", "Libellé Profession"],
  ["specialityCode", "Code savoir-faire"],
  ["speciality", "Libellé savoir-faire"],
  ["zeroPaper", "Dématérialisation"],
  ["structureName", "Raison Sociale structure BAL"],
  ["structureSign", "Enseigne commerciale structure BAL"],
  ["line2", "L2COMPLEMENTLOCALISATION"],
  ["line3", "L3COMPLEMENTDISTRIBUTION"],
  ["streetNumber", "L4NUMEROVOIE"],
  ["streetNumberSuffix", "L4COMPLEMENTNUMEROVOIE"],
  ["streetType", "NL4TYPEVOIE"],
  ["streetName", "L4LIBELLEVOIE"],
  ["locality", "L5LIEUDITMENTION"],
  ["postalLine", "L6LIGNEACHEMINEMENT"],
  ["postalCode", "Code postal"],
  ["department", "Département"],
  ["country", "Pays"],
] as const;

/** Our name of a column. */
export type ExtractionColumn = (typeof EXTRACTION_COLUMNS)[number][0];
