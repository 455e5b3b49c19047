import { insOid } from "@ldl/domain";
import { formatCx } from "@ldl/xds";
import { NAMESPACES } from "../codes/namespaces.ts";
import {
  ACCESS_LABELS,
  ACCESS_SYSTEM,
  ACCESS_SYSTEM_NAME,
  AUTHN_CLASSES,
  DMP_RESOURCE,
  ISSUER_FORMAT,
  SECRET_CONNECTION,
  SECTOR_SYSTEM,
  VIHF_ATTRIBUTES,
} from "../codes/vihf-attributes.ts";
import { canonicalAttribute as attribute, canonicalText as text } from "../internal/canonical-text.ts";
import type { VihfInput } from "./vihf-input.ts";
import type { completeVihfOptions } from "./vihf-options.ts";

/** An assertion without its signature, cut where the signature goes. */
export interface AssertionHalves {
  readonly head: string;
  readonly tail: string;
}

/** What is decided once per assertion. */
export interface AssertionFacts {
  readonly id: string;
  readonly issuer: string;
  readonly issuedAt: Date;
}

type Settings = ReturnType<typeof completeVihfOptions>;

const utc = (date: Date): string => date.toISOString().replace(".000Z", "Z");

function attributeOf(name: string, ...values: readonly string[]): string {
  const written = values.map((value) => `<saml2:AttributeValue>${value}</saml2:AttributeValue>`).join("");
  return `<saml2:Attribute${attribute("Name", name)}>${written}</saml2:Attribute>`;
}

function optionalAttribute(name: string, value: string | undefined): string {
  return value === undefined ? "" : attributeOf(name, text(value));
}

interface CodedParts {
  readonly code: string;
  readonly systeme: string;
  readonly nomSysteme?: string | undefined;
  readonly libelle: string;
}

/** A coded value of HL7 v3. Name spaces stand where canonical form puts them: on the element that uses them. */
function coded(element: string, { code, systeme, nomSysteme, libelle }: CodedParts): string {
  const namespaces = `${attribute("xmlns", NAMESPACES.hl7)}${attribute("xmlns:xsi", NAMESPACES.xsi)}`;
  const values = `${attribute("code", code)}${attribute("codeSystem", systeme)}${attribute("codeSystemName", nomSysteme)}`;
  return `<${element}${namespaces}${values}${attribute("displayName", libelle)} xsi:type="CE"></${element}>`;
}

function authentication({ mode, utilisateur }: VihfInput, settings: Settings): string {
  const said = mode === "DIRECTE" ? "SmartcardPKI" : utilisateur.authentification;
  const urn = said.startsWith("urn:") ? said : `${AUTHN_CLASSES}${said}`;
  const declaration =
    mode === "INDIRECTE_RENFORCEE"
      ? `<saml2:AuthnContextDecl>${text(settings.airDeclaration)}</saml2:AuthnContextDecl>`
      : "";
  const context = `<saml2:AuthnContextClassRef>${text(urn)}</saml2:AuthnContextClassRef>${declaration}`;
  const instant = attribute("AuthnInstant", utc(new Date(utilisateur.authentifieLe)));
  return `<saml2:AuthnStatement${instant}><saml2:AuthnContext>${context}</saml2:AuthnContext></saml2:AuthnStatement>`;
}

function conditions(issuedAt: Date, validityMs: number | undefined): string {
  if (validityMs === undefined) return "";
  const end = new Date(issuedAt.getTime() + validityMs);
  return `<saml2:Conditions${attribute("NotBefore", utc(issuedAt))}${attribute("NotOnOrAfter", utc(end))}></saml2:Conditions>`;
}

function patientAttributes({ patient, acces }: VihfInput, settings: Settings): string {
  const { mode, raison, connexionSecrete } = acces;
  const id =
    patient === undefined ? undefined : formatCx({ id: patient.matricule, autorite: insOid(patient), type: "NH" });
  const purpose = {
    code: mode,
    systeme: ACCESS_SYSTEM,
    nomSysteme: ACCESS_SYSTEM_NAME,
    libelle: ACCESS_LABELS[mode],
  };
  return [
    attributeOf(VIHF_ATTRIBUTES.resource, DMP_RESOURCE),
    optionalAttribute(VIHF_ATTRIBUTES.patient, id),
    attributeOf(VIHF_ATTRIBUTES.purpose, coded("PurposeOfUse", purpose)),
    connexionSecrete ? attributeOf(VIHF_ATTRIBUTES.confidentiality, SECRET_CONNECTION) : "",
    optionalAttribute(settings.reasonAttribute, raison),
  ].join("");
}

function attributes(input: VihfInput, settings: Settings): string {
  const { mode, utilisateur, structure, logiciel } = input;
  return [
    attributeOf(VIHF_ATTRIBUTES.version, settings.version),
    attributeOf(settings.modeAttribute, mode),
    optionalAttribute(VIHF_ATTRIBUTES.userName, utilisateur.nom),
    attributeOf(VIHF_ATTRIBUTES.role, ...utilisateur.roles.map((role) => coded("Role", role))),
    attributeOf(VIHF_ATTRIBUTES.structure, text(structure.id)),
    attributeOf(VIHF_ATTRIBUTES.sector, text(`${structure.secteur}^${SECTOR_SYSTEM}`)),
    patientAttributes(input, settings),
    attributeOf(VIHF_ATTRIBUTES.softwareName, text(logiciel.nom)),
    attributeOf(VIHF_ATTRIBUTES.softwareVersion, text(logiciel.version)),
    optionalAttribute(VIHF_ATTRIBUTES.softwareId, logiciel.id),
    attributeOf(VIHF_ATTRIBUTES.homologation, text(logiciel.numeroHomologation)),
  ].join("");
}

/**
 * Writes the assertion in exclusive canonical form, so that what is digested is what is sent.
 *
 * Attributes and name spaces stand in the order of Canonical XML, empty elements have an end tag, and prefixes are declared
 * by the element that first uses them.
 */
export function writeAssertion(input: VihfInput, settings: Settings, facts: AssertionFacts): AssertionHalves {
  const start = [
    `<saml2:Assertion${attribute("xmlns:saml2", NAMESPACES.saml2)}${attribute("ID", facts.id)}`,
    `${attribute("IssueInstant", utc(facts.issuedAt))} Version="2.0">`,
  ].join("");
  const issuer = `<saml2:Issuer${attribute("Format", ISSUER_FORMAT)}>${text(facts.issuer)}</saml2:Issuer>`;
  const subject = `<saml2:Subject><saml2:NameID>${text(input.utilisateur.id)}</saml2:NameID></saml2:Subject>`;
  const statements = `${conditions(facts.issuedAt, settings.validityMs)}${authentication(input, settings)}`;
  const said = `<saml2:AttributeStatement>${attributes(input, settings)}</saml2:AttributeStatement>`;
  return { head: start + issuer, tail: `${subject}${statements}${said}</saml2:Assertion>` };
}
