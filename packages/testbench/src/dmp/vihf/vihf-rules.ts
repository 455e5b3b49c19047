import { Ins, PsIdNat, StructIdNat } from "@ldl/domain";
import type { DmpSettings } from "../dmp-settings.ts";
import { parsePatientKey } from "./caller.ts";
import type { CertificateHolder } from "./certificate-trust.ts";
import { sameName } from "./distinguished-name.ts";
import { VIHF_ATTRIBUTES as NAMES, type Vihf } from "./read-vihf.ts";

/** What the rules look at. */
export interface VihfContext {
  readonly vihf: Vihf;
  readonly mode: string | undefined;
  readonly now: Date;
  readonly settings: DmpSettings;
  /** Subject of the certificate that signed, when the VIHF is signed. */
  readonly signer?: string;
  /** Holder of the certificate that signed, else of that of TLS. */
  readonly holder: CertificateHolder;
  /** Holder of the certificate of TLS. */
  readonly tlsHolder: CertificateHolder;
}

/** A rule that a VIHF may break. */
export interface VihfRule {
  readonly id: string;
  /** Subcode of the fault. Default: `wsse:InvalidSecurityToken`. */
  readonly subcode?: string;
  readonly reason: string;
  readonly broken: (context: VihfContext) => boolean;
}

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const MODES = ["DIRECTE", "INDIRECTE", "INDIRECTE_RENFORCEE"];
const CLASSES = "urn:oasis:names:tc:SAML:2.0:ac:classes:";
const X509_NAME = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName";
const PROFESSIONS = "1.2.250.1.71.1.2.7";
const ACCESS_MODES = "1.2.250.1.213.1.1.4.248";

const direct = ({ mode }: VihfContext): boolean => mode === "DIRECTE";
const air = ({ mode }: VihfContext): boolean => mode === "INDIRECTE_RENFORCEE";
const absent =
  (name: string) =>
  ({ vihf }: VihfContext): boolean =>
    vihf.text(name) === undefined;
const matches = (schema: { safeParse(value: unknown): { success: boolean } }, value: string): boolean =>
  schema.safeParse(value).success;

/** The assertion itself. @remarks SAML 2.0 core §2.3; DMP sample messages; EX_AIR-040. */
const ASSERTION_RULES: readonly VihfRule[] = [
  { id: "LDL-DMP-VIHF-SAML", reason: "assertion SAML 2.0 attendue", broken: ({ vihf }) => vihf.version !== "2.0" },
  {
    id: "LDL-DMP-VIHF-ID",
    reason: "identifiant d'assertion qui n'est pas un NCName",
    broken: ({ vihf }) => !/^[A-Za-z_][\w.-]*$/.test(vihf.id),
  },
  {
    id: "LDL-DMP-VIHF-INSTANT",
    reason: "IssueInstant en UTC attendu",
    broken: ({ vihf }) => !UTC.test(vihf.issueInstant),
  },
  {
    id: "LDL-DMP-VIHF-FUTURE",
    subcode: "wsse:MessageExpired",
    reason: "VIHF émis dans le futur",
    broken: ({ vihf, now, settings }) => Date.parse(vihf.issueInstant) > now.getTime() + settings.vihf.clockSkewMs,
  },
  {
    id: "LDL-DMP-VIHF-EXPIRED",
    subcode: "wsse:MessageExpired",
    reason: "VIHF périmé",
    broken: (context) => {
      const { airLifetimeMs, lifetimeMs, clockSkewMs } = context.settings.vihf;
      const age = context.now.getTime() - Date.parse(context.vihf.issueInstant);
      return age > (air(context) ? airLifetimeMs : lifetimeMs) + clockSkewMs;
    },
  },
  {
    id: "LDL-DMP-VIHF-CONDITIONS",
    subcode: "wsse:MessageExpired",
    reason: "VIHF hors de sa période de validité",
    broken: ({ vihf, now, settings }) => {
      const at = now.getTime();
      const skew = settings.vihf.clockSkewMs;
      return Date.parse(vihf.notBefore ?? "") > at + skew || Date.parse(vihf.notOnOrAfter ?? "") <= at - skew;
    },
  },
  { id: "LDL-DMP-VIHF-AUDIENCE", reason: "AudienceRestriction n'est pas attendu", broken: ({ vihf }) => vihf.audience },
  {
    id: "LDL-DMP-VIHF-ISSUER",
    reason: "Issuer attendu : le nom du certificat de signature",
    broken: ({ vihf, signer }) =>
      vihf.issuerFormat !== X509_NAME || vihf.issuer === "" || (signer !== undefined && !sameName(vihf.issuer, signer)),
  },
  {
    id: "LDL-DMP-VIHF-REPEATED",
    reason: "attribut répété",
    broken: ({ vihf }) => vihf.repeated.length > 0,
  },
];

/** Who authenticated whom. @remarks DMP sample messages; EX_0.1-1020, EX_AIR-050. */
const AUTHENTICATION_RULES: readonly VihfRule[] = [
  {
    id: "LDL-DMP-VIHF-VERSION",
    reason: "VIHF_Version 3.0 ou 4.0 attendu",
    broken: ({ vihf }) => !/^[34]\.0$/.test(vihf.text(NAMES.version) ?? ""),
  },
  {
    id: "LDL-DMP-VIHF-MODE",
    reason: "Authentification_Mode inconnu",
    broken: ({ mode }) => !MODES.includes(mode ?? ""),
  },
  {
    id: "LDL-DMP-VIHF-NAMEID",
    reason: "NameID attendu : PS_IdNat de l'utilisateur",
    broken: (context) =>
      context.vihf.nameId === "" ||
      ((direct(context) || air(context)) && !matches(PsIdNat, context.vihf.nameId)) ||
      (context.holder.kind === "card" && context.holder.psIdNat !== context.vihf.nameId),
  },
  {
    id: "LDL-DMP-VIHF-AUTHN-INSTANT",
    reason: "AuthnInstant en UTC, antérieur à IssueInstant, attendu",
    broken: ({ vihf }) => !UTC.test(vihf.authnInstant) || Date.parse(vihf.authnInstant) > Date.parse(vihf.issueInstant),
  },
  {
    id: "LDL-DMP-VIHF-AUTHN-CLASS",
    reason: "AuthnContextClassRef ne convient pas au mode",
    broken: (context) =>
      direct(context)
        ? context.vihf.authnClass !== `${CLASSES}SmartcardPKI`
        : !context.vihf.authnClass.startsWith(CLASSES) || context.vihf.authnClass === CLASSES,
  },
  {
    id: "LDL-DMP-VIHF-AUTHN-DECL",
    reason: "AuthnContextDecl attendu en mode INDIRECTE_RENFORCEE, et là seulement",
    broken: (context) => ((context.vihf.authnDeclaration ?? "") !== "") !== air(context),
  },
];

function rolesProblem({ vihf }: VihfContext): boolean {
  const roles = vihf.codes(NAMES.role, "Role");
  const complete = roles.every(({ code, system, wellTyped }) => code !== "" && /^[\d.]+$/.test(system) && wellTyped);
  return roles.length === 0 || roles.length > 2 || !complete;
}

/** Physicians (10) and pharmacists (21) say their speciality. @remarks TRE_G15. */
function specialityMissing({ vihf }: VihfContext): boolean {
  const [profession, speciality] = vihf.codes(NAMES.role, "Role");
  const needs = profession?.system === PROFESSIONS && ["10", "21"].includes(profession.code);
  return needs && speciality === undefined;
}

/** Roles, structure, patient, software. @remarks VIHF attributes of the DMP samples and of the ANS mapping table. */
const ATTRIBUTE_RULES: readonly VihfRule[] = [
  {
    id: "LDL-DMP-VIHF-SUBJECT",
    reason: "subject-id attendu",
    broken: (context) => !direct(context) && absent(NAMES.subjectId)(context),
  },
  { id: "LDL-DMP-VIHF-ROLE", reason: "un ou deux rôles CE attendus", broken: rolesProblem },
  { id: "LDL-DMP-VIHF-SPECIALITY", reason: "Aucune spécialité dans le vihf", broken: specialityMissing },
  {
    id: "LDL-DMP-VIHF-STRUCTURE",
    reason: "Structure introuvable ou Inactive",
    broken: ({ vihf, settings }) => {
      const structure = vihf.text(NAMES.structure) ?? "";
      return !matches(StructIdNat, structure) || !settings.structures.has(structure);
    },
  },
  {
    id: "LDL-DMP-VIHF-STRUCTURE-CERTIFICATE",
    reason: "Identifiant_Structure ne correspond pas au certificat",
    broken: ({ vihf, settings, holder }) => {
      if (holder.kind !== "structure") return false;
      const structure = settings.structures.get(vihf.text(NAMES.structure) ?? "");
      return structure !== undefined && (structure.entiteJuridique ?? structure.structIdNat) !== holder.structIdNat;
    },
  },
  {
    id: "LDL-DMP-VIHF-PS-STRUCTURE",
    reason: "PS et Structure non liés",
    broken: ({ vihf, settings, holder }) =>
      holder.kind === "card" &&
      settings.professionals.get(holder.psIdNat)?.structures.includes(vihf.text(NAMES.structure) ?? "") !== true,
  },
  {
    id: "LDL-DMP-VIHF-SECTOR",
    reason: "Secteur_Activite attendu : SAnn^1.2.250.1.71.4.2.4",
    broken: ({ vihf }) => !/^SA\d\d\^1\.2\.250\.1\.71\.4\.2\.4$/.test(vihf.text(NAMES.sector) ?? ""),
  },
  {
    id: "LDL-DMP-VIHF-RESOURCE-URN",
    reason: "Ressource_URN attendu : urn:dmp",
    broken: ({ vihf }) => vihf.text(NAMES.resourceUrn) !== "urn:dmp",
  },
  {
    id: "LDL-DMP-VIHF-RESOURCE-ID",
    reason: "resource-id attendu : INS du patient, clé et OID compris",
    broken: ({ vihf, settings }) => {
      const patient = parsePatientKey(vihf.text(NAMES.resourceId) ?? "");
      return patient === undefined || !matches(Ins, patient.matricule) || !settings.insOids.includes(patient.oid);
    },
  },
  {
    id: "LDL-DMP-VIHF-PURPOSE",
    reason: "purposeofuse attendu : normal, bris_de_glace ou centre_15",
    broken: ({ vihf }) => {
      const [purpose, ...more] = vihf.codes(NAMES.purpose, "PurposeOfUse");
      const known = /^(?:normal|bris_de_glace|centre_15)$/.test(purpose?.code ?? "");
      return !known || purpose?.system !== ACCESS_MODES || !purpose.wellTyped || more.length > 0;
    },
  },
  {
    id: "LDL-DMP-VIHF-CONFIDENTIALITY",
    reason: "confidentiality-code inconnu",
    broken: ({ vihf }) =>
      !/^(?:INVISIBLE_REPRESENTANTS_LEGAUX\^1\.2\.250\.1\.213\.1\.1\.4\.13)?$/.test(
        vihf.text(NAMES.confidentiality) ?? "",
      ),
  },
  { id: "LDL-DMP-VIHF-LPS-NAME", reason: "LPS_Nom attendu", broken: absent(NAMES.lpsName) },
  { id: "LDL-DMP-VIHF-LPS-VERSION", reason: "LPS_Version attendu", broken: absent(NAMES.lpsVersion) },
  {
    id: "LDL-DMP-VIHF-LPS-HOMOLOGATION",
    reason: "LPS_ID_HOMOLOGATION_DMP attendu",
    broken: absent(NAMES.lpsHomologation),
  },
];

/** Which certificates go with which mode. @remarks DMP samples; EX_GEN-1450. */
const CERTIFICATE_RULES: readonly VihfRule[] = [
  {
    id: "LDL-DMP-CERT-MODE",
    subcode: "soap:DMPInvalidCertificate",
    reason: "certificat de structure attendu en mode INDIRECTE et INDIRECTE_RENFORCEE, carte en mode DIRECTE",
    broken: (context) => {
      const expected = direct(context) ? "card" : "structure";
      return context.holder.kind !== expected || context.tlsHolder.kind !== expected;
    },
  },
  {
    id: "LDL-DMP-CERT-HOLDER",
    subcode: "soap:DMPInvalidCertificate",
    reason: "certificats de TLS et de signature de titulaires différents",
    broken: ({ holder, tlsHolder }) => JSON.stringify(holder) !== JSON.stringify(tlsHolder),
  },
];

/** Every rule of a VIHF, in the order in which they are checked. */
export const VIHF_RULES: readonly VihfRule[] = [
  ...ASSERTION_RULES,
  ...AUTHENTICATION_RULES,
  ...CERTIFICATE_RULES,
  ...ATTRIBUTE_RULES,
];
