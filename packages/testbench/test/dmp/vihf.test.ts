import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VIHF_RULES } from "../../src/dmp/vihf/vihf-rules.ts";
import { createTestPki, type DmpServer, startDmp, type TestPki } from "../../src/index.ts";
import { existsBody } from "./support/exists.ts";
import { buildEnvelope, plain, post, said } from "./support/soap.ts";
import { ACTIONS, hospital, physician, type Sender, secretary, vihfOf } from "./support/submission.ts";
import { buildAssertion, INS, type VihfOptions } from "./support/vihf.ts";

let pki: TestPki;
let dmp: DmpServer;

beforeAll(async () => {
  pki = await createTestPki();
  dmp = await startDmp({
    pki,
    patients: [{ ins: INS }],
    structures: [pki.sender, pki.receiver, { structIdNat: "1750000002", entiteJuridique: "1990000002" }],
  });
});
afterAll(() => dmp.close());

type Options = Omit<VihfOptions, "signer">;

/** Asks whether the patient has a record, the smallest request. */
async function ask(sender: Sender, init: { readonly security?: string; readonly edit?: (xml: string) => string } = {}) {
  const security = init.security ?? vihfOf(sender);
  const edit = init.edit === undefined ? {} : { edit: init.edit };
  const envelope = buildEnvelope({ action: ACTIONS.exists, body: existsBody(), security, ...edit });
  return post(dmp.endpoints.patients, plain(envelope, ACTIONS.exists), sender);
}

const withVihf = (sender: Sender, vihf: Options): Sender => ({ ...sender, vihf: { ...sender.vihf, ...vihf } });
const AIR: Options = { mode: "INDIRECTE_RENFORCEE" };
const ago = (ms: number): Date => new Date(Date.now() - ms);
const attribute = (name: string, value: string | null): Options => ({ attributes: { [name]: value } });
const RESOURCE = "urn:oasis:names:tc:xacml:2.0:resource:resource-id";
const WITHOUT_SPECIALITY = [["10", "1.2.250.1.71.1.2.7"]] as const;
const NURSE = [["60", "1.2.250.1.71.1.2.7"]] as const;
const NOBODY = [["AUTOMATE", "1.2.250.1.213.1.1.4.6"]] as const;

describe("a VIHF that is right", () => {
  it.each<[string, (pki: TestPki) => Sender, Options]>([
    ["INDIRECTE", hospital, {}],
    ["INDIRECTE, for an automaton", hospital, { roles: NOBODY, nameId: "3990000002/automate" }],
    ["INDIRECTE, for a site of the certificate's legal entity", hospital, { structure: "1750000002" }],
    ["INDIRECTE, version 4.0", hospital, attribute("VIHF_Version", "4.0")],
    ["INDIRECTE, with SHA-1", hospital, { sha1: true }],
    [
      "INDIRECTE, the name of the mode as the samples spell it",
      hospital,
      { attributes: { Authentification_Mode: null, Authentification_mode: "INDIRECTE" } },
    ],
    [
      "INDIRECTE, the issuer in the other order",
      hospital,
      { issuer: "C=FR, ST=Etranger (99), O=CENTRE HOSPITALIER TEST, OU=1990000002, CN=CH-TEST-DPI" },
    ],
    ["INDIRECTE, régulation", hospital, { purpose: "centre_15" }],
    [
      "INDIRECTE, connexion secrète",
      hospital,
      attribute(
        "urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code",
        "INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13",
      ),
    ],
    ["INDIRECTE_RENFORCEE", hospital, AIR],
    ["DIRECTE", physician, {}],
    ["DIRECTE, bris de glace", physician, { purpose: "bris_de_glace" }],
    ["DIRECTE, by a nurse without speciality", physician, { roles: NURSE }],
    [
      "DIRECTE, the issuer as Java writes it",
      physician,
      {
        issuer:
          "2.5.4.42=#0c07536f6cc3a86e65+2.5.4.4=#14074558454d504c45+CN=810100000016,OU=Médecin,O=BANC D'ESSAI,C=FR",
      },
    ],
    ["CPE", secretary, {}],
  ])("%s", async (_mode, sender, options) => {
    expect(said(await ask(withVihf(sender(pki), options)))).toBe("");
    expect(dmp.log.at(-1)).toMatchObject({ outcome: "success", transaction: "TD0.2" });
  });

  it("DIRECTE, not signed", async () => {
    const sender = physician(pki);
    const security = buildAssertion({ ...sender.vihf, issuer: "CN=810100000016" });
    await ask(sender, { security });
    expect(dmp.log.at(-1)?.outcome).toBe("success");
  });
});

const CASES: readonly (readonly [rule: string, what: string, sender: (pki: TestPki) => Sender, options: Options])[] = [
  ["LDL-DMP-VIHF-SAML", "SAML 1.1", hospital, { edit: (xml) => xml.replace('Version="2.0"', 'Version="1.1"') }],
  ["LDL-DMP-VIHF-ID", "an identifier that starts with a digit", hospital, { id: `0${randomUUID()}` }],
  [
    "LDL-DMP-VIHF-INSTANT",
    "a local time",
    hospital,
    { edit: (xml) => xml.replace(/(IssueInstant="[^"]*)Z"/, '$1+01:00"') },
  ],
  ["LDL-DMP-VIHF-FUTURE", "tomorrow", hospital, { issueInstant: ago(-86_400_000) }],
  ["LDL-DMP-VIHF-EXPIRED", "an hour old", hospital, { issueInstant: ago(3_600_000) }],
  ["LDL-DMP-VIHF-EXPIRED", "AIR, a minute old", hospital, { ...AIR, issueInstant: ago(60_000) }],
  [
    "LDL-DMP-VIHF-CONDITIONS",
    "conditions that are over",
    hospital,
    {
      edit: (xml) =>
        xml.replace(
          "<saml2:AuthnStatement",
          '<saml2:Conditions NotOnOrAfter="2020-01-01T00:00:00Z"/><saml2:AuthnStatement',
        ),
    },
  ],
  [
    "LDL-DMP-VIHF-AUDIENCE",
    "an audience",
    hospital,
    {
      edit: (xml) =>
        xml.replace(
          "<saml2:AuthnStatement",
          "<saml2:Conditions><saml2:AudienceRestriction><saml2:Audience>dmp</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions><saml2:AuthnStatement",
        ),
    },
  ],
  ["LDL-DMP-VIHF-ISSUER", "another issuer", hospital, { issuer: "CN=AUTRE,C=FR" }],
  [
    "LDL-DMP-VIHF-REPEATED",
    "an attribute twice",
    hospital,
    { edit: (xml) => xml.replace(/(<saml2:Attribute Name="LPS_Nom">.*?<\/saml2:Attribute>)/, "$1$1") },
  ],
  ["LDL-DMP-VIHF-VERSION", "version 2.0", hospital, attribute("VIHF_Version", "2.0")],
  ["LDL-DMP-VIHF-MODE", "an unknown mode", hospital, { mode: "SEMI_DIRECTE" }],
  ["LDL-DMP-VIHF-NAMEID", "nobody", hospital, { nameId: "" }],
  ["LDL-DMP-VIHF-NAMEID", "AIR by somebody who is not identified nationally", hospital, { ...AIR, nameId: "dupont" }],
  ["LDL-DMP-VIHF-NAMEID", "another than the holder of the card", physician, { nameId: "810000000009" }],
  [
    "LDL-DMP-VIHF-AUTHN-INSTANT",
    "a login after the assertion",
    hospital,
    { edit: (xml) => xml.replace(/AuthnInstant="[^"]*"/, 'AuthnInstant="2099-01-01T00:00:00Z"') },
  ],
  [
    "LDL-DMP-VIHF-AUTHN-CLASS",
    "a card that authenticates by password",
    physician,
    { authnClass: "urn:oasis:names:tc:SAML:2.0:ac:classes:Password" },
  ],
  ["LDL-DMP-VIHF-AUTHN-CLASS", "no class", hospital, { authnClass: "Password" }],
  ["LDL-DMP-VIHF-AUTHN-DECL", "a declaration without AIR", hospital, { authnDecl: "CONF_EXI_PGSSIS" }],
  ["LDL-DMP-VIHF-AUTHN-DECL", "AIR without declaration", hospital, { ...AIR, authnDecl: "" }],
  ["LDL-DMP-CERT-MODE", "a structure in DIRECTE", hospital, { mode: "DIRECTE" }],
  ["LDL-DMP-CERT-MODE", "a card in INDIRECTE", physician, { mode: "INDIRECTE" }],
  ["LDL-DMP-VIHF-SUBJECT", "no name", hospital, attribute("urn:oasis:names:tc:xspa:1.0:subject:subject-id", null)],
  ["LDL-DMP-VIHF-ROLE", "three roles", hospital, { roles: [...NURSE, ...NURSE, ...NURSE] }],
  [
    "LDL-DMP-VIHF-ROLE",
    "a role without type",
    hospital,
    { edit: (xml) => xml.replace(/(<Role [^>]*)xsi:type="CE"/, "$1") },
  ],
  ["LDL-DMP-VIHF-SPECIALITY", "a physician without speciality", hospital, { roles: WITHOUT_SPECIALITY }],
  ["LDL-DMP-VIHF-STRUCTURE", "an unknown structure", hospital, { structure: "1990000200" }],
  [
    "LDL-DMP-VIHF-STRUCTURE-CERTIFICATE",
    "another structure than the certificate's",
    hospital,
    { structure: "1990000101" },
  ],
  ["LDL-DMP-VIHF-PS-STRUCTURE", "a structure of another professional", physician, { structure: "1990000002" }],
  ["LDL-DMP-VIHF-SECTOR", "a sector without system", hospital, attribute("Secteur_Activite", "SA01")],
  ["LDL-DMP-VIHF-RESOURCE-URN", "another resource", hospital, attribute("Ressource_URN", "urn:ror")],
  ["LDL-DMP-VIHF-RESOURCE-ID", "no patient", hospital, attribute(RESOURCE, null)],
  [
    "LDL-DMP-VIHF-RESOURCE-ID",
    "an INS of production",
    hospital,
    attribute(RESOURCE, `${INS}^^^&1.2.250.1.213.1.4.8&ISO^NH`),
  ],
  [
    "LDL-DMP-VIHF-RESOURCE-ID",
    "a wrong key",
    hospital,
    attribute(RESOURCE, "279035121518900^^^&1.2.250.1.213.1.4.10&ISO^NH"),
  ],
  ["LDL-DMP-VIHF-PURPOSE", "an unknown access", hospital, { purpose: "curiosite" }],
  [
    "LDL-DMP-VIHF-CONFIDENTIALITY",
    "an unknown confidentiality",
    hospital,
    attribute("urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code", "N"),
  ],
  ["LDL-DMP-VIHF-LPS-NAME", "no software", hospital, attribute("LPS_Nom", null)],
  ["LDL-DMP-VIHF-LPS-VERSION", "no version", hospital, attribute("LPS_Version", null)],
  ["LDL-DMP-VIHF-LPS-HOMOLOGATION", "no number", hospital, attribute("LPS_ID_HOMOLOGATION_DMP", null)],
];

describe("a VIHF that is wrong", () => {
  it.each(CASES)("%s: %s", async (rule, _what, sender, options) => {
    const answer = await ask(withVihf(sender(pki), options));
    expect(answer.status).toBe(500);
    expect(dmp.log.at(-1)).toMatchObject({ outcome: "fault", rules: [rule] });
  });

  it("LDL-DMP-CERT-HOLDER: TLS and signature of two structures", async () => {
    const answer = await ask({ ...hospital(pki), client: pki.receiver.authentication });
    expect(said(answer)).toBe("soap:DMPInvalidCertificate");
    expect(dmp.log.at(-1)?.rules).toEqual(["LDL-DMP-CERT-HOLDER"]);
  });

  it("has a case for every rule", () => {
    const shown = new Set([...CASES.map(([rule]) => rule), "LDL-DMP-CERT-HOLDER"]);
    expect(VIHF_RULES.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  it("serves once", async () => {
    const sender = hospital(pki);
    const security = vihfOf(sender);
    await ask(sender, { security });
    expect(dmp.log.at(-1)?.outcome).toBe("success");
    await ask(sender, { security });
    expect(dmp.log.at(-1)).toMatchObject({ outcome: "fault", rules: ["LDL-DMP-VIHF-REPLAY"] });
  });

  it.each<[string, string, (security: string) => string | undefined]>([
    ["is absent", "LDL-DMP-VIHF-ABSENT", () => undefined],
    ["is there twice", "LDL-DMP-VIHF-ONE", (security) => security + security],
    ["is no assertion", "LDL-DMP-VIHF-ONE", () => '<x xmlns="urn:x"/>'],
  ])("%s: %s", async (_what, rule, change) => {
    const sender = hospital(pki);
    const changed = change(vihfOf(sender));
    const envelope = buildEnvelope({
      action: ACTIONS.exists,
      body: existsBody(),
      ...(changed === undefined ? {} : { security: changed }),
    });
    await post(dmp.endpoints.patients, plain(envelope, ACTIONS.exists), sender);
    expect(dmp.log.at(-1)?.rules).toEqual([rule]);
  });
});

describe("certificates of the signature", () => {
  it.each([
    ["for TLS", () => pki.sender.authentication, "LDL-DMP-CERT-SIGNATURE-KIND"],
    ["expired", () => pki.refusedSignatures.expired, "LDL-DMP-CERT-SIGNATURE"],
    ["not yet valid", () => pki.refusedSignatures.notYetValid, "LDL-DMP-CERT-SIGNATURE"],
    ["revoked", () => pki.refusedSignatures.revoked, "LDL-DMP-CERT-SIGNATURE"],
    ["of another authority", () => pki.refusedSignatures.wrongAuthority, "LDL-DMP-CERT-SIGNATURE"],
  ])("%s", async (_what, signer, rule) => {
    expect(said(await ask({ ...hospital(pki), signer: signer() }))).toBe("soap:DMPInvalidCertificate");
    expect(dmp.log.at(-1)?.rules).toEqual([rule]);
  });

  it("the TLS certificate is one for authentication", async () => {
    expect(said(await ask({ ...hospital(pki), client: pki.sender.signature }))).toBe("soap:DMPInvalidCertificate");
    expect(dmp.log.at(-1)?.rules).toEqual(["LDL-DMP-CERT-TLS-KIND"]);
  });
});

describe("tampering with a signed VIHF", () => {
  const SIGNED_PARTS: readonly (readonly [what: string, from: RegExp, to: string])[] = [
    ["the issuer", />CN=CH-TEST-DPI,/, ">CN=CH-TEST-XXX,"],
    ["the instant", /IssueInstant="2/, 'IssueInstant="3'],
    ["the user", /<saml2:NameID>8/, "<saml2:NameID>0"],
    ["the login", /AuthnInstant="2/, 'AuthnInstant="1'],
    ["the class of authentication", /classes:Password/, "classes:unspecified"],
    ["the mode", />INDIRECTE</, ">INDIRECTE_RENFORCEE<"],
    ["the name", /Solène/, "Marine"],
    ["the structure", />1990000002</, ">1990000101<"],
    ["the sector", />SA01\^/, ">SA25^"],
    ["the resource", />urn:dmp</, ">urn:ror<"],
    ["the patient", new RegExp(`>${INS}`), ">255127505623355"],
    ["the role", /code="SM26"/, 'code="SM25"'],
    ["the access", /code="normal"/, 'code="centre_15"'],
    ["the software", />Banc</, ">Autre<"],
    ["the version", />1\.0</, ">2.0<"],
    ["the number", />TEST-0001</, ">TEST-0002<"],
    ["the digest", /DigestValue>/, "DigestValue>B"],
    ["the signature", /SignatureValue>/, "SignatureValue>B"],
  ];

  it.each(SIGNED_PARTS)("%s", async (_what, from, to) => {
    const sender = hospital(pki);
    const security = vihfOf(sender);
    const changed = security.replace(from, to);
    expect(changed).not.toBe(security);
    expect(said(await ask(sender, { security: changed }))).toBe("wsse:FailedCheck");
  });

  it("its signature is mandatory with a structure's certificate", async () => {
    const sender = hospital(pki);
    const security = buildAssertion({ signer: sender.signer });
    expect(said(await ask(sender, { security }))).toBe("wsse:FailedCheck");
    expect(dmp.log.at(-1)?.rules).toEqual(["LDL-DMP-VIHF-SIGNED"]);
  });

  it.each<[string, string, (security: string) => string]>([
    [
      "a signature that is not after the issuer",
      "LDL-DMP-VIHF-SIGNATURE-PLACE",
      (xml) => xml.replace(/(<saml2:Issuer.*?<\/saml2:Issuer>)(<ds:Signature.*?<\/ds:Signature>)/, "$2$1"),
    ],
    [
      "a signature of something else",
      "LDL-DMP-VIHF-SIGNATURE-SHAPE",
      (xml) => xml.replace(/URI="#[^"]*"/, 'URI="#other"'),
    ],
    [
      "another canonical form",
      "LDL-DMP-VIHF-SIGNATURE-SHAPE",
      (xml) =>
        xml.replaceAll("http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"),
    ],
    [
      "two certificates",
      "LDL-DMP-VIHF-KEYINFO",
      (xml) => xml.replace(/(<ds:X509Certificate>.*?<\/ds:X509Certificate>)/, "$1$1"),
    ],
  ])("%s", async (_what, rule, change) => {
    const sender = hospital(pki);
    await ask(sender, { security: change(vihfOf(sender)) });
    expect(dmp.log.at(-1)?.rules).toEqual([rule]);
  });

  it("an assertion wrapped around the signed one is not believed", async () => {
    const sender = hospital(pki);
    const signed = vihfOf(sender);
    const id = /ID="([^"]*)"/.exec(signed)?.[1] ?? "";
    const forged = signed.replace(`ID="${id}"`, 'ID="_forged"').replace(`>${INS}`, ">255127505623355");
    const wrapped = forged.replace("</ds:KeyInfo>", `</ds:KeyInfo><ds:Object>${signed}</ds:Object>`);
    expect(said(await ask(sender, { security: wrapped }))).toBe("wsse:FailedCheck");
  });
});

describe("what is not published and is an option", () => {
  it.each<[string, Parameters<typeof startDmp>[0]["vihf"], (pki: TestPki) => Sender, Options, string]>([
    ["refuses SHA-1", { allowSha1: false }, hospital, { sha1: true }, "fault"],
    ["lives longer", { lifetimeMs: 7_200_000 }, hospital, { issueInstant: ago(3_600_000) }, "success"],
    ["forgives clocks", { clockSkewMs: 600_000 }, hospital, { issueInstant: ago(-300_000) }, "success"],
  ])("%s", async (_what, vihf, sender, options, outcome) => {
    await using other = await startDmp({ pki, patients: [{ ins: INS }], vihf: vihf ?? {} });
    const from = withVihf(sender(pki), options);
    const envelope = buildEnvelope({ action: ACTIONS.exists, body: existsBody(), security: vihfOf(from) });
    await post(other.endpoints.patients, plain(envelope, ACTIONS.exists), from);
    expect(other.log.at(-1)?.outcome).toBe(outcome);
  });
});
