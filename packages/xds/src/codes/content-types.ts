import { z } from "zod";
import { CodedValue } from "../model/coded-value.ts";

/** TRE_R209-TypeActivite. */
const ACTIVITIES = "1.2.250.1.213.2.2";

/** Kind of activity of TRE_R209 that the SDK knows by its label. @public */
export const ActivityCode = z.enum(["03", "04", "07", "08", "19", "20", "26", "97"], {
  error: "type d'activité inconnu (LDL-XDS-FORM)",
});
/** What the schema of the same name gives. @public */
export type ActivityCode = z.infer<typeof ActivityCode>;

/** The kinds of activity of use here; labels as JDV_J138 (TRE_R209). */
const LABELS: Readonly<Record<ActivityCode, string>> = {
  "03": "Hospitalisation complète (non compris hospitalisation de semaine)",
  "04": "Hospitalisation de Jour",
  "07": "Consultation Soins Externes",
  "08": "Bloc Opératoire",
  "19": "Traitement et Cure Ambulatoire",
  "20": "Hospitalisation de Semaine",
  "26": "Analyses médicales biologiques",
  "97": "Type d'activité indifférencié",
};

/** Kind of activity of each patient class of HL7 v2 (PV1-2): proposal of the ANS, volet Transmission d'un document CDA en HL7 v2. */
const BY_PATIENT_CLASS = { I: "03", O: "07", E: "07", R: "19", N: "97" } as const;

/**
 * Gives the content type of a submission set. Any other code of JDV_J03 or JDV_J59 is given as a `CodedValue`.
 *
 * @remarks TRE_R209-TypeActivite.
 * @example
 * ```ts
 * import { contentTypeCode } from "@ldl/xds";
 *
 * contentTypeCode("03"); // hospitalisation complète
 * ```
 * @param activity - Kind of activity.
 * @returns The coded value.
 * @public
 */
export function contentTypeCode(activity: ActivityCode): CodedValue {
  return CodedValue.parse({ code: activity, systeme: ACTIVITIES, libelle: LABELS[activity] });
}

/**
 * Gives the content type of a submission set from the patient class of an HL7 v2 message (PV1-2).
 *
 * @remarks ANS, Transmission d'un document CDA-R2 en HL7 v2: a proposal, not a rule.
 * @example
 * ```ts
 * import { contentTypeOfPatientClass } from "@ldl/xds";
 *
 * contentTypeOfPatientClass("I").code; // "03"
 * ```
 * @param patientClass - `I` inpatient, `O` outpatient, `E` emergency, `R` recurring, `N` not applicable.
 * @returns The coded value.
 * @public
 */
export function contentTypeOfPatientClass(patientClass: "I" | "O" | "E" | "R" | "N"): CodedValue {
  return contentTypeCode(BY_PATIENT_CLASS[patientClass]);
}
