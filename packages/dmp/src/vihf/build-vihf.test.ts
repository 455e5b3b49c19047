import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Instant, isLdlError } from "@ldl/domain";
import { createTestPki, type TestPki } from "@ldl/testbench";
import { canonicalize, createXsdValidator, firstChild, parseXml, selectFirst, textContent } from "@ldl/xml";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SignedXml } from "xml-crypto";
import { findTool } from "../../test/support/tools.ts";
import { PATIENT, PHYSICIAN_ROLES, vihfInput } from "../../test/support/vihf-input.ts";
import { verifyByXmlsec, XMLSEC } from "../../test/support/xmlsec.ts";
import { createKeySigner } from "../signing/create-key-signer.ts";
import type { Signer } from "../signing/signer.ts";
import { type BuildVihfOptions, buildVihf } from "./build-vihf.ts";
import type { VihfInput } from "./vihf-input.ts";

const SAML_SCHEMAS = findTool("/usr/share/xml/opensaml/saml-schema-assertion-2.0.xsd");

let pki: TestPki;
let signer: Signer;
let folder: string;

beforeAll(async () => {
  pki = await createTestPki();
  signer = createKeySigner({ certificate: pki.sender.signature.chain, key: pki.sender.signature.key });
  folder = mkdtempSync(path.join(tmpdir(), "ldl-dmp-vihf-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = () => new Date("2024-02-20T09:15:00Z");
const newId = () => "6f9d3b1e-0f3a-4c1b-9a52-0a8c6b7d1e2f";

async function vihfOf(input: VihfInput, options: Partial<BuildVihfOptions> = {}): Promise<string> {
  return (await buildVihf(input, { signer, now, newId, ...options })).xml;
}

/** Every shape of assertion that can be written. */
const TEMPLATES: readonly (readonly [string, Partial<VihfInput>, Partial<BuildVihfOptions>])[] = [
  ["INDIRECTE", {}, {}],
  ["DIRECTE", { mode: "DIRECTE" }, {}],
  ["DIRECTE without a name", { mode: "DIRECTE", utilisateur: { ...vihfInput().utilisateur, nom: undefined } }, {}],
  ["AIR", { mode: "INDIRECTE_RENFORCEE" }, {}],
  ["AIR of another declaration", { mode: "INDIRECTE_RENFORCEE" }, { airDeclaration: "APP_BROWSER_AUTH" }],
  [
    "bris de glace",
    { acces: { mode: "bris_de_glace", raison: "Urgence <vitale> & seule", connexionSecrete: false } },
    {},
  ],
  ["centre 15", { acces: { mode: "centre_15", connexionSecrete: false } }, {}],
  ["secret connection", { acces: { mode: "normal", connexionSecrete: true } }, {}],
  ["no patient", { patient: undefined }, {}],
  ["conditions", {}, { validityMs: 30_000 }],
  ["version 4.0, other spelling", {}, { version: "4.0", modeAttribute: "Authentification_mode" }],
  ["SHA-1", {}, { digest: "sha1" }],
  ["given issuer", {}, { issuer: "C=FR, ST=Paris (75), O=A&B, OU=1, CN=<x>" }],
  ["whole URN", { utilisateur: { ...vihfInput().utilisateur, authentification: "urn:example:authn" } }, {}],
];

function verifyByXmlCrypto(xml: string): boolean {
  const verifier = new SignedXml({ publicCert: pki.sender.signature.certificate });
  verifier.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? "");
  return verifier.checkSignature(xml);
}

const ASSERTION = [["ID", "urn:oasis:names:tc:SAML:2.0:assertion:Assertion"]] as const;

describe.each(TEMPLATES)("a VIHF: %s", (_name, changes, options) => {
  it("is its own exclusive canonical form, and its SignedInfo too", async () => {
    const xml = await vihfOf(vihfInput(changes), options);
    const { root } = parseXml(xml);
    expect(Buffer.from(canonicalize(root)).toString()).toBe(xml);
    const signature = firstChild(root, "Signature", "http://www.w3.org/2000/09/xmldsig#");
    const info = selectFirst(root, "ds:Signature/ds:SignedInfo", {
      namespaces: { ds: "http://www.w3.org/2000/09/xmldsig#" },
    });
    expect(signature).toBeDefined();
    expect(Buffer.from(canonicalize(info ?? root)).toString()).toBe(
      /<ds:SignedInfo>.*<\/ds:SignedInfo>/s
        .exec(xml)?.[0]
        .replace("<ds:SignedInfo>", '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'),
    );
  });

  it("verifies by xml-crypto, whole and inside an envelope, and not when altered", async () => {
    const xml = await vihfOf(vihfInput(changes), options);
    expect(verifyByXmlCrypto(xml)).toBe(true);
    const wrapped = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://www.w3.org/2005/08/addressing"><s:Header>\n${xml}</s:Header></s:Envelope>`;
    expect(verifyByXmlCrypto(wrapped)).toBe(true);
    expect(verifyByXmlCrypto(xml.replace("urn:dmp", "urn:dmq"))).toBe(false);
  });

  it.skipIf(XMLSEC === undefined)("verifies by xmlsec1 up to the authority, and not when altered", async () => {
    const xml = await vihfOf(vihfInput(changes), options);
    expect(verifyByXmlsec(xml, pki.ca, ASSERTION)).toBe("OK");
    expect(verifyByXmlsec(xml.replace("urn:dmp", "urn:dmq"), pki.ca, ASSERTION)).not.toBe("OK");
  });

  it.skipIf(SAML_SCHEMAS === undefined)("is valid by the SAML 2.0 schema (Debian opensaml-schemas)", async () => {
    const xml = await vihfOf(vihfInput(changes), options);
    using validator = await createXsdValidator({ schema: samlSchema() });
    expect(validator.validate(Buffer.from(xml))).toEqual([]);
    const broken = xml
      .replace("<saml2:Subject><saml2:NameID>", "<saml2:Subject><saml2:Name>")
      .replace("</saml2:NameID>", "</saml2:Name>");
    expect(validator.validate(Buffer.from(broken))).not.toEqual([]);
  });
});

/** The types of HL7 v3 that a VIHF uses: `xsi:type="CE"` must be known to the schema. */
const HL7_TYPES = `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:hl7-org:v3" targetNamespace="urn:hl7-org:v3">
  <complexType name="CE"><attribute name="code" use="required"/><attribute name="codeSystem" use="required"/>
  <attribute name="codeSystemName"/><attribute name="displayName"/></complexType>
  <element name="Role" type="h:CE"/><element name="PurposeOfUse" type="h:CE"/></schema>`;

/** The schemas of Debian, with their imports made local, and the types of HL7 beside. */
function samlSchema(): string {
  const target = path.join(folder, "saml.xsd");
  const source = readFileSync("/usr/share/xml/opensaml/saml-schema-assertion-2.0.xsd", "utf8");
  writeFileSync(target, source.replace(/http:\/\/www\.w3\.org\/TR\/2002\/REC-xml(?:dsig|enc)-core-\d+\//g, ""));
  for (const name of ["xenc-schema.xsd", "xmldsig-core-schema.xsd"]) {
    const text = readFileSync(`/usr/share/xml/xmltooling/${name}`, "utf8");
    writeFileSync(
      path.join(folder, name),
      text.replace(/<!DOCTYPE[^[]*\[[^\]]*\]>/, "").replace(/<!DOCTYPE[^>]*>/, ""),
    );
  }
  writeFileSync(path.join(folder, "hl7.xsd"), HL7_TYPES);
  const both = ["urn:hl7-org:v3 hl7.xsd", "urn:oasis:names:tc:SAML:2.0:assertion saml.xsd"].map((pair) => {
    const [namespace, location] = pair.split(" ");
    return `<import namespace="${namespace}" schemaLocation="${location}"/>`;
  });
  const entry = path.join(folder, "vihf.xsd");
  writeFileSync(entry, `<schema xmlns="http://www.w3.org/2001/XMLSchema">${both.join("")}</schema>`);
  return entry;
}

describe("what a VIHF says", () => {
  it("gives each attribute of INDIRECTE", async () => {
    const { root } = parseXml(await vihfOf(vihfInput()));
    const saml = "urn:oasis:names:tc:SAML:2.0:assertion";
    const statement = firstChild(root, "AttributeStatement", saml);
    const said = (statement?.children ?? []).flatMap((child) =>
      child.kind === "element" ? [[child.attributes[0]?.value, textContent(child)]] : [],
    );
    expect(said).toEqual([
      ["VIHF_Version", "3.0"],
      ["Authentification_Mode", "INDIRECTE"],
      ["urn:oasis:names:tc:xspa:1.0:subject:subject-id", "Léon AUGUIN"],
      ["urn:oasis:names:tc:xacml:2.0:subject:role", ""],
      ["Identifiant_Structure", "1990000002"],
      ["Secteur_Activite", "SA01^1.2.250.1.71.4.2.4"],
      ["Ressource_URN", "urn:dmp"],
      ["urn:oasis:names:tc:xacml:2.0:resource:resource-id", "279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH"],
      ["urn:oasis:names:tc:xspa:1.0:subject:purposeofuse", ""],
      ["LPS_Nom", "DPI d'exemple"],
      ["LPS_Version", "1.2 & suite"],
      ["LPS_ID", "1.2.250.1.999.1"],
      ["LPS_ID_HOMOLOGATION_DMP", "SECRET-0001"],
    ]);
    expect(textContent(firstChild(root, "Issuer", saml) ?? root)).toBe(
      "CN=CH-TEST-DPI,OU=1990000002,O=CENTRE HOSPITALIER TEST,ST=Etranger (99),C=FR",
    );
  });

  it.each([
    ["rfc2253", /^2\.5\.4\.42=#0c07536f6cc3a86e65,2\.5\.4\.4=#.*,CN=810100000016,OU=Médecin,O=BANC D'ESSAI,C=FR$/],
    ["labels", /^GN=Solène,SN=EXEMPLE,CN=810100000016,OU=Médecin,O=BANC D'ESSAI,C=FR$/],
  ] as const)("names the holder of a card in the style %s", async (issuerStyle, expected) => {
    const card = createKeySigner({ certificate: pki.cps.signature.chain, key: pki.cps.signature.key });
    const xml = await vihfOf(vihfInput({ mode: "DIRECTE" }), { signer: card, issuerStyle });
    expect(/<saml2:Issuer[^>]*>(.*?)<\/saml2:Issuer>/.exec(xml)?.[1]).toMatch(expected);
  });

  it("takes the patient's OID from the environment", async () => {
    const patient = { ...PATIENT, environnement: "production" } as const;
    expect(await vihfOf(vihfInput({ patient }))).toContain("&amp;1.2.250.1.213.1.4.8&amp;ISO^NH");
  });

  it.each<[string, Partial<VihfInput>, string]>([
    [
      "a physician without speciality",
      { utilisateur: { ...vihfInput().utilisateur, roles: PHYSICIAN_ROLES.slice(0, 1) } },
      "LDL-DMP-ROLE",
    ],
    ["no name in INDIRECTE", { utilisateur: { ...vihfInput().utilisateur, nom: undefined } }, "LDL-DMP-USER"],
    ["a bris de glace without reason", { acces: { mode: "bris_de_glace", connexionSecrete: false } }, "LDL-DMP-ACCESS"],
    ["a bad sector", { structure: { ...vihfInput().structure, secteur: "01" } }, "LDL-DMP-SECTOR"],
  ])("refuses %s", async (_name, changes, rule) => {
    const error: unknown = await vihfOf(vihfInput(changes)).catch((thrown: unknown) => thrown);
    if (!isLdlError(error) || error.code !== "LDL_INPUT_INVALID") throw error;
    expect(error.details.issues.map((issue) => issue.rule)).toEqual([rule]);
    expect(error.message).not.toContain("279035121518989");
  });

  it("stays canonical and verifiable whatever the texts hold", async () => {
    const texts = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
      .filter((value) => value.trim() === value && !/\p{C}/u.test(value));
    await fc.assert(
      fc.asyncProperty(texts, texts, async (name, software) => {
        const input = vihfInput();
        const xml = await vihfOf({
          ...input,
          utilisateur: { ...input.utilisateur, nom: name, authentifieLe: Instant.parse("2024-02-20T09:00:00.5+01:00") },
          logiciel: { ...input.logiciel, nom: software },
        });
        expect(Buffer.from(canonicalize(parseXml(xml).root)).toString()).toBe(xml);
      }),
      { seed: 20240220, numRuns: 40 },
    );
  });
});
