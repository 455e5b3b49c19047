/**
 * Where each metadata is in a CDA document, from `ClinicalDocument`.
 *
 * @remarks ANS, volet Transmission d'un document CDA-R2 en HL7 v2, mapping XDS; CI-SIS, annexe Lien entre l'en-tête CDA et
 * les métadonnées XDS.
 */
export const HEADER_PATHS = {
  authors: "author",
  classCode: "code/@code",
  confidentialityCodes: "confidentialityCode/@code",
  creationTime: "effectiveTime/@value",
  eventCodeList: "documentationOf/serviceEvent/code",
  formatCode: "templateId/@root",
  healthcareFacilityTypeCode: "componentOf/encompassingEncounter/location/healthCareFacility/code",
  languageCode: "languageCode/@code",
  legalAuthenticator: "legalAuthenticator/assignedEntity",
  mediaType: "component/nonXMLBody/text/@mediaType",
  patientId: "recordTarget/patientRole/id",
  practiceSettingCode:
    "documentationOf[1]/serviceEvent/performer/assignedEntity/representedOrganization/standardIndustryClassCode",
  referenceIdList: "inFulfillmentOf/order/id",
  replaces: "relatedDocument[@typeCode='RPLC']/parentDocument/id",
  serviceStartTime: "documentationOf[1]/serviceEvent/effectiveTime/low/@value",
  serviceStopTime: "documentationOf[1]/serviceEvent/effectiveTime/high/@value",
  sourcePatientInfo: "recordTarget/patientRole/patient",
  title: "title",
  typeCode: "code",
  uniqueId: "id",
} as const;
