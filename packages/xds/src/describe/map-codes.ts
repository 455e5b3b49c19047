import type { ReadDocument } from "@ldl/cda";
import type { Code } from "@ldl/domain";
import { CLASS_BY_TYPE_SOURCE, classOfType } from "../codes/class-by-type.ts";
import { confidentialityCode, isConfidentiality } from "../codes/confidentiality.ts";
import {
  FORMAT_BY_MEDIA_TYPE_SOURCE,
  FORMAT_BY_MODEL_SOURCE,
  formatOfMediaType,
  formatOfModel,
} from "../codes/format-codes.ts";
import { REFERENCE_KINDS } from "../codes/identifier-kinds.ts";
import type { CodedValue } from "../model/coded-value.ts";
import type { CxReference } from "../model/hl7-types.ts";
import type { DescribeDocumentOptions } from "./describe-options.ts";
import { HEADER_PATHS } from "./header-paths.ts";
import type { Mapped, MetadataDraft } from "./metadata-draft.ts";

/** A code of the header; one without code counts for absent. */
export function codedValueOf(code: Code | undefined): CodedValue | undefined {
  if (code === undefined || code.code === "") return undefined;
  return { code: code.code, systeme: code.systeme, libelle: code.libelle };
}

function typeOf({ code, system, label }: ReadDocument["code"]): CodedValue | undefined {
  return code === undefined || system === undefined ? undefined : { code, systeme: system, libelle: label ?? code };
}

function formatOf(document: ReadDocument): Mapped<"formatCode"> {
  const { nonXmlBody, templateIds } = document;
  if (nonXmlBody !== undefined) {
    const value = formatOfMediaType(nonXmlBody.mediaType);
    return { origin: "table", path: HEADER_PATHS.mediaType, table: FORMAT_BY_MEDIA_TYPE_SOURCE, value };
  }
  const value = formatOfModel(templateIds.map(({ root }) => root));
  return { origin: "table", path: HEADER_PATHS.formatCode, table: FORMAT_BY_MODEL_SOURCE, value };
}

function eventsOf({ acte, actesSecondaires = [] }: ReadDocument["header"]): readonly CodedValue[] | undefined {
  const codes = [acte, ...actesSecondaires].map(({ code }) => codedValueOf(code)).filter((code) => code !== undefined);
  return codes.length === 0 ? undefined : codes;
}

function referencesOf({ prescriptions = [] }: ReadDocument["header"]): readonly CxReference[] | undefined {
  const references = prescriptions.flatMap(({ id, accession }) => [
    { id: id.valeur, autorite: id.racine, type: REFERENCE_KINDS.order },
    ...(accession === undefined
      ? []
      : [{ id: accession.valeur, autorite: accession.racine, type: REFERENCE_KINDS.accession }]),
  ]);
  return references.length === 0 ? undefined : references;
}

/** Metadata whose values are codes or references. */
export function mapCodes(
  document: ReadDocument,
  options: DescribeDocumentOptions,
  isAssumed: (path: string) => boolean,
): MetadataDraft {
  const { header } = document;
  const typeCode = options.overrides?.typeCode ?? typeOf(document.code);
  const base = header.confidentialite;
  const restrictions = (options.visibility ?? []).map(confidentialityCode);
  const confidentiality =
    isConfidentiality(base) && !isAssumed("confidentialityCode")
      ? [confidentialityCode(base), ...restrictions]
      : undefined;
  const fromDocument = { origin: "document" } as const;
  return {
    typeCode: { ...fromDocument, path: HEADER_PATHS.typeCode, value: typeCode },
    classCode: {
      origin: "table",
      path: HEADER_PATHS.classCode,
      table: CLASS_BY_TYPE_SOURCE,
      value: typeCode === undefined ? undefined : classOfType(typeCode),
    },
    formatCode: formatOf(document),
    confidentialityCodes: { ...fromDocument, path: HEADER_PATHS.confidentialityCodes, value: confidentiality },
    healthcareFacilityTypeCode: {
      ...fromDocument,
      path: HEADER_PATHS.healthcareFacilityTypeCode,
      value: codedValueOf(header.priseEnCharge.lieu.secteur),
    },
    practiceSettingCode: {
      ...fromDocument,
      path: HEADER_PATHS.practiceSettingCode,
      value: codedValueOf(header.acte.executant.professionnel.organisation?.cadreExercice),
    },
    eventCodeList: { ...fromDocument, path: HEADER_PATHS.eventCodeList, value: eventsOf(header) },
    referenceIdList: { ...fromDocument, path: HEADER_PATHS.referenceIdList, value: referencesOf(header) },
  };
}
