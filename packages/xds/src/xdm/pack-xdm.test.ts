import { createHash } from "node:crypto";
import { isLdlError, Oid } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { DOCUMENT, filesOf, METADATA } from "../../test/support/archive-files.ts";
import { cdaDocument, INS_ID, OTHER_INS_ID } from "../../test/support/cda-document.ts";
import { FIXED, lot, lotOf, SECOND_ID } from "../../test/support/lot.ts";
import { describeDocument } from "../describe/describe-document.ts";
import { readEbrim } from "../ebrim/read-ebrim.ts";
import { entryUuidOf } from "../model/entry-uuid-of.ts";
import { EntryUuid, UniqueId } from "../model/identifiers.ts";
import { prepareXdm } from "./prepare-xdm.ts";
import { packXdm, writeXdm, XDM_FILE_NAME } from "./write-xdm.ts";
import type { PackXdmInput } from "./xdm-input.ts";

const REPLACES =
  '<relatedDocument typeCode="RPLC"><parentDocument><id root="1.2.250.1.999.1.1.7898.4.20240219.0"/></parentDocument></relatedDocument>';

function rulesOf(input: PackXdmInput): readonly string[] {
  try {
    packXdm(input, FIXED);
  } catch (error) {
    if (isLdlError(error) && "issues" in error.details)
      return error.details.issues.map(({ rule, path }) => `${rule} ${path}`);
    throw error;
  }
  return [];
}

describe("packXdm", () => {
  it("lays the archive out as IHE says, in upper case 8.3 names", () => {
    const zip = packXdm(lotOf([{ cda: cdaDocument() }, { cda: cdaDocument({ id: SECOND_ID }) }]), FIXED);
    expect(Object.keys(filesOf(zip))).toEqual([
      "INDEX.HTM",
      "README.TXT",
      METADATA,
      DOCUMENT,
      "IHE_XDM/SUBSET01/DOC00002.XML",
    ]);
    expect(XDM_FILE_NAME).toBe("IHE_XDM.ZIP");
  });

  it("gives the same bytes for the same input, and other bytes at another time", () => {
    const one = packXdm(lot(), FIXED);
    expect(Buffer.from(packXdm(lot(), FIXED)).equals(one)).toBe(true);
    expect(Buffer.from(packXdm(lot(), { ...FIXED, now: () => new Date("2024-02-20T09:15:02Z") })).equals(one)).toBe(
      false,
    );
  });

  it("keeps the bytes of the documents, and says their hash, size and place", () => {
    const cda = cdaDocument();
    const files = filesOf(packXdm(lotOf([{ cda }]), FIXED));
    expect(Buffer.from(files[DOCUMENT] ?? "").equals(cda)).toBe(true);
    const [entry] = readEbrim(new TextEncoder().encode(files[METADATA])).documents;
    expect(entry).toMatchObject({
      hash: createHash("sha1").update(cda).digest("hex"),
      size: cda.length,
      uri: "DOC00001.XML",
    });
  });

  it("takes metadata given by the caller, in place of the description", () => {
    const cda = cdaDocument();
    const entry = describeDocument(cda, { overrides: { titre: "Titre du dossier" }, omit: ["hash", "size"] }).entry;
    const { documents } = prepareXdm(lotOf([{ cda, entry }]), FIXED);
    expect(documents[0]?.entry).toMatchObject({ titre: "Titre du dossier", uri: "DOC00001.XML", size: cda.length });
  });

  it("describes documents with the options of the caller", () => {
    const { documents } = prepareXdm(lot(), { ...FIXED, describe: { visibility: ["INVISIBLE_PATIENT"] } });
    expect(documents[0]?.entry.confidentialityCodes.map(({ code }) => code)).toEqual(["N", "INVISIBLE_PATIENT"]);
  });

  it("links a new version to the one that the document, or the caller, says it replaces", () => {
    const target = (input: PackXdmInput) =>
      prepareXdm(input, FIXED).submission.associations.find(({ type }) => type === "RPLC")?.target;
    expect(target(lot({ related: REPLACES }))).toBe(entryUuidOf(UniqueId.parse("1.2.250.1.999.1.1.7898.4.20240219.0")));
    const registry = EntryUuid.parse("urn:uuid:7953af1a-ba1c-11eb-816f-0050569e422e");
    expect(target(lotOf([{ cda: cdaDocument({ related: REPLACES }), replaces: registry }]))).toBe(registry);
    expect(target(lot())).toBeUndefined();
  });

  it("puts a PDF copy beside the document, stored as it is, without describing it", () => {
    const pdf = new TextEncoder().encode(`%PDF-1.4 ${"a".repeat(500)}`);
    const zip = packXdm(lotOf([{ cda: cdaDocument(), pdf }]), FIXED);
    const files = filesOf(zip);
    expect(files["IHE_XDM/SUBSET01/DOC00001.PDF"]).toBe(Buffer.from(pdf).toString());
    expect(Buffer.from(zip).includes(Buffer.from(pdf))).toBe(true);
    expect(files[METADATA]).not.toContain("PDF");
    expect(files["INDEX.HTM"]).toContain('<a href="IHE_XDM/SUBSET01/DOC00001.PDF">');
  });

  it("writes an INDEX.HTM and a README.TXT in ASCII, where nothing of the data is markup", () => {
    const files = filesOf(packXdm(lot({ title: "<title>&lt;script&gt;alert('é')&lt;/script&gt;</title>" }), FIXED));
    for (const name of ["INDEX.HTM", "README.TXT"]) expect(files[name]).toMatch(/^[\x20-\x7E\r\n]+$/);
    expect(files["INDEX.HTM"]).toContain("&lt;script&gt;alert(&#39;&#233;&#39;)&lt;/script&gt;");
    expect(files["INDEX.HTM"]).not.toContain("<script");
    expect(files["INDEX.HTM"]).toContain('<a href="IHE_XDM/SUBSET01/DOC00001.XML">');
    expect(files["INDEX.HTM"]).toContain('<a href="README.TXT">');
    for (const secret of ["PAT-TROIS", "DOMINIQUE", "279035121518989"]) {
      expect(files["INDEX.HTM"]).not.toContain(secret);
      expect(files["README.TXT"]).not.toContain(secret);
    }
    expect(files["README.TXT"]).toContain("Structure emettrice : Hopital d'exemple A&B\r\n");
    expect(files["README.TXT"]).toContain("Logiciel : DPI Exemple 1.0\r\n");
  });

  it.each([
    [
      "two patients",
      lotOf([{ cda: cdaDocument() }, { cda: cdaDocument({ id: SECOND_ID, patientIds: OTHER_INS_ID }) }]),
      ["LDL-XDS-PATIENT documents.1.patientId"],
    ],
    [
      "a patient with and without INS",
      lotOf([
        { cda: cdaDocument() },
        {
          cda: cdaDocument({
            id: SECOND_ID,
            patientIds: '<id extension="1234567890121" root="1.2.250.1.999.1.1.7898.2"/>',
          }),
        },
      ]),
      ["LDL-XDS-PATIENT documents.1.patientId"],
    ],
    [
      "the same INS in two environments",
      lotOf([
        { cda: cdaDocument() },
        { cda: cdaDocument({ id: SECOND_ID, patientIds: INS_ID.replace(".4.10", ".4.8") }) },
      ]),
      ["LDL-XDS-PATIENT documents.1.patientId"],
    ],
    ["no document", lotOf([]), ["LDL-XDM-EMPTY documents"]],
    [
      "metadata of other bytes",
      lotOf([{ cda: cdaDocument(), entry: describeDocument(cdaDocument({ title: "<title>Autre</title>" })).entry }]),
      ["LDL-XDM-HASH documents.0.entry.hash"],
    ],
    ["a document without metadata", lot({ authors: "" }), ["LDL-XDS-ABSENT authors <- author"]],
    [
      "a contact of two lines",
      { ...lot(), media: { ...lot().media, contact: "a\r\nb" } },
      ["LDL-TXT-005 media.contact"],
    ],
    [
      "a source that is no OID",
      { ...lot(), submissionSet: { ...lot().submissionSet, authors: [] } },
      ["LDL-SCHEMA-TOO-SMALL submissionSet.authors"],
    ],
  ] satisfies readonly (readonly [string, PackXdmInput, readonly string[]])[])("refuses %s", (_, input, rules) => {
    expect(rulesOf(input)).toEqual(rules);
  });

  it("writes the dialect asked for", () => {
    const prepared = prepareXdm(lot(), FIXED);
    expect(filesOf(writeXdm(prepared, { dialect: "ihe-strict" }))[METADATA]).toContain('xml:lang="fr-FR"');
    expect(filesOf(writeXdm(prepared))[METADATA]).toContain('xml:lang="FR"');
  });

  it("escapes what the data hold for HL7, then for XML", () => {
    const xml = filesOf(
      packXdm({ ...lot(), submissionSet: { ...lot().submissionSet, sourceId: Oid.parse("1.2.3") } }, FIXED),
    )[METADATA];
    expect(xml).toContain("Hôpital d'exemple A\\T\\B^^^^^&amp;1.2.250.1.71.4.2.2&amp;ISO^IDNST^^^1750803447");
    expect(xml).toContain("810002422979^D'ARC^Léon");
  });
});

describe("golden archives", () => {
  it.each(["fr", "ihe-strict"] as const)("METADATA.XML, dialect %s", async (dialect) => {
    const documents = [{ cda: cdaDocument({ related: REPLACES }) }, { cda: cdaDocument({ id: SECOND_ID }) }];
    const files = filesOf(packXdm(lotOf(documents), { ...FIXED, dialect }));
    await expect(files[METADATA]).toMatchFileSnapshot(`../../test/golden/metadata.${dialect}.xml`);
  });

  it.each(["INDEX.HTM", "README.TXT"])("%s", async (name) => {
    const files = filesOf(packXdm(lot(), FIXED));
    await expect(files[name]).toMatchFileSnapshot(`../../test/golden/${name}`);
  });
});
