import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createTestPki, type TestPki } from "@ldl/testbench";
import { parseXml, selectElements, selectFirst, textContent } from "@ldl/xml";
import { XmlC14NMode, XmlDocument } from "libxml2-wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { SignedXml } from "xml-crypto";
import { cdaLetter } from "../../test/support/cda-letter.ts";
import { findTool } from "../../test/support/tools.ts";
import { verifyByXmlsec, XMLSEC } from "../../test/support/xmlsec.ts";
import { createKeySigner } from "../signing/create-key-signer.ts";
import { inclusiveCanonicalForm } from "./inclusive-canonical.ts";
import { signLot } from "./sign-lot.ts";
import type { LotSignatureOptions } from "./signature-options.ts";

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});

const PDF = { uniqueId: "1.2.250.1.999.2", mimeType: "application/pdf", bytes: Buffer.from("%PDF-1.4") };
const NAMESPACES = { ds: "http://www.w3.org/2000/09/xmldsig#", xades: "http://uri.etsi.org/01903/v1.1.1#" };

async function signature(options: LotSignatureOptions = {}): Promise<string> {
  const signer = createKeySigner({ certificate: pki.sender.signature.chain, key: pki.sender.signature.key });
  const bytes = await signLot(
    {
      submissionSetId: "2.25.1",
      signatureId: "2.25.2",
      documents: [{ uniqueId: "1.2.250.1.999.1", mimeType: "text/xml", bytes: cdaLetter() }, PDF],
      signedAt: new Date("2024-02-20T09:15:00Z"),
    },
    signer,
    options,
  );
  return Buffer.from(bytes).toString("utf8");
}

const IDS = [
  ["Id", `${NAMESPACES.ds}:Manifest`],
  ["Id", `${NAMESPACES.xades}:SignedProperties`],
] as const;

function verifyByXmlCrypto(xml: string): boolean {
  const verifier = new SignedXml({ publicCert: pki.sender.signature.certificate });
  verifier.loadSignature(xml);
  try {
    return verifier.checkSignature(xml);
  } catch {
    return false;
  }
}

const VARIANTS: readonly LotSignatureOptions[] = [{}, { digest: "sha256" }, { certificates: "leaf" }];

describe.each(VARIANTS)("the signature of a lot, %j", (options) => {
  it.skipIf(XMLSEC === undefined)(
    "verifies by xmlsec1 up to the authority, and no signed part may change",
    async () => {
      const xml = await signature(options);
      expect(verifyByXmlsec(xml, pki.ca, IDS)).toBe("OK");
      for (const [from, to] of [
        ["urn:oid:2.25.1", "urn:oid:2.25.3"],
        ["2024-02-20T", "2024-02-21T"],
        ["AA==", "AB=="],
      ] as const) {
        expect(verifyByXmlsec(xml.replace(from, to), pki.ca, IDS)).not.toBe("OK");
      }
    },
  );

  it("verifies by xml-crypto, and no signed part may change", async () => {
    const xml = await signature(options);
    expect(verifyByXmlCrypto(xml)).toBe(true);
    expect(verifyByXmlCrypto(xml.replace("urn:oid:2.25.1", "urn:oid:2.25.3"))).toBe(false);
    expect(verifyByXmlCrypto(xml.replace("2024-02-20T", "2024-02-21T"))).toBe(false);
  });
});

describe("the manifest", () => {
  it("names the set with the placeholder, then each document with the digest of what the transform gives", async () => {
    const { root } = parseXml(await signature());
    const references = selectElements(root, "ds:Object/ds:Manifest/ds:Reference", { namespaces: NAMESPACES });
    const said = references.map((reference) => [
      reference.attributes[0]?.value,
      selectElements(reference, "ds:Transforms/ds:Transform", { namespaces: NAMESPACES }).length,
      textContent(selectFirst(reference, "ds:DigestValue", { namespaces: NAMESPACES }) ?? reference),
    ]);
    const sha1 = (bytes: Uint8Array) => createHash("sha1").update(bytes).digest("base64");
    expect(said).toEqual([
      ["urn:oid:2.25.1", 0, "AA=="],
      ["urn:oid:1.2.250.1.999.1", 1, sha1(Buffer.from(libxml2Canonical(cdaLetter())))],
      ["urn:oid:1.2.250.1.999.2", 0, sha1(PDF.bytes)],
    ]);
  });

  it("names the signer's certificates, the authority's last", async () => {
    const { root } = parseXml(await signature());
    const names = selectElements(root, ".//ds:X509IssuerName", { namespaces: NAMESPACES }).map(textContent);
    expect(names[0]).toBe(
      "CN=AC TEST ELEMENTAIRE ORGANISATIONS,OU=0002 990000200,O=BANC D'ESSAI,ST=Etranger (99),C=FR",
    );
    expect(names).toHaveLength(2);
  });
});

/** Inclusive canonical form with comments by libxml2. */
function libxml2Canonical(bytes: Uint8Array): string {
  const document = XmlDocument.fromBuffer(bytes);
  try {
    return document.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_1_0, withComments: true });
  } finally {
    document.dispose();
  }
}

const XMLLINT = findTool("/usr/bin/xmllint");

describe("inclusive canonical form", () => {
  it.each([
    ["a letter", Buffer.from(cdaLetter()).toString("utf8")],
    ["prefixes declared and not used", '<a xmlns="u:a" xmlns:b="u:b"><c xmlns:d="u:d" xmlns:b="u:b"><b:e/></c></a>'],
    ["the default name space taken away", '<a xmlns="u:a"><b xmlns=""><c xmlns=""/></b></a>'],
    ["a prefix declared again", '<p:a xmlns:p="u:1"><b xmlns:p="u:2"/><p:c xmlns:p="u:1"/></p:a>'],
    ["xml attributes, quotes, entities, CDATA", "<a xml:lang='fr' z='\"' b='&#10;&lt;'><![CDATA[<&>]]>&#13;é</a>"],
    ["comments and instructions around", "<?p a?><!--x--><a><!-- y --></a><!--z--><?q?>"],
  ])("is that of libxml2 for %s", (_name, xml) => {
    const ours = Buffer.from(inclusiveCanonicalForm(Buffer.from(xml)) ?? []).toString("utf8");
    expect(ours).toBe(libxml2Canonical(Buffer.from(xml)));
  });

  it.skipIf(XMLLINT === undefined)("is that of xmllint --c14n", () => {
    const { stdout } = spawnSync(XMLLINT ?? "", ["--c14n", "-"], { input: cdaLetter() });
    expect(Buffer.from(inclusiveCanonicalForm(cdaLetter()) ?? []).toString("utf8")).toBe(stdout.toString("utf8"));
  });

  it("does not exist for what is no XML", () => {
    expect(inclusiveCanonicalForm(Buffer.from("%PDF"))).toBeUndefined();
  });
});
