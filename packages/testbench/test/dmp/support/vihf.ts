import { randomUUID } from "node:crypto";
import { SignedXml } from "xml-crypto";
import { create } from "xmlbuilder2";
import type { TestCertificate } from "../../../src/index.ts";

const EXC_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";

/** A synthetic patient of the test environment. */
export const INS = "279035121518989";
/** The same, as the DMP writes it. */
export const PATIENT = `${INS}^^^&1.2.250.1.213.1.4.10&ISO^NH`;

/** What an assertion says; each test changes one thing. */
export interface VihfOptions {
  readonly mode?: string;
  readonly signer?: TestCertificate;
  /** The structure that the certificate does not name, or that it does. */
  readonly structure?: string;
  readonly issuer?: string;
  readonly id?: string;
  readonly issueInstant?: Date;
  readonly nameId?: string;
  readonly authnClass?: string;
  readonly authnDecl?: string;
  readonly roles?: readonly (readonly [code: string, system: string])[];
  readonly purpose?: string;
  /** Attributes to replace by a text, or to leave out when `null`. */
  readonly attributes?: Readonly<Record<string, string | null>>;
  readonly sha1?: boolean;
  /** Changes the assertion before it is signed. */
  readonly edit?: (xml: string) => string;
}

const PHYSICIAN = [
  ["10", "1.2.250.1.71.1.2.7"],
  ["SM26", "1.2.250.1.71.4.2.5"],
] as const;

/** A distinguished name as RFC 2253 writes it. */
function rfc2253(certificate: TestCertificate): string {
  return certificate.subject;
}

function ce(name: "Role" | "PurposeOfUse", code: string, codeSystem: string) {
  return { [name]: { "@xmlns": "urn:hl7-org:v3", "@xsi:type": "CE", "@code": code, "@codeSystem": codeSystem } };
}

function attributeNodes(options: VihfOptions): object[] {
  const mode = options.mode ?? "INDIRECTE";
  const texts: Readonly<Record<string, string | null>> = {
    VIHF_Version: "3.0",
    Authentification_Mode: mode,
    "urn:oasis:names:tc:xspa:1.0:subject:subject-id": "Solène EXEMPLE",
    Identifiant_Structure: options.structure ?? "1990000002",
    Secteur_Activite: "SA01^1.2.250.1.71.4.2.4",
    Ressource_URN: "urn:dmp",
    "urn:oasis:names:tc:xacml:2.0:resource:resource-id": PATIENT,
    LPS_Nom: "Banc",
    LPS_Version: "1.0",
    LPS_ID_HOMOLOGATION_DMP: "TEST-0001",
    ...options.attributes,
  };
  const plain = Object.entries(texts).flatMap(([name, value]) =>
    value === null ? [] : [{ "@Name": name, "saml2:AttributeValue": value }],
  );
  const role = {
    "@Name": "urn:oasis:names:tc:xacml:2.0:subject:role",
    "saml2:AttributeValue": (options.roles ?? PHYSICIAN).map(([code, system]) => ce("Role", code, system)),
  };
  const purpose = {
    "@Name": "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse",
    "saml2:AttributeValue": ce("PurposeOfUse", options.purpose ?? "normal", "1.2.250.1.213.1.1.4.248"),
  };
  return [...plain, role, purpose];
}

/** Writes an assertion, not signed. */
export function buildAssertion(options: VihfOptions): string {
  const now = options.issueInstant ?? new Date();
  const direct = options.mode === "DIRECTE";
  const air = options.mode === "INDIRECTE_RENFORCEE";
  const declaration = options.authnDecl ?? (air ? "CONF_EXI_PGSSIS" : undefined);
  const xml = create({
    "saml2:Assertion": {
      "@xmlns:saml2": "urn:oasis:names:tc:SAML:2.0:assertion",
      "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "@ID": options.id ?? `_${randomUUID()}`,
      "@IssueInstant": now.toISOString(),
      "@Version": "2.0",
      "saml2:Issuer": {
        "@Format": "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName",
        "#": options.issuer ?? (options.signer === undefined ? "CN=personne" : rfc2253(options.signer)),
      },
      "saml2:Subject": { "saml2:NameID": options.nameId ?? "810100000016" },
      "saml2:AuthnStatement": {
        "@AuthnInstant": new Date(now.getTime() - 3_600_000).toISOString(),
        "saml2:AuthnContext": {
          "saml2:AuthnContextClassRef":
            options.authnClass ?? `urn:oasis:names:tc:SAML:2.0:ac:classes:${direct ? "SmartcardPKI" : "Password"}`,
          ...(declaration === undefined ? {} : { "saml2:AuthnContextDecl": declaration }),
        },
      },
      "saml2:AttributeStatement": { "saml2:Attribute": attributeNodes(options) },
    },
  }).end({ headless: true });
  return options.edit?.(xml) ?? xml;
}

/** Writes an assertion and signs it, the signature right after the issuer. */
export function buildVihf(options: VihfOptions & { readonly signer: TestCertificate }): string {
  const { signer, sha1 = false } = options;
  const signature = new SignedXml({
    privateKey: signer.key,
    publicCert: signer.certificate,
    canonicalizationAlgorithm: EXC_C14N,
    signatureAlgorithm: sha1
      ? "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
      : "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  });
  signature.addReference({
    xpath: "/*[local-name(.)='Assertion']",
    transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", EXC_C14N],
    digestAlgorithm: sha1 ? "http://www.w3.org/2000/09/xmldsig#sha1" : "http://www.w3.org/2001/04/xmlenc#sha256",
  });
  const location = { reference: "/*/*[local-name(.)='Issuer']", action: "after" } as const;
  signature.computeSignature(buildAssertion(options), { prefix: "ds", location });
  return signature.getSignedXml();
}
