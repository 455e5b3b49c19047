/**
 * Code systems and identifier roots that biology reports add to those of @ldl/cda.
 *
 * @remarks Examples, schematrons and value sets of the ANS kit, 2025-02-19. The system of SPRECEIVE is written `1.3.5…`
 * there, and the schematron wants it so.
 */
export const INTERPRETATION_OID = "2.16.840.1.113883.5.83";
export const RECEPTION_OID = "1.3.5.1.4.1.19376.1.5.3.2";
export const NCBI_OID = "2.16.840.1.113883.3.9471";
export const WAITING_CODE_OID = "1.2.250.1.213.1.1.5.130";
export const COFRAC_OID = "1.2.250.1.213.6.3.1";
export const EFI_OID = "1.2.250.1.213.6.3.2";

/** Namespace of the HL7 extensions, for the conditions of reference values. */
export const SDTC_NAMESPACE = "urn:hl7-org:sdtc";
