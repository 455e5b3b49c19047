/**
 * OIDs of the INS by kind of number and environment.
 *
 * @remarks Référentiel INS and HL7 FR Core. No OID is known for a test or demonstration NIA.
 */
export const INS_OIDS = [
  { oid: "1.2.250.1.213.1.4.8", type: "NIR", environnement: "production" },
  { oid: "1.2.250.1.213.1.4.9", type: "NIA", environnement: "production" },
  { oid: "1.2.250.1.213.1.4.10", type: "NIR", environnement: "test" },
  { oid: "1.2.250.1.213.1.4.11", type: "NIR", environnement: "demonstration" },
] as const;

/** Root of the national identifiers of professionals (PS_IdNat). */
export const PS_ID_NAT_OID = "1.2.250.1.71.4.2.1";

/** Root of the national identifiers of structures (Struct_IdNat). */
export const STRUCT_ID_NAT_OID = "1.2.250.1.71.4.2.2";
