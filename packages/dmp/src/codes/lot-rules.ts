import type { LdlIssue } from "@ldl/domain";

/** Rules of a lot, with their source in the requirements of the DMP. */
export const LOT_RULES = {
  "LDL-DMP-EMPTY": "un document au moins attendu",
  "LDL-DMP-OID": "identifiant de document attendu : OID sans extension (le DMP n'accepte pas OID^extension)",
  "LDL-DMP-PATIENT": "le patient du document n'est pas celui du contexte",
  "LDL-DMP-VISIBILITY":
    "un document ne peut être à la fois masqué aux professionnels et non visible par le patient (EX_2.1-1050)",
  "LDL-DMP-SECRET":
    "en connexion secrète, seul un document non visible par les représentants légaux peut être déposé (EX_2.1-1050)",
  "LDL-DMP-REPEATED": "document présent deux fois dans le lot",
  "LDL-DMP-AUTHOR": "auteur du lot attendu : une personne ou un système",
} as const;

/** Rule of a lot. */
export type LotRule = keyof typeof LOT_RULES;

/** Makes the finding of a rule. */
export function lotIssue(rule: LotRule, path: string): LdlIssue {
  return { rule, path, message: LOT_RULES[rule], severity: "error" };
}
