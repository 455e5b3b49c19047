import { isLdlError, Oid } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { cdaDocument } from "../../test/support/cda-document.ts";
import { contentTypeCode } from "../codes/content-types.ts";
import { describeDocument } from "../describe/describe-document.ts";
import { entryUuidOf } from "../model/entry-uuid-of.ts";
import { EntryUuid, SymbolicId, UniqueId } from "../model/identifiers.ts";
import { type BuildSubmissionInput, buildSubmission } from "./build-submission.ts";
import { checkSubmission } from "./check-submission.ts";

const now = () => new Date("2024-02-20T09:15:00.900Z");
const newId = () => "1.2.250.1.999.1.1.7898.1.1";
const first = describeDocument(cdaDocument()).entry;
const second = describeDocument(cdaDocument({ id: '<id root="1.2.250.1.999.1.1.7898.4.20240219.2"/>' })).entry;
const submissionSet: BuildSubmissionInput["submissionSet"] = {
  authors: [{ authorPerson: { nom: "DPI" } }],
  contentTypeCode: contentTypeCode("03"),
  sourceId: Oid.parse("1.2.250.1.999.1"),
};

function rulesOf(input: BuildSubmissionInput): readonly string[] {
  try {
    buildSubmission(input, { now, newId });
  } catch (error) {
    if (isLdlError(error) && error.code === "LDL_XDS_LOT_INVALID")
      return error.details.issues.map(({ rule, path }) => `${rule} ${path}`);
    throw error;
  }
  return [];
}

describe("buildSubmission", () => {
  it("makes the set and one HasMember per document", () => {
    const submission = buildSubmission(
      { submissionSet, documents: [{ entry: first }, { entry: second }] },
      { now, newId },
    );
    expect(submission.submissionSet).toEqual({
      ...submissionSet,
      id: entryUuidOf(UniqueId.parse(newId())),
      uniqueId: newId(),
      patientId: first.patientId,
      submissionTime: "20240220091500",
    });
    expect(
      submission.associations.map(({ id, type, source, target, submissionSetStatus }) => [
        id,
        type,
        source,
        target,
        submissionSetStatus,
      ]),
    ).toEqual([
      ["as01", "HasMember", submission.submissionSet.id, first.id, "Original"],
      ["as02", "HasMember", submission.submissionSet.id, second.id, "Original"],
    ]);
  });

  it("links a new version to the entry of the one it replaces, by document or by entry", () => {
    const old = UniqueId.parse("1.2.250.1.999.1.1.7898.4.20240219.0");
    const registry = EntryUuid.parse("urn:uuid:7953af1a-ba1c-11eb-816f-0050569e422e");
    const links = [old, registry].map((replaces) =>
      buildSubmission({ submissionSet, documents: [{ entry: first, replaces }] }, { now, newId }).associations.at(-1),
    );
    expect(links).toEqual([
      { id: "as02", type: "RPLC", source: first.id, target: entryUuidOf(old) },
      { id: "as02", type: "RPLC", source: first.id, target: registry },
    ]);
  });

  it("links the signature of the set for the DMP", () => {
    const signature = { ...second, id: SymbolicId.parse("Signature01") };
    const {
      documents,
      associations,
      submissionSet: set,
    } = buildSubmission({ submissionSet, documents: [{ entry: first }], signature }, { now, newId });
    expect(documents.at(-1)).toEqual(signature);
    expect(associations.slice(1).map(({ type, source, target }) => [type, source, target])).toEqual([
      ["HasMember", set.id, "Signature01"],
      ["signs", "Signature01", set.id],
    ]);
  });

  it("gives each set an identifier of its own when none is given", () => {
    const ids = [1, 2].map(
      () => buildSubmission({ submissionSet, documents: [{ entry: first }] }).submissionSet.uniqueId,
    );
    expect(ids[0]).not.toBe(ids[1]);
    expect(ids[0]).toMatch(/^2\.25\.\d{1,39}$/);
  });

  it.each([
    [
      "one document twice",
      { submissionSet, documents: [{ entry: first }, { entry: first }] },
      [
        "LDL-XDS-ID-REPEATED documents.0.id",
        "LDL-XDS-UNIQUEID-REPEATED documents.0.uniqueId",
        "LDL-XDS-ID-REPEATED documents.1.id",
        "LDL-XDS-UNIQUEID-REPEATED documents.1.uniqueId",
        "LDL-XDS-MEMBER documents.0.id",
        "LDL-XDS-MEMBER documents.1.id",
      ],
    ],
    [
      "a set with the identifier of its document",
      {
        submissionSet: { ...submissionSet, uniqueId: first.uniqueId, id: SymbolicId.parse("Set01") },
        documents: [{ entry: first }],
      },
      ["LDL-XDS-UNIQUEID-REPEATED submissionSet.uniqueId", "LDL-XDS-UNIQUEID-REPEATED documents.0.uniqueId"],
    ],
    [
      "restrictions before the confidentiality",
      {
        submissionSet,
        documents: [
          { entry: { ...first, confidentialityCodes: [...first.confidentialityCodes, ...first.confidentialityCodes] } },
        ],
      },
      ["LDL-XDS-CONFIDENTIALITY documents.0.confidentialityCodes"],
    ],
    [
      "a name too long",
      {
        submissionSet: { ...submissionSet, authors: [{ authorPerson: { nom: "^".repeat(100) } }] },
        documents: [{ entry: first }],
      },
      ["LDL-XDS-LONG submissionSet.authors.0.authorPerson"],
    ],
  ] satisfies readonly (readonly [string, BuildSubmissionInput, readonly string[]])[])(
    "refuses %s",
    (_, input, rules) => {
      expect(rulesOf(input)).toEqual(rules);
    },
  );

  it.each([
    ["no document", { submissionSet, documents: [] }, "documents"],
    [
      "no author",
      { submissionSet: { ...submissionSet, authors: [] }, documents: [{ entry: first }] },
      "submissionSet.authors",
    ],
    [
      "a titre of two lines",
      { submissionSet: { ...submissionSet, titre: "a\nb" }, documents: [{ entry: first }] },
      "submissionSet.titre",
    ],
  ] satisfies readonly (readonly [string, BuildSubmissionInput, string])[])("refuses %s as input", (_, input, path) => {
    expect(() => buildSubmission(input)).toThrow(
      expect.objectContaining({ code: "LDL_INPUT_INVALID", details: { issues: [expect.objectContaining({ path })] } }),
    );
  });

  it("refuses an identifier from newId that is no OID", () => {
    expect(() => buildSubmission({ submissionSet, documents: [{ entry: first }] }, { newId: () => "abc" })).toThrow(
      /^newId : .*\(LDL-XDS-UNIQUEID\)$/,
    );
  });
});

describe("checkSubmission", () => {
  const sound = buildSubmission({ submissionSet, documents: [{ entry: first }] }, { now, newId });

  it("finds nothing in what buildSubmission gives", () => {
    expect(checkSubmission(sound)).toEqual([]);
  });

  it("warns of a set older than its document", () => {
    const late = buildSubmission(
      { submissionSet, documents: [{ entry: first }] },
      { now: () => new Date("2024-02-19T10:00:00Z"), newId },
    );
    expect(checkSubmission(late).map(({ rule, severity }) => [rule, severity])).toEqual([["LDL-XDS-TIME", "warning"]]);
  });

  it("finds links that lead nowhere", () => {
    const [member] = sound.associations;
    if (member === undefined) throw new Error("no link");
    const lost = {
      ...sound,
      associations: [{ ...member, source: SymbolicId.parse("Nothing"), target: SymbolicId.parse("Nobody") }],
    };
    expect(checkSubmission(lost).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      "LDL-XDS-REFERENCE associations.0.source",
      "LDL-XDS-REFERENCE associations.0.target",
      "LDL-XDS-MEMBER documents.0.id",
    ]);
  });
});
