import { ENTRY_RULES, PATIENT_RULES } from "./entry-rules.ts";
import { REGISTRY_RULES } from "./replacement-rules.ts";
import { SET_RULES } from "./set-rules.ts";
import { STRUCTURE_RULES } from "./structure-rules.ts";
import type { SubmissionRule } from "./submission.ts";

/** Rules of a submission that an update follows too: those on the set, on the codes and on the patient. */
const KEPT = new Set([
  "LDL-DMP-ENTRY-REQUIRED",
  "LDL-DMP-ENTRY-INS",
  "LDL-DMP-ENTRY-CONFIDENTIALITY",
  "LDL-DMP-SET-DUPLICATE",
]);

const LINKS: SubmissionRule = {
  id: "LDL-DMP-UPDATE-LINK",
  code: "XDSMetadataUpdateOperationError",
  message: "lien que la mise à jour n'emploie pas, ou d'une autre origine que le lot",
  check: ({ set, reading }) =>
    reading.associations
      .filter(({ type, source }) => !["HasMember", "UpdateAvailabilityStatus"].includes(type) || source !== set.id)
      .map(({ id }) => ({ location: id })),
};

/** Rules of an update, by stage. */
export const UPDATE_STAGES: readonly (readonly SubmissionRule[])[] = [
  [...STRUCTURE_RULES, ...SET_RULES, LINKS],
  [...ENTRY_RULES, ...REGISTRY_RULES].filter(({ id }) => KEPT.has(id)),
  PATIENT_RULES,
];
