import type { Completed } from "../header/document-header.ts";
import type { LettreDeLiaisonEntree } from "../lettre-de-liaison/lettre-de-liaison-entree.ts";
import {
  allergyCodes,
  allergyEndRule,
  allergySpans,
  codesOf,
  codesRule,
  datesRule,
  itemsOf,
  pdfCopyRules,
  treatmentCodes,
} from "./body-rules.ts";
import type { Span } from "./dates.ts";
import { HEADER_RULES } from "./header-rules.ts";
import type { Rule } from "./rule.ts";
import { LDL_EES } from "./sources.ts";

/** A letter at admission whose header is complete. @public */
export interface LettreDeLiaisonEntreeComplete extends Completed<LettreDeLiaisonEntree> {}

/**
 * Rules on a letter at admission, those on its header included.
 *
 * @public
 */
export const LETTRE_ENTREE_RULES: readonly Rule<LettreDeLiaisonEntreeComplete>[] = [
  ...HEADER_RULES,
  {
    id: "LDL-EES-ACTE",
    severity: "error",
    source: `${LDL_EES}, serviceEvent/code`,
    path: "acte.code",
    message: "code d'acte IMP (hospitalisation) obligatoire",
    check: ({ acte }) => (acte.code === undefined || acte.code.code === "IMP" ? [] : ["acte.code"]),
  },
  {
    id: "LDL-EES-ADRESSEUR",
    severity: "warning",
    source: LDL_EES,
    path: "participants",
    message: "praticien adresseur (participant REFB) attendu",
    check: ({ participants }) => (participants?.some(({ type }) => type === "REFB") === true ? [] : ["participants"]),
  },
  datesRule({ source: LDL_EES, path: "…debut, …fin" }, (lettre) => [
    ...itemsOf<Span>("traitementsAdmission", lettre.traitementsAdmission),
    ...itemsOf<Span>("antecedentsMedicaux", lettre.antecedentsMedicaux),
    ...itemsOf<Span>("antecedentsChirurgicaux", lettre.antecedentsChirurgicaux),
    ...allergySpans("allergies", lettre.allergies),
  ]),
  codesRule({ source: LDL_EES, path: "…code" }, (lettre) => [
    ...treatmentCodes("traitementsAdmission", lettre.traitementsAdmission),
    ...codesOf(itemsOf("antecedentsMedicaux", lettre.antecedentsMedicaux), ({ code }) => code),
    ...codesOf(itemsOf("antecedentsChirurgicaux", lettre.antecedentsChirurgicaux), ({ code }) => code),
    ...allergyCodes("allergies", lettre.allergies),
  ]),
  allergyEndRule(LDL_EES),
  ...pdfCopyRules<LettreDeLiaisonEntreeComplete>(LDL_EES),
];
