import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestPki, type DmpServer, startDmp, type TestPki } from "../../src/index.ts";
import { newOid } from "./support/ebrim.ts";
import { attachment, queryBody, retrieveBody } from "./support/registry-requests.ts";
import { buildEnvelope, mtom, plain, post, said, type TestAnswer } from "./support/soap.ts";
import { ACTIONS, buildSubmission, hospital } from "./support/submission.ts";

let pki: TestPki;
let dmp: DmpServer;

beforeAll(async () => {
  pki = await createTestPki();
  dmp = await startDmp({ pki, dialect: "ihe-strict" });
});
afterAll(() => dmp.close());

/** The data types of IHE: nothing but the components that it names. */
const strictly = (xml: string): string =>
  xml
    .replaceAll("&amp;ISO^NH", "&amp;ISO")
    .replaceAll("&amp;ISO^PI", "&amp;ISO")
    .replaceAll("&amp;ISO^IDNST^^^", "&amp;ISO^^^^");

function provide(edit: (xml: string) => string, uniqueId = newOid()): Promise<TestAnswer> {
  const { body, parts } = buildSubmission(hospital(pki), { uniqueId, signature: false, editMetadata: edit });
  const envelope = buildEnvelope({ action: ACTIONS.provide, body });
  return post(dmp.endpoints.repository, mtom(envelope, ACTIONS.provide, parts), { pki });
}

describe("a strict XDS.b server", () => {
  it("takes a submission without VIHF nor certificate, finds and gives it back", async () => {
    const uniqueId = newOid();
    expect(said(await provide(strictly, uniqueId))).toBe("Success");
    const body = queryBody("urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4", {
      $XDSDocumentEntryUniqueId: `('${uniqueId}')`,
    });
    const found = await post(
      dmp.endpoints.registry,
      plain(buildEnvelope({ action: ACTIONS.query, body }), ACTIONS.query),
      { pki },
    );
    expect(found.bytes.toString()).toContain('charset="UTF-8" xml:lang="fr-FR"');
    const retrieval = buildEnvelope({
      action: ACTIONS.retrieve,
      body: retrieveBody("1.2.250.1.213.4.1.1.1.2", uniqueId),
    });
    const document = await post(dmp.endpoints.repository, plain(retrieval, ACTIONS.retrieve), { pki });
    expect(attachment(document, uniqueId)?.toString()).toContain("<ClinicalDocument");
  });

  it.each<[string, string, (xml: string) => string]>([
    [
      "LDL-DMP-STRICT-PATIENT",
      "a CX.5 in patientId",
      (xml) => xml.replaceAll("&amp;ISO^PI", "&amp;ISO").replaceAll("&amp;ISO^IDNST^^^", "&amp;ISO^^^^"),
    ],
    [
      "LDL-DMP-STRICT-SOURCE-PATIENT",
      "a CX.5 in sourcePatientId",
      (xml) => xml.replaceAll("&amp;ISO^NH", "&amp;ISO").replaceAll("&amp;ISO^IDNST^^^", "&amp;ISO^^^^"),
    ],
    ["LDL-DMP-STRICT-INSTITUTION", "an XON.7", (xml) => xml.replaceAll(/&amp;ISO\^(?:NH|PI)/g, "&amp;ISO")],
    ["LDL-DMP-HASH-ABSENT", "no hash", (xml) => strictly(xml).replace(/<rim:Slot name="hash">.*?<\/rim:Slot>/, "")],
    [
      "LDL-DMP-STRICT-OBJECT-TYPE",
      "no MIME type",
      (xml) => strictly(xml).replace('mimeType="text/xml"', 'mimeType="text"'),
    ],
  ])("%s: refuses %s", async (rule, _what, edit) => {
    await provide(edit);
    expect(dmp.log.at(-1)).toMatchObject({ outcome: "failure" });
    expect(dmp.log.at(-1)?.rules).toContain(rule);
  });
});
