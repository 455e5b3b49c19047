/** Specifications that rules come from. */
export const CR_BIO = "CI-SIS, volet CR-BIO 2024.01";
export const TERMINOLOGIE = "TestContenuCDA, terminologie.sch";
