import {
  attributeOf,
  childElements,
  firstChild,
  selectElements,
  selectFirst,
  textContent,
  type XmlElement,
} from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";

/** Names of the attributes of a VIHF. @remarks DMP sample messages 02.05.00; ANS mapping table of the VIHF. */
export const VIHF_ATTRIBUTES = {
  version: "VIHF_Version",
  mode: "Authentification_Mode",
  /** Spelling of the samples. */
  modeOfSamples: "Authentification_mode",
  subjectId: "urn:oasis:names:tc:xspa:1.0:subject:subject-id",
  role: "urn:oasis:names:tc:xacml:2.0:subject:role",
  structure: "Identifiant_Structure",
  sector: "Secteur_Activite",
  resourceUrn: "Ressource_URN",
  resourceId: "urn:oasis:names:tc:xacml:2.0:resource:resource-id",
  purpose: "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse",
  confidentiality: "urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code",
  lpsName: "LPS_Nom",
  lpsVersion: "LPS_Version",
  lpsHomologation: "LPS_ID_HOMOLOGATION_DMP",
} as const;

/** A coded value of the VIHF. */
export interface VihfCode {
  readonly code: string;
  readonly system: string;
  /** Whether it is written as `CE` of HL7 v3, its type declared. */
  readonly wellTyped: boolean;
}

/** An assertion as read, nothing checked. */
export interface Vihf {
  readonly id: string;
  readonly version: string;
  readonly issueInstant: string;
  readonly issuerFormat: string;
  readonly issuer: string;
  readonly nameId: string;
  readonly authnInstant: string;
  readonly authnClass: string;
  readonly authnDeclaration?: string;
  readonly audience: boolean;
  readonly notBefore?: string;
  readonly notOnOrAfter?: string;
  /** Names of attributes given more than once. */
  readonly repeated: readonly string[];
  /** First text of an attribute; `undefined` when it is absent or empty. */
  text(name: string): string | undefined;
  /** Coded values of an attribute. */
  codes(name: string, element: "Role" | "PurposeOfUse"): readonly VihfCode[];
}

const namespaces = { s: NS.saml };

function readCode(element: XmlElement): VihfCode {
  return {
    code: attributeOf(element, "code") ?? "",
    system: attributeOf(element, "codeSystem") ?? "",
    wellTyped: attributeOf(element, "type", NS.xsi) === "CE" && element.namespace === NS.hl7,
  };
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  const record: Partial<Record<K, string>> = {};
  if (value !== undefined) record[key] = value;
  return record;
}

/** Reads an assertion. */
export function readVihf(assertion: XmlElement): Vihf {
  const at = (path: string): XmlElement | undefined => selectFirst(assertion, path, { namespaces });
  const textAt = (path: string): string | undefined => {
    const found = at(path);
    return found === undefined ? undefined : textContent(found).trim();
  };
  const attributes = selectElements(assertion, "s:AttributeStatement/s:Attribute", { namespaces });
  const names = attributes.map((attribute) => attributeOf(attribute, "Name") ?? "");
  const valuesOf = (name: string): readonly XmlElement[] =>
    attributes
      .filter((attribute) => attributeOf(attribute, "Name") === name)
      .flatMap((attribute) => childElements(attribute, "AttributeValue", NS.saml));
  const issuer = firstChild(assertion, "Issuer", NS.saml);
  const conditions = at("s:Conditions");
  const statement = at("s:AuthnStatement");
  return {
    id: attributeOf(assertion, "ID") ?? "",
    version: attributeOf(assertion, "Version") ?? "",
    issueInstant: attributeOf(assertion, "IssueInstant") ?? "",
    issuerFormat: issuer === undefined ? "" : (attributeOf(issuer, "Format") ?? ""),
    issuer: textAt("s:Issuer") ?? "",
    nameId: textAt("s:Subject/s:NameID") ?? "",
    authnInstant: statement === undefined ? "" : (attributeOf(statement, "AuthnInstant") ?? ""),
    authnClass: textAt("s:AuthnStatement/s:AuthnContext/s:AuthnContextClassRef") ?? "",
    ...optional("authnDeclaration", textAt("s:AuthnStatement/s:AuthnContext/s:AuthnContextDecl")),
    audience: at("s:Conditions/s:AudienceRestriction") !== undefined,
    ...optional("notBefore", conditions && attributeOf(conditions, "NotBefore")),
    ...optional("notOnOrAfter", conditions && attributeOf(conditions, "NotOnOrAfter")),
    repeated: names.filter((name, index) => names.indexOf(name) !== index),
    text(name) {
      const text = valuesOf(name)
        .map((value) => textContent(value).trim())
        .find((value) => value !== "");
      return text;
    },
    codes: (name, element) =>
      valuesOf(name)
        .flatMap((value) => childElements(value, element))
        .map(readCode),
  };
}
