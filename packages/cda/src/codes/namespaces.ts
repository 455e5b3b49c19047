/**
 * Namespaces of a CI-SIS document.
 *
 * @remarks CI-SIS, Volet Structuration minimale, and CDA_extended.xsd.
 */
export const NAMESPACES = {
  /** CDA R2. */
  hl7: "urn:hl7-org:v3",
  /** HL7 extensions of CDA. */
  sdtc: "urn:hl7-org:sdtc",
  /** IHE PaLM (biology). */
  lab: "urn:oid:1.3.6.1.4.1.19376.1.3.2",
  /** DICOM part 20 (imaging). */
  ps3: "urn:dicom-org:ps3-20",
  /** XML Schema instance, for `xsi:type`. */
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
} as const;
