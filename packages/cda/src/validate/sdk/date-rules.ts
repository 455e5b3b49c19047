import type { XmlElement } from "@ldl/xml";
import { hl7Child, hl7Path, xsiTypeOf } from "../../read/datatypes/elements.ts";
import { STRUCTURATION } from "../../rules/sources.ts";
import { attributeValue, type DocumentIndex } from "./document-index.ts";
import type { SdkDefect, SdkRule } from "./sdk-rule.ts";
import { isAfterTs, isRealTs, isSameTs } from "./timestamps.ts";

const TIMES = ["effectiveTime", "time", "birthTime", "deceasedTime", "low", "high", "center"] as const;
const BOUNDS = new Set<string>(["low", "high", "center"]);
const INTERVALS = new Set<string>(["effectiveTime", "time", "useablePeriod"]);

function isTime(element: XmlElement): boolean {
  const type = xsiTypeOf(element);
  if (!BOUNDS.has(element.localName)) return type === undefined || /^(?:TS|IVL_TS|SXCM_TS)$/.test(type);
  const around = element.parent;
  if (around === null || !INTERVALS.has(around.localName)) return false;
  const intervalType = xsiTypeOf(around);
  return intervalType === undefined || intervalType === "IVL_TS";
}

/** Every date that the document gives. */
function* times(document: DocumentIndex): Generator<{ readonly element: XmlElement; readonly value: string }> {
  for (const name of TIMES) {
    for (const element of document.all(name)) {
      const value = attributeValue(element, "value");
      if (value !== undefined && isTime(element)) yield { element, value };
    }
  }
}

function isInBody(element: XmlElement): boolean {
  const { parent } = element;
  if (parent === null || parent.localName === "ClinicalDocument") return element.localName === "component";
  return isInBody(parent);
}

function* unreal(document: DocumentIndex, inBody: boolean): Generator<SdkDefect> {
  for (const { element, value } of times(document)) {
    if (!isRealTs(value) && isInBody(element) === inBody) yield { element };
  }
}

/** An element and its value, when the first is later than the second. */
function* later(late: XmlElement | undefined, early: XmlElement | undefined) {
  const lateValue = attributeValue(late, "value");
  const earlyValue = attributeValue(early, "value");
  if (late !== undefined && lateValue !== undefined && earlyValue !== undefined && isAfterTs(lateValue, earlyValue)) {
    yield { element: late };
  }
}

const FORM = "AAAA[MM[JJ[HHMM[SS[.S]]±ZZZZ]]], avec un mois, un jour et une heure qui existent";

const creation = ({ root }: DocumentIndex): XmlElement | undefined => hl7Child(root, "effectiveTime");
const event = ({ root }: DocumentIndex): XmlElement | undefined =>
  hl7Path(root, "documentationOf", "serviceEvent", "effectiveTime");
const encounter = ({ root }: DocumentIndex): XmlElement | undefined =>
  hl7Path(root, "componentOf", "encompassingEncounter", "effectiveTime");
const birth = (document: DocumentIndex): XmlElement | undefined => document.all("birthTime")[0];

/** Dates: they exist, and they follow one another. */
export const DATE_RULES: readonly SdkRule[] = [
  {
    id: "LDL-V-DATE-REELLE",
    severity: "error",
    source: `${STRUCTURATION}, type TS`,
    path: "/ClinicalDocument/*[not(self::component)]//@value des dates",
    message: "date de l'en-tête qui n'existe pas ou qui n'a pas la forme attendue",
    expected: FORM,
    check: (document) => unreal(document, false),
  },
  {
    id: "LDL-V-DATE-CORPS",
    severity: "warning",
    source: "HL7 CDA R2, type TS",
    path: "/ClinicalDocument/component//@value des dates",
    message: "date du corps qui n'existe pas ou qui n'a pas la forme attendue",
    expected: FORM,
    check: (document) => unreal(document, true),
  },
  {
    id: "LDL-V-DATE-FUSEAU",
    severity: "warning",
    source: `${STRUCTURATION}, type TS`,
    path: "//@value des dates avec heure",
    message: "heure sans décalage par rapport au temps universel, ou décalage mal écrit",
    expected: "±ZZZZ après l'heure",
    *check(document) {
      for (const { element, value } of times(document)) {
        if (/^\d{10,14}(?:\.\d+)?(?:[+-]\d{1,3})?$/.test(value)) yield { element };
      }
    },
  },
  {
    id: "LDL-V-DATE-ORDRE",
    severity: "error",
    source: "HL7 CDA R2, type IVL_TS",
    path: "//effectiveTime[low and high] | //time[low and high]",
    message: "intervalle dont la fin précède le début",
    expected: "high postérieur ou égal à low",
    *check(document) {
      for (const name of ["effectiveTime", "time"]) {
        for (const interval of document.all(name)) {
          const high = hl7Child(interval, "high");
          const isReversed = [...later(hl7Child(interval, "low"), high)].length > 0;
          if (high !== undefined && isReversed) yield { element: high };
        }
      }
    },
  },
  {
    id: "LDL-V-DATE-SEJOUR",
    severity: "warning",
    source: `${STRUCTURATION}, documentationOf et componentOf`,
    path: "/ClinicalDocument/documentationOf/serviceEvent/effectiveTime | /ClinicalDocument/componentOf/encompassingEncounter/effectiveTime",
    message: "fin de l'acte ou de la prise en charge identique à son début",
    expected: "une fin postérieure au début",
    *check(document) {
      for (const interval of [event(document), encounter(document)]) {
        const high = hl7Child(interval, "high");
        const [low, end] = [attributeValue(hl7Child(interval, "low"), "value"), attributeValue(high, "value")];
        if (high !== undefined && low !== undefined && end !== undefined && isSameTs(low, end)) yield { element: high };
      }
    },
  },
  {
    id: "LDL-V-DATE-DOCUMENT",
    severity: "warning",
    source: `${STRUCTURATION}, effectiveTime`,
    path: "/ClinicalDocument/documentationOf/serviceEvent/effectiveTime/low",
    message: "acte documenté qui commence après la création du document",
    expected: "un début antérieur à l'effectiveTime du document, sauf pour une entrée à venir",
    *check(document) {
      if (document.kind !== "LDL-EES") yield* later(hl7Child(event(document), "low"), creation(document));
    },
  },
  {
    id: "LDL-V-DATE-NAISSANCE",
    severity: "error",
    source: `${STRUCTURATION}, birthTime`,
    path: "/ClinicalDocument/recordTarget/patientRole/patient/birthTime",
    message: "naissance postérieure à la création du document",
    expected: "une date de naissance antérieure à l'effectiveTime du document",
    check: (document) => later(birth(document), creation(document)),
  },
  {
    id: "LDL-V-DATE-DECES",
    severity: "error",
    source: "HL7 CDA R2, extension sdtc:deceasedTime",
    path: "/ClinicalDocument/recordTarget/patientRole/patient/sdtc:deceasedTime",
    message: "décès antérieur à la naissance ou postérieur à la création du document",
    expected: "une date de décès entre la naissance et l'effectiveTime du document",
    *check(document) {
      const death = document.all("deceasedTime")[0];
      if (death === undefined) return;
      yield* later(death, creation(document));
      const isBeforeBirth = [...later(birth(document), death)].length > 0;
      if (isBeforeBirth) yield { element: death };
    },
  },
];
