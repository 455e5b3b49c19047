const XD_LAB = "1.3.6.1.4.1.19376.1.3";
const FR = "1.2.250.1.213.1.1.3";
const CCD = "2.16.840.1.113883.10.20.1";
const IHE_PCC = "1.3.6.1.4.1.19376.1.5.3.1.4";

/**
 * Templates of the document and of the parts of its header.
 *
 * @remarks CI-SIS, volet CR-BIO 2024.01 (schematron `CI-SIS_BIO-CR-BIO_2024.01.sch` and examples of the ANS kit,
 * 2025-02-19); IHE PaLM, XD-LAB.
 */
export const DOCUMENT_TEMPLATES = {
  document: [{ root: `${XD_LAB}.3` }, { root: "1.2.250.1.213.1.1.1.55", extension: "2024.01" }],
  destinataire: [`${XD_LAB}.3.1.4`],
  valideur: [`${XD_LAB}.3.1.5`],
  prescripteur: [`${XD_LAB}.3.1.6`],
  laboratoireExecutant: [`${XD_LAB}.3.1.7`, `${FR}.23`],
} as const;

/** Templates of the sections of results. */
export const SECTION_TEMPLATES = {
  chapitre: [`${XD_LAB}.3.2.1`, "1.2.250.1.213.1.1.2.70"],
  sousChapitre: [`${XD_LAB}.3.2.2`, "1.2.250.1.213.1.1.2.71"],
} as const;

/** Templates of the entries, IHE first. */
export const ENTRY_TEMPLATES = {
  bloc: [`${XD_LAB}.1`, `${FR}.21`],
  valideur: [`${XD_LAB}.3.1.5`, `${FR}.109`],
  prelevement: [`${XD_LAB}.1.2`, `${FR}.77`],
  reception: [`${XD_LAB}.1.3`, `${FR}.107`],
  batterie: [`${XD_LAB}.1.4`, `${FR}.78`],
  isolat: [`${XD_LAB}.1.5`, `${FR}.79`],
  resultat: [`${XD_LAB}.1.6`, `${FR}.80`],
  commentaire: [`${CCD}.40`, `${IHE_PCC}.2`, `${FR}.32`],
  image: ["2.16.840.1.113883.10.12.304", `${FR}.103`],
  observation: [`${IHE_PCC}.13`, `${FR}.48`],
  probleme: [`${CCD}.28`, `${IHE_PCC}.5`, `${FR}.37`],
  vaccination: [`${CCD}.24`, `${IHE_PCC}.12`, `${FR}.45`],
  produit: [`${CCD}.53`, `${IHE_PCC}.7.2`, `${FR}.43`],
} as const;
