import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createXsdValidator, parseXml, selectElements, selectFirst, serializeXml } from "@ldl/xml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestPki, type TestPki } from "../../src/index.ts";
import { association, newOid, registryPackage, submitObjects } from "./support/ebrim.ts";
import { queryBody, retrieveBody } from "./support/registry-requests.ts";
import { buildEnvelope } from "./support/soap.ts";
import { ACTIONS, buildSubmission, hospital, physician, type Sender, secretary, vihfOf } from "./support/submission.ts";

/** `xmlsec1`, from the Debian package of that name. */
const XMLSEC = ["/usr/bin/xmlsec1", "/usr/local/bin/xmlsec1"].find(existsSync);
/** `xmllint`, from the Debian package `libxml2-utils`. */
const XMLLINT = ["/usr/bin/xmllint", "/usr/local/bin/xmllint"].find(existsSync);
/** SAML 2.0, from the Debian package `opensaml-schemas`; it imports XML-DSig, which no Debian package holds. */
const SAML_XSD = "/usr/share/xml/opensaml/saml-schema-assertion-2.0.xsd";
/** Folder with the ebRS 3.0 schemas (`query.xsd`, `lcm.xsd`, `rim.xsd`, `rs.xsd`), which neither Debian nor npm hold. */
const EBRS = process.env["LDL_EBRS_XSD"];

let pki: TestPki;
let dir: string;

beforeAll(async () => {
  pki = await createTestPki();
  dir = await mkdtemp(path.join(tmpdir(), "dmp-xmlsec-"));
  await writeFile(path.join(dir, "ca.pem"), pki.ca);
});
afterAll(() => rm(dir, { recursive: true }));

function skipped(missing: boolean, what: string): boolean {
  if (missing) console.warn(`SKIPPED: ${what}`);
  return missing;
}

/** Verdict of xmlsec1 on a file: its exit is 0 when the signature and the chain of its certificate are right. */
async function verify(name: string, xml: string | Uint8Array, ids: readonly string[]): Promise<boolean> {
  const file = path.join(dir, name);
  await writeFile(file, xml);
  const authorities = pki.ca.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  const trusted: string[] = [];
  for (const [index, pem] of authorities.entries()) {
    await writeFile(path.join(dir, `ca-${index}.pem`), pem);
    trusted.push(index === 0 ? "--trusted-pem" : "--untrusted-pem", path.join(dir, `ca-${index}.pem`));
  }
  const options = ids.flatMap((id) => [`--id-attr:${id.includes("SAML") ? "ID" : "Id"}`, id]);
  try {
    execFileSync(XMLSEC ?? "", ["--verify", "--ignore-manifests", ...options, ...trusted, file], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const ASSERTION = ["urn:oasis:names:tc:SAML:2.0:assertion:Assertion"];
const LOT = ["http://www.w3.org/2000/09/xmldsig#:Manifest", "http://uri.etsi.org/01903/v1.1.1#:SignedProperties"];
/** Ways to be known by the DMP. */
const SENDERS: readonly (readonly [mode: string, sender: (pki: TestPki) => Sender])[] = [
  ["INDIRECTE", hospital],
  ["INDIRECTE_RENFORCEE", (one) => ({ ...hospital(one), vihf: { mode: "INDIRECTE_RENFORCEE" } })],
  ["DIRECTE", physician],
  ["DIRECTE by CPE", secretary],
];

describe.skipIf(skipped(XMLSEC === undefined, "xmlsec1 is not installed"))(
  "xmlsec1 agrees with the requests of the tests",
  () => {
    it.each(SENDERS)("VIHF %s, in its envelope", async (_mode, sender) => {
      const envelope = buildEnvelope({ action: ACTIONS.exists, body: "<x/>", security: vihfOf(sender(pki)) });
      expect(await verify("vihf.xml", envelope, ASSERTION)).toBe(true);
      expect(await verify("vihf.xml", envelope.replace(">urn:dmp<", ">urn:ror<"), ASSERTION)).toBe(false);
    });

    it("signature of a submission set", async () => {
      const signature = buildSubmission(hospital(pki)).parts[1]?.bytes ?? Buffer.alloc(0);
      // xmlsec1 finds no document by urn:oid: the manifest's own references are not its business.
      const text = Buffer.from(signature).toString();
      expect(await verify("lot.xml", text, LOT)).toBe(true);
      expect(await verify("lot.xml", text.replace("2024-01-31", "2025-01-31"), LOT)).toBe(false);
    });
  },
);

describe.skipIf(skipped(!existsSync(SAML_XSD), "opensaml-schemas is not installed"))(
  "the SAML 2.0 schema (opensaml-schemas)",
  () => {
    it.each(SENDERS)("VIHF %s", async (_mode, sender) => {
      using validator = await createXsdValidator({ schema: await samlSchema() });
      const assertion = Buffer.from(withoutSignature(vihfOf(sender(pki))));
      expect(validator.validate(assertion)).toEqual([]);
      const broken = Buffer.from(assertion.toString().replace('Version="2.0"', ""));
      expect(validator.validate(broken)).not.toEqual([]);
    });
  },
);

/** The schema without its imports of XML-DSig and XML-Enc, whose elements are taken as they come. */
async function samlSchema(): Promise<string> {
  const text = await readFile(SAML_XSD, "utf8");
  const file = path.join(dir, "saml.xsd");
  const alone = text
    .replaceAll(/<import [^>]*\/>/g, "")
    .replaceAll(/<element ref="(?:ds|xenc):[^"]*"([^>]*)\/>/g, '<any namespace="##other" processContents="skip"$1/>');
  await writeFile(file, alone);
  return file;
}

/** What the schema cannot know is left out: the signature, and the type CE, which is of HL7 v3. */
function withoutSignature(vihf: string): string {
  return vihf.replace(/<ds:Signature .*<\/ds:Signature>/, "").replaceAll(' xsi:type="CE"', "");
}

const BODIES: readonly (readonly [what: string, schema: string, body: (pki: TestPki) => string])[] = [
  [
    "ITI-41",
    "lcm.xsd",
    (one) => {
      const { root } = parseXml(buildSubmission(hospital(one)).body);
      const submit = selectFirst(root, "SubmitObjectsRequest");
      return submit === undefined ? "" : new TextDecoder().decode(serializeXml(submit));
    },
  ],
  [
    "ITI-18",
    "query.xsd",
    () => queryBody("urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d", { $XDSDocumentEntryStatus: "('x')" }),
  ],
  [
    "ITI-57",
    "lcm.xsd",
    () =>
      submitObjects({
        set: registryPackage({ id: "SubmissionSet01", uniqueId: newOid() }),
        associations: [
          association("UpdateAvailabilityStatus", "SubmissionSet01", "urn:uuid:00000000-0000-4000-8000-000000000001", {
            NewStatus: "x",
          }),
        ],
      }),
  ],
];

/** What xmllint (Debian package `libxml2-utils`) says of a message; empty when it is valid. */
async function lint(schema: string, xml: string): Promise<string> {
  const file = path.join(dir, "message.xml");
  await writeFile(file, xml);
  const { status, stderr } = spawnSync(XMLLINT ?? "", ["--noout", "--nonet", "--schema", schema, file], {
    encoding: "utf8",
  });
  return status === 0 ? "" : stderr;
}

const noSchemas = EBRS === undefined || XMLLINT === undefined;
const why = "xmllint, or LDL_EBRS_XSD: the folder of the ebRS 3.0 schemas";

describe.skipIf(skipped(noSchemas, why))("the ebRS 3.0 schemas", () => {
  it.each(BODIES)("%s (%s)", async (_what, schema, body) => {
    const xml = body(pki);
    expect(await lint(path.join(EBRS ?? "", schema), xml)).toBe("");
    expect(await lint(path.join(EBRS ?? "", schema), xml.replaceAll("rim:ValueList", "rim:Values"))).not.toBe("");
  });
});

it("requests of documents hold one element for each document", () => {
  const { root } = parseXml(retrieveBody("1.2", "1.3", "1.4"));
  expect(selectElements(root, "DocumentRequest")).toHaveLength(2);
});
