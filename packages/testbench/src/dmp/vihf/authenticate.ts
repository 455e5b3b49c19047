import type { X509Certificate } from "node:crypto";
import { childElements, type XmlElement } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import type { DmpSettings } from "../dmp-settings.ts";
import { SoapFault } from "../soap/soap-fault.ts";
import { type Caller, parsePatientKey } from "./caller.ts";
import { type CertificateHolder, certificateHolder, certificateKind, type Trust } from "./certificate-trust.ts";
import { readVihf, VIHF_ATTRIBUTES, type Vihf } from "./read-vihf.ts";
import type { AccessMode, RightsColumn } from "./rights-matrix.ts";
import { verifySignature } from "./verify-signature.ts";
import { VIHF_RULES } from "./vihf-rules.ts";

/** What authenticating a request needs besides the request. */
export interface AuthenticateOptions {
  readonly settings: DmpSettings;
  /** Judges the certificate of a signature. */
  readonly trust: Trust;
  /** Identifiers of the assertions that were used, each with the moment when it may be forgotten. */
  readonly used: Map<string, number>;
}

function refuse(rule: string, reason: string, subcode = "wsse:InvalidSecurityToken"): never {
  throw new SoapFault({ code: "Sender", subcode, reason, rule });
}

function invalidCertificate(rule: string, reason: string): never {
  return refuse(rule, reason, "soap:DMPInvalidCertificate");
}

/** The one assertion of the security header. */
function assertionOf(security: XmlElement | undefined): XmlElement {
  if (security === undefined) refuse("LDL-DMP-VIHF-ABSENT", "wsse:Security absent", "wsse:InvalidSecurity");
  const [assertion, ...more] = childElements(security);
  if (assertion?.localName !== "Assertion" || assertion.namespace !== NS.saml || more.length > 0) {
    refuse("LDL-DMP-VIHF-ONE", "wsse:Security : une assertion SAML 2.0, seule, attendue", "wsse:InvalidSecurity");
  }
  return assertion;
}

/** The TLS certificate is one for authentication. */
function tlsHolder(certificate: X509Certificate | undefined): CertificateHolder {
  const holder = certificate && certificateHolder(certificate);
  if (certificate === undefined || holder === undefined) {
    invalidCertificate("LDL-DMP-CERT-TLS", "certificat client d'une structure ou d'une carte attendu");
  }
  if (certificateKind(certificate) !== "authentication") {
    invalidCertificate("LDL-DMP-CERT-TLS-KIND", "TLS : certificat d'authentification attendu");
  }
  return holder;
}

interface Believed {
  readonly vihf: Vihf;
  readonly certificate?: X509Certificate;
}

function modeOf(vihf: Vihf): string | undefined {
  return vihf.text(VIHF_ATTRIBUTES.mode) ?? vihf.text(VIHF_ATTRIBUTES.modeOfSamples);
}

/** Reads the assertion once its signature is verified; only the mode DIRECTE may go without. */
function believe(envelope: Uint8Array, assertion: XmlElement, { settings, trust }: AuthenticateOptions): Believed {
  const verdict = verifySignature(envelope, assertion, settings.vihf);
  if (verdict.valid) {
    const { certificate, signed } = verdict;
    if (certificateKind(certificate) !== "signature") {
      invalidCertificate("LDL-DMP-CERT-SIGNATURE-KIND", "VIHF : certificat de signature attendu");
    }
    const trusted = trust(certificate, settings.now());
    if (!trusted.trusted) invalidCertificate("LDL-DMP-CERT-SIGNATURE", `VIHF : ${trusted.reason}`);
    return { vihf: readVihf(signed), certificate };
  }
  const vihf = readVihf(assertion);
  const mayBeUnsigned = modeOf(vihf) === "DIRECTE" && !settings.vihf.signedInDirect;
  if (verdict.rule === "LDL-DMP-VIHF-SIGNED" && mayBeUnsigned) return { vihf };
  return refuse(verdict.rule, verdict.reason, "wsse:FailedCheck");
}

/** The column of the rights matrix. */
function columnOf(mode: Caller["mode"], vihf: Vihf): RightsColumn {
  const [profession] = vihf.codes(VIHF_ATTRIBUTES.role, "Role");
  const professional = profession?.system === "1.2.250.1.71.1.2.7";
  if (mode === "INDIRECTE") return "indirect";
  if (mode === "INDIRECTE_RENFORCEE") return professional ? "air" : "airOther";
  if (!professional || /^[1-7]/.test(vihf.nameId)) return "directCpe";
  return profession.code === "10" ? "directPhysician" : "direct";
}

function oneOf<T extends string>(values: readonly T[], value: string | undefined): T {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw new TypeError("a rule of the VIHF let an unknown value through");
  return found;
}

const MODES: readonly Caller["mode"][] = ["DIRECTE", "INDIRECTE", "INDIRECTE_RENFORCEE"];
const ACCESSES: readonly AccessMode[] = ["normal", "centre_15", "bris_de_glace"];

function callerOf(vihf: Vihf): Caller {
  const mode = oneOf(MODES, modeOf(vihf));
  const patient = parsePatientKey(vihf.text(VIHF_ATTRIBUTES.resourceId) ?? "");
  return {
    mode,
    assertionId: vihf.id,
    userId: vihf.nameId,
    structure: vihf.text(VIHF_ATTRIBUTES.structure) ?? "",
    column: columnOf(mode, vihf),
    access: oneOf(ACCESSES, vihf.codes(VIHF_ATTRIBUTES.purpose, "PurposeOfUse")[0]?.code),
    ...(patient === undefined ? {} : { patient }),
  };
}

/** An assertion serves once; its identifier is kept as long as it could be believed. */
function checkReplay(id: string, { settings, used }: AuthenticateOptions): void {
  const now = settings.now().getTime();
  for (const [old, until] of used) if (until < now) used.delete(old);
  if (used.has(id)) refuse("LDL-DMP-VIHF-REPLAY", "VIHF déjà utilisé");
  const { airLifetimeMs, lifetimeMs, clockSkewMs } = settings.vihf;
  used.set(id, now + Math.max(airLifetimeMs, lifetimeMs) + 2 * clockSkewMs);
}

/**
 * Establishes who calls, from the TLS certificate and the VIHF.
 *
 * @throws SoapFault naming the first rule that is broken.
 */
export function authenticate(
  request: { readonly envelope: Uint8Array; readonly security?: XmlElement; readonly certificate?: X509Certificate },
  options: AuthenticateOptions,
): Caller {
  const tls = tlsHolder(request.certificate);
  const { vihf, certificate } = believe(request.envelope, assertionOf(request.security), options);
  const context = {
    vihf,
    mode: modeOf(vihf),
    now: options.settings.now(),
    settings: options.settings,
    holder: (certificate && certificateHolder(certificate)) ?? tls,
    tlsHolder: tls,
    ...(certificate === undefined ? {} : { signer: certificate.subject }),
  };
  const broken = VIHF_RULES.find((rule) => rule.broken(context));
  if (broken !== undefined) refuse(broken.id, broken.reason, broken.subcode);
  checkReplay(vihf.id, options);
  return callerOf(vihf);
}
