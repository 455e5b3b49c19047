/** Specifications that rules come from. */
export const STRUCTURATION = "CI-SIS, Volet Structuration minimale";
export const LDL_SES = "CI-SIS, Volet LDL-SES 2022.01";
export const LDL_EES = "CI-SIS, Volet LDL-EES 2022.01";
export const CSP_SORTIE = "Code de la santé publique, art. R. 1112-1-2";
export const CSP_ENTREE = "Code de la santé publique, art. R. 1112-1-1";
