import { attributeValue } from "./document-index.ts";
import type { SdkRule } from "./sdk-rule.ts";
import { isMisleading, isUcum, suggestUcum } from "./ucum.ts";

/** Units of quantities. */
export const UNIT_RULES: readonly SdkRule[] = [
  {
    id: "LDL-V-UCUM",
    severity: "warning",
    source: "HL7 CDA R2, type PQ ; Unified Code for Units of Measure",
    path: "//@unit",
    message: "unité qui n'est pas écrite comme le veut UCUM",
    expected:
      "une unité UCUM, sensible à la casse (mg, mL, [IU], 10*9/L), ou une annotation pour ce qui se compte ({tablet})",
    *check(document) {
      for (const element of document.having("unit")) {
        const found = attributeValue(element, "unit");
        if (found === undefined || (isUcum(found) && !isMisleading(found))) continue;
        const suggestion = suggestUcum(found);
        yield { element, found, ...(suggestion === undefined ? {} : { suggestion }) };
      }
    },
  },
];
