import fc from "fast-check";
import { formatRecipient } from "../../src/hl7/recipient.ts";
import { Association } from "../../src/model/association.ts";
import type { Author } from "../../src/model/author.ts";
import type { CodedValue } from "../../src/model/coded-value.ts";
import { DocumentEntry } from "../../src/model/document-entry.ts";
import type { Cx, CxReference, Specialty, Xcn, Xon, Xpn, Xtn } from "../../src/model/hl7-types.ts";
import type { SourcePatientInfo } from "../../src/model/source-patient-info.ts";
import type { Submission } from "../../src/model/submission.ts";
import { SubmissionSet } from "../../src/model/submission-set.ts";

/** Fixed, so that a failure can be run again. */
export const SEED = { seed: 20240219, numRuns: 200 } as const;

/** Characters that encodings stumble on, among ordinary ones. */
const unit = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(..."abcDEF019éÉàçœ '-.") },
  {
    weight: 3,
    arbitrary: fc.constantFrom("&", "^", "|", "~", "\\", "<", ">", '"', "]]>", "&amp;", "\\S\\", "😀", "𝄞", "\u00A0"),
  },
);

/** Text on one line without white space around, as names and labels are. */
export function line(maxLength = 5): fc.Arbitrary<string> {
  return fc.array(unit, { minLength: 1, maxLength }).map((units) => `x${units.join("")}x`);
}

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
const arc = fc.nat({ max: 999_999 });
export const oid: fc.Arbitrary<string> = fc
  .array(arc, { minLength: 2, maxLength: 6 })
  .map((arcs) => ["1", ...arcs].join("."));
export const uuid: fc.Arbitrary<string> = fc.uuid().map((value) => `urn:uuid:${value}`);
const symbolic = fc.nat().map((n) => `Object${n}`);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

function without<T extends object>(record: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return record.map((value) => {
    const kept = { ...value };
    for (const key in kept) if (kept[key] === undefined) Reflect.deleteProperty(kept, key);
    return kept;
  });
}

/** Components that no field names, at positions that no field uses. */
const complements = (...positions: string[]) =>
  optional(
    fc.dictionary(
      fc.constantFrom(...positions),
      line(4).map((text) => text.replace(/[\^|]/g, "")),
      { minKeys: 1, noNullPrototype: true },
    ),
  );

export const cx: fc.Arbitrary<Cx> = without(
  fc.record({
    id: line(),
    autorite: oid,
    type: optional(fc.constantFrom("NH", "PI")),
    complements: complements("2", "7"),
  }),
);
export const cxReference: fc.Arbitrary<CxReference> = without(
  fc.record({ id: line(), autorite: optional(oid), type: line(), complements: complements("3", "6") }),
);
export const xcn: fc.Arbitrary<Xcn> = without(
  fc.record({
    id: line(),
    nom: optional(line()),
    prenom: optional(line()),
    autorite: optional(oid),
    typeNom: optional(fc.constantFrom("D", "U")),
    typeId: optional(fc.constantFrom("IDNPS", "EI", "RI")),
    complements: complements("4", "6", "15"),
  }),
);
export const xon: fc.Arbitrary<Xon> = without(
  fc.record({
    nom: line(),
    id: optional(line()),
    autorite: optional(oid),
    typeId: optional(fc.constant("IDNST")),
    complements: complements("2", "8"),
  }),
);
export const xpn: fc.Arbitrary<Xpn> = without(
  fc.record({ nom: line(), prenom: optional(line()), type: optional(fc.constantFrom("L", "D")) }),
);
export const xtn: fc.Arbitrary<Xtn> = without(fc.record({ equipement: fc.constant("Internet"), adresse: line() }));
export const specialty: fc.Arbitrary<Specialty> = without(
  fc.record({ code: line(), libelle: optional(line()), systeme: optional(oid) }),
);
export const code: fc.Arbitrary<CodedValue> = fc.record({
  code: line().map((text) => text.replace(/\s/g, "_")),
  systeme: fc.oneof(oid, fc.constantFrom("URN", "ASTM")),
  libelle: line(),
});
export const dtm: fc.Arbitrary<string> = fc
  .tuple(
    fc.date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true }),
    fc.constantFrom(4, 6, 8, 10, 12, 14),
  )
  .map(([date, precision]) => date.toISOString().replace(/\D/g, "").slice(0, precision));

const author: fc.Arbitrary<Author> = without(
  fc.record({
    authorPerson: xcn,
    authorInstitutions: optional(fc.array(xon, { minLength: 1, maxLength: 2 })),
    authorRoles: optional(fc.array(line(), { minLength: 1, maxLength: 2 })),
    authorSpecialties: optional(fc.array(specialty, { minLength: 1, maxLength: 2 })),
    authorTelecommunications: optional(fc.array(xtn, { minLength: 1, maxLength: 2 })),
  }),
);
const patientInfo: fc.Arbitrary<SourcePatientInfo> = without(
  fc.record({
    noms: fc.array(xpn, { maxLength: 2 }),
    dateNaissance: optional(digits(8)),
    sexe: optional(fc.constantFrom("M", "F", "U")),
    lieuNaissance: optional(line()),
    autres: optional(fc.constant(["PID-11|^^^^75007^^BDL"])),
  }),
);

/** A document entry with any of its optional metadata. */
export const documentEntry: fc.Arbitrary<DocumentEntry> = without(
  fc.record({
    id: fc.oneof(uuid, symbolic),
    logicalId: optional(uuid),
    version: optional(fc.constantFrom("1", "2")),
    availabilityStatus: optional(fc.constant("urn:oasis:names:tc:ebxml-regrep:StatusType:Approved")),
    homeCommunityId: optional(oid.map((value) => `urn:oid:${value}`)),
    mimeType: fc.constantFrom("text/xml", "application/pdf"),
    uniqueId: fc
      .tuple(oid, optional(digits(5)))
      .map(([root, extension]) => (extension === undefined ? root : `${root}^${extension}`)),
    patientId: cx,
    sourcePatientId: cx,
    sourcePatientInfo: optional(patientInfo),
    creationTime: dtm,
    serviceStartTime: dtm,
    serviceStopTime: optional(dtm),
    languageCode: fc.constantFrom("fr-FR", "art"),
    titre: line(30),
    commentaire: optional(line(30).map((text) => `${text}\n\t${text}`)),
    authors: fc.array(author, { minLength: 1, maxLength: 2 }),
    legalAuthenticator: xcn,
    classCode: code,
    typeCode: code,
    formatCode: code,
    confidentialityCodes: fc.array(code, { minLength: 1, maxLength: 4 }),
    healthcareFacilityTypeCode: code,
    practiceSettingCode: code,
    eventCodeList: optional(fc.array(code, { minLength: 1, maxLength: 3 })),
    referenceIdList: optional(fc.array(cxReference, { minLength: 1, maxLength: 3 })),
    hash: optional(fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 40, maxLength: 40 })),
    size: optional(fc.nat()),
    uri: optional(fc.constant("DOC00001.XML")),
    repositoryUniqueId: optional(oid),
  }),
).map((value) => DocumentEntry.parse(value));

const recipient = without(fc.record({ organisation: optional(xon), personne: xcn, telecom: optional(xtn) })).filter(
  (value) => formatRecipient(value).length <= 256,
);

/** A submission whose objects need not agree: for encodings. */
export const submission: fc.Arbitrary<Submission> = fc.record({
  submissionSet: without(
    fc.record({
      id: uuid,
      uniqueId: oid,
      sourceId: oid,
      patientId: cx,
      submissionTime: dtm,
      authors: fc.array(author, { minLength: 1, maxLength: 2 }),
      contentTypeCode: code,
      titre: optional(line()),
      commentaire: optional(line()),
      intendedRecipients: optional(fc.array(recipient, { minLength: 1, maxLength: 2 })),
    }),
  ).map((value) => SubmissionSet.parse(value)),
  documents: fc.array(documentEntry, { maxLength: 3 }),
  associations: fc.array(
    without(
      fc.record({
        id: symbolic,
        type: fc.constantFrom("HasMember", "RPLC", "signs", "UpdateAvailabilityStatus"),
        source: uuid,
        target: uuid,
        submissionSetStatus: optional(fc.constantFrom("Original", "Reference")),
        previousVersion: optional(fc.constant("1")),
        originalStatus: optional(fc.constant("urn:oasis:names:tc:ebxml-regrep:StatusType:Approved")),
        newStatus: optional(fc.constant("urn:asip:ci-sis:2010:StatusType:Deleted")),
      }),
    ).map((value) => Association.parse(value)),
    { maxLength: 3 },
  ),
});
