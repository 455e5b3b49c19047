import { Ins } from "@ldl/domain";
import type { CodedValue, Cx, ReceivedDocumentEntry } from "@ldl/xds";
import type { DmpSettings } from "../dmp-settings.ts";
import { isSignature, type SubmissionContext, type SubmissionRule } from "./submission.ts";

const METADATA = "XDSRegistryMetadataError";
const OID = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;
const CONFIDENTIALITY = "2.16.840.1.113883.5.25";
const VISIBILITY = "1.2.250.1.213.1.1.4.13";

const REQUIRED: readonly (keyof ReceivedDocumentEntry)[] = [
  "uniqueId",
  "mimeType",
  "creationTime",
  "languageCode",
  "titre",
  "authors",
  "legalAuthenticator",
  "serviceStartTime",
  "patientId",
  "sourcePatientId",
  "typeCode",
  "classCode",
  "formatCode",
  "confidentialityCodes",
  "healthcareFacilityTypeCode",
  "practiceSettingCode",
];

const ASSIGNED: readonly (keyof ReceivedDocumentEntry)[] = [
  "availabilityStatus",
  "logicalId",
  "version",
  "repositoryUniqueId",
  "uri",
  "homeCommunityId",
];

/** Code system of a coded value of a clinical document. @remarks ANS mapping table; JDV_J57, J60, J61, J62, J66. */
const SYSTEMS: readonly (readonly [keyof ReceivedDocumentEntry, RegExp])[] = [
  ["classCode", /^1\.2\.250\.1\.213\.1\.1\.4\.1$/],
  ["typeCode", /^(?:2\.16\.840\.1\.113883\.6\.1|1\.2\.250\.1\.213\.1\.1\.4\.12)$/],
  ["formatCode", /^(?:1\.2\.250\.1\.213\.1\.1\.4\.2\.282|1\.3\.6\.1\.4\.1\.19376\.1\.2\.3)$/],
  ["healthcareFacilityTypeCode", /^1\.2\.250\.1\.71\.4\.2\.4$/],
  ["practiceSettingCode", /^1\.2\.250\.1\.213\.1\.1\.4\.9$/],
];

function located(context: SubmissionContext, broken: (entry: ReceivedDocumentEntry) => boolean) {
  return context.documents.filter(broken).map(({ id }) => ({ location: id }));
}

/** An INS as the DMP wants it: `NH`, key, OID of the environment, nothing else. */
export function isInsCx(cx: Cx, settings: DmpSettings): boolean {
  return (
    cx.type === "NH" &&
    cx.complements === undefined &&
    settings.insOids.includes(cx.autorite) &&
    Ins.safeParse(cx.id).success
  );
}

function confidentialityProblem(entry: ReceivedDocumentEntry, settings: DmpSettings): boolean {
  const [first, ...others] = entry.confidentialityCodes ?? [];
  const base = (code: CodedValue | undefined): boolean =>
    code !== undefined && /^[NRV]$/.test(code.code) && code.systeme === CONFIDENTIALITY;
  const restriction = ({ code, systeme }: CodedValue): boolean =>
    /^(?:MASQUE_PS|INVISIBLE_PATIENT|INVISIBLE_REPRESENTANTS_LEGAUX)$/.test(code) && systeme === VISIBILITY;
  const codes = others.map(({ code }) => code);
  const both = codes.includes("MASQUE_PS") && codes.includes("INVISIBLE_PATIENT");
  const mayBoth = settings.submission.cumulInvisiblePatientMasquePs || isSignature(entry);
  return !base(first) || !others.every(restriction) || new Set(codes).size < codes.length || (both && !mayBoth);
}

/**
 * Metadata of each document.
 *
 * @remarks Mandatory ones: ANS mapping table of the HL7v2 guide, LM of PDSm4DMP. Values: JDV of the DMP. Visibility: EX_2.1-1050.
 * Identifier without extension: CI-SIS Structuration minimale.
 */
export const ENTRY_RULES: readonly SubmissionRule[] = [
  {
    id: "LDL-DMP-ENTRY-REQUIRED",
    code: METADATA,
    message: "métadonnée obligatoire absente",
    check: ({ documents }) =>
      documents.flatMap((entry) =>
        REQUIRED.filter((key) => entry[key] === undefined).map((key) => ({ location: `${entry.id}/${key}` })),
      ),
  },
  {
    id: "LDL-DMP-ENTRY-ASSIGNED",
    code: METADATA,
    message: "métadonnée donnée par le DMP, ou qu'il n'emploie pas",
    check: ({ documents }) =>
      documents.flatMap((entry) =>
        ASSIGNED.filter((key) => entry[key] !== undefined).map((key) => ({ location: `${entry.id}/${key}` })),
      ),
  },
  {
    id: "LDL-DMP-ENTRY-UNIQUEID",
    code: METADATA,
    message: "uniqueId : OID sans extension attendu",
    check: (context) => located(context, ({ uniqueId }) => uniqueId !== undefined && !OID.test(uniqueId)),
  },
  {
    id: "LDL-DMP-ENTRY-AUTHOR",
    code: METADATA,
    message: "authorPerson attendu pour chaque auteur",
    check: (context) =>
      located(context, ({ authors }) => (authors ?? []).some(({ authorPerson }) => authorPerson === undefined)),
  },
  {
    id: "LDL-DMP-ENTRY-INS",
    code: METADATA,
    message: "patientId : INS avec sa clé, l'OID de l'environnement et le type NH attendus",
    check: (context) =>
      [context.set, ...context.documents]
        .filter(({ patientId }) => patientId !== undefined && !isInsCx(patientId, context.settings))
        .map(({ id }) => ({ location: `${id}/patientId` })),
  },
  {
    id: "LDL-DMP-ENTRY-SOURCE-PATIENT",
    code: METADATA,
    message: "sourcePatientId : IPP (PI) ou INS (NH) attendu",
    check: (context) =>
      located(
        context,
        ({ sourcePatientId }) => sourcePatientId !== undefined && !/^(?:PI|NH)$/.test(sourcePatientId.type ?? ""),
      ),
  },
  {
    id: "LDL-DMP-ENTRY-CONFIDENTIALITY",
    code: METADATA,
    message: "confidentialityCode : N, R ou V d'abord, puis des restrictions connues et compatibles",
    check: (context) =>
      located(
        context,
        (entry) => entry.confidentialityCodes !== undefined && confidentialityProblem(entry, context.settings),
      ),
  },
  {
    id: "LDL-DMP-ENTRY-CODE-SYSTEM",
    code: METADATA,
    message: "système de codes inattendu",
    check: ({ documents }) =>
      documents
        .filter((entry) => !isSignature(entry))
        .flatMap((entry) =>
          SYSTEMS.filter(([key, system]) => {
            const value = entry[key];
            return typeof value === "object" && "systeme" in value && !system.test(String(value.systeme));
          }).map(([key]) => ({ location: `${entry.id}/${key}` })),
        ),
  },
  {
    id: "LDL-DMP-ENTRY-MIME",
    code: METADATA,
    message: "type de contenu : text/xml ou application/xslt+xml attendu",
    check: (context) =>
      located(
        context,
        ({ mimeType }) => mimeType !== undefined && !/^(?:text\/xml|application\/xslt\+xml)$/.test(mimeType),
      ),
  },
  {
    id: "LDL-DMP-ENTRY-PERIOD",
    code: METADATA,
    message: "serviceStopTime antérieur à serviceStartTime",
    check: (context) =>
      located(context, ({ serviceStartTime: start = "", serviceStopTime: stop }) => {
        const precision = Math.min(start.length, stop?.length ?? 0);
        return stop !== undefined && stop.slice(0, precision) < start.slice(0, precision);
      }),
  },
  {
    id: "LDL-DMP-ENTRY-PRESENT",
    code: METADATA,
    message: "aucun document dans le lot",
    check: ({ set, documents }) => (documents.some((entry) => !isSignature(entry)) ? [] : [{ location: set.id }]),
  },
];

/** One patient in the message, the one of the VIHF, and known. @remarks IHE ITI TF-2 §3.41, §3.42. */
export const PATIENT_RULES: readonly SubmissionRule[] = [
  {
    id: "LDL-DMP-PATIENT-DIFFERENT",
    code: "XDSPatientIdDoesNotMatch",
    message: "patient différent de celui du lot ou du VIHF",
    check: ({ set, documents, caller }) => {
      const key = (cx: Cx | undefined): string | undefined => cx && `${cx.id} ${cx.autorite}`;
      const expected = caller?.patient ? `${caller.patient.matricule} ${caller.patient.oid}` : key(set.patientId);
      return [set, ...documents]
        .filter(({ patientId }) => patientId !== undefined && key(patientId) !== expected)
        .map(({ id }) => ({ location: id }));
    },
  },
  {
    id: "LDL-DMP-PATIENT-UNKNOWN",
    code: "XDSUnknownPatientId",
    message: "aucun DMP pour ce patient",
    check: ({ set, store }) =>
      set.patientId !== undefined && store.patient(set.patientId.id) === undefined ? [{ location: set.id }] : [],
  },
];
