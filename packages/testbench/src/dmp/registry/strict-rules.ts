import { attributeOf, childElements, selectElements, textContent, type XmlElement } from "@ldl/xml";
import type { SubmissionContext, SubmissionRule } from "./submission.ts";

/** Data types of IHE: fields that may be filled, by position. @remarks IHE ITI TF-3 table 4.2.3.1.7-2. */
const CX = /^[^^&]+\^\^\^&[0-9.]+&ISO$/;
const XON = /^[^^]+(?:\^{5}&[0-9.]+&ISO\^{4}[^^]+|\^{9}[0-9.]+)?$/;
const XCN = /^[^^]*(?:\^[^^]*){0,7}(?:\^&[0-9.]+&ISO)?(?:\^.*)?$/;

const PATIENT_SCHEMES = [
  "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427",
  "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446",
];

function slotValues(list: XmlElement, name: string): readonly string[] {
  return selectElements(list, `.//Slot[@name='${name}']/ValueList/Value`).map((value) => textContent(value).trim());
}

function patientIds(list: XmlElement): readonly string[] {
  return selectElements(list, ".//ExternalIdentifier")
    .filter((one) => PATIENT_SCHEMES.includes(attributeOf(one, "identificationScheme") ?? ""))
    .map((one) => attributeOf(one, "value") ?? "");
}

function wrongValues(name: string, pattern: RegExp) {
  return ({ list }: SubmissionContext) =>
    slotValues(list, name)
      .filter((value) => !pattern.test(value))
      .map(() => ({ location: name }));
}

/** What a strict XDS.b server checks besides: the data types of IHE, to the letter. */
export const STRICT_RULES: readonly SubmissionRule[] = [
  {
    id: "LDL-DMP-STRICT-PATIENT",
    code: "XDSRegistryMetadataError",
    message: "patientId : composantes 1 et 4 seulement",
    check: ({ list }) =>
      patientIds(list)
        .filter((value) => !CX.test(value))
        .map(() => ({ location: "patientId" })),
  },
  {
    id: "LDL-DMP-STRICT-SOURCE-PATIENT",
    code: "XDSRegistryMetadataError",
    message: "sourcePatientId : composantes 1 et 4 seulement",
    check: wrongValues("sourcePatientId", CX),
  },
  {
    id: "LDL-DMP-STRICT-INSTITUTION",
    code: "XDSRegistryMetadataError",
    message: "authorInstitution : composantes 1, 6 et 10 seulement",
    check: wrongValues("authorInstitution", XON),
  },
  {
    id: "LDL-DMP-STRICT-PERSON",
    code: "XDSRegistryMetadataError",
    message: "authorPerson : XCN attendu",
    check: wrongValues("authorPerson", XCN),
  },
  {
    id: "LDL-DMP-STRICT-OBJECT-TYPE",
    code: "XDSRegistryMetadataError",
    message: "mimeType attendu",
    check: ({ list }) =>
      childElements(list, "ExtrinsicObject")
        .filter((entry) => !/^[\w.+-]+\/[\w.+-]+$/.test(attributeOf(entry, "mimeType") ?? ""))
        .map(() => ({ location: "mimeType" })),
  },
];
