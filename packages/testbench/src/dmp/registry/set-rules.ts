import type { ReceivedSubmissionSet } from "@ldl/xds";
import type { SubmissionRule } from "./submission.ts";

const METADATA = "XDSRegistryMetadataError";
const OID = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;

const REQUIRED: readonly (keyof ReceivedSubmissionSet)[] = [
  "submissionTime",
  "authors",
  "contentTypeCode",
  "patientId",
  "sourceId",
  "uniqueId",
];

/**
 * Metadata of the submission set.
 *
 * @remarks Mandatory ones: IHE ITI TF-3 table 4.3.1.1-3 and the ANS mapping table; values: DMP sample messages (TD2.1).
 */
export const SET_RULES: readonly SubmissionRule[] = [
  {
    id: "LDL-DMP-SET-REQUIRED",
    code: METADATA,
    message: "métadonnée obligatoire du lot absente",
    check: ({ set }) =>
      REQUIRED.filter((key) => set[key] === undefined).map((key) => ({ location: `${set.id}/${key}` })),
  },
  {
    id: "LDL-DMP-SET-ASSIGNED",
    code: METADATA,
    message: "métadonnée donnée par le DMP",
    check: ({ set }) => (set.availabilityStatus === undefined ? [] : [{ location: `${set.id}/status` }]),
  },
  {
    id: "LDL-DMP-SET-UNIQUEID",
    code: METADATA,
    message: "uniqueId du lot : OID sans extension attendu",
    check: ({ set }) => (set.uniqueId === undefined || OID.test(set.uniqueId) ? [] : [{ location: set.id }]),
  },
  {
    id: "LDL-DMP-SET-AUTHOR",
    code: METADATA,
    message: "authorPerson du lot attendu",
    check: ({ set }) =>
      (set.authors ?? []).every(({ authorPerson }) => authorPerson !== undefined) ? [] : [{ location: set.id }],
  },
  {
    id: "LDL-DMP-SET-TIME",
    code: METADATA,
    message: "submissionTime dans le futur",
    check: ({ set, settings }) => {
      const limit = new Date(settings.now().getTime() + 3_600_000).toISOString().replaceAll(/[-:T]/g, "").slice(0, 14);
      return (set.submissionTime ?? "") > limit ? [{ location: set.id }] : [];
    },
  },
];
