/** Codes of `@ldl/crbm`. @public */
export interface CrbmErrorDetails {
  /** The bytes are no HL7 v2 message, one, of results of one patient, or go over a reading limit; `segment` counts from 1. */
  LDL_BIO_HL7V2_UNREADABLE: {
    readonly reason:
      | "no-header"
      | "delimiters"
      | "too-large"
      | "several-messages"
      | "not-oru"
      | "no-patient"
      | "several-patients"
      | "no-result";
    readonly segment: number;
  };
}
