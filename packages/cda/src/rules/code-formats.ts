import {
  ATC_OID,
  CCAM_OID,
  CIM10_OID,
  CIP_OID,
  CIS_OID,
  CLADIMED_OID,
  EMDN_OID,
  LOINC_OID,
  SNOMED_CT_OID,
} from "../codes/systemes.ts";
import type { Concept } from "../codes/value-set.ts";

/**
 * Shapes of the codes of a few systems: a wrong shape is a code that no terminology has.
 *
 * @remarks Shapes of all codes of the terminologies of the ANS kit, 2025-02-19; LOINC and SNOMED CT by their own rules.
 */
const FORMATS: Readonly<Record<string, RegExp>> = {
  [CIM10_OID]: /^[A-Z]\d{2}(?:[.+-][0-9A-Z.+-]{1,6})?$/,
  [CCAM_OID]: /^[A-Z]{4}\d{3}(?:\d{1,2})?$/,
  [ATC_OID]: /^[A-Z](?:\d{2}(?:[A-Z](?:[A-Z](?:\d{2})?)?)?)?$/,
  [CIS_OID]: /^\d{8}$/,
  [CIP_OID]: /^(?:\d{7}|\d{13})$/,
  [EMDN_OID]: /^[A-Z](?:\d{2}){1,6}$/,
  [CLADIMED_OID]: /^[A-Z](?:\d{2}(?:[A-Z](?:[A-Z](?:\d{2})?)?)?)?$/,
  [LOINC_OID]: /^(?:LP|LA)?\d{1,7}-\d$/,
  [SNOMED_CT_OID]: /^\d{6,18}$/,
};

/** Whether a code has a shape that its system does not know. @internal */
export function isMisshapen({ systeme, code }: Pick<Concept, "systeme" | "code">): boolean {
  const format = FORMATS[systeme];
  return format !== undefined && !format.test(code);
}
