import { isPdf, pdfCopyRules, type Rule } from "@ldl/cda";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import { CR_BIO } from "./sources.ts";

/** Rules on the PDF copy and on the reports of other laboratories. */
export const PDF_RULES: readonly Rule<LabReportComplete>[] = [
  ...pdfCopyRules<LabReportComplete>(`${CR_BIO}, FR-Document-PDF-copie`),
  {
    id: "LDL-BIO-SECONDE-INTENTION",
    severity: "error",
    source: `${CR_BIO}, FR-Resultats-de-laboratoire-de-biologie-de-seconde-intention`,
    path: "secondeIntention[].base64",
    message: "contenu PDF attendu (en-tête %PDF-1.)",
    check: ({ secondeIntention }) =>
      (secondeIntention ?? []).flatMap(({ base64 }, index) =>
        isPdf(base64) ? [] : [`secondeIntention.${index}.base64`],
      ),
  },
];
