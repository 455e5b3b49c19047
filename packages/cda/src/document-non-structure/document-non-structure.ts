import { Code } from "@ldl/domain";
import { z } from "zod";
import { headerFields } from "../header/document-header.ts";
import { ContenuBase64 } from "../lettre-de-liaison/contenu-base64.ts";

/** Format of the content of a level 1 document; the CI-SIS wants PDF/A-1 or plain text, images converted first. @public */
export const FormatNonStructure = z.enum(["application/pdf", "text/plain", "text/rtf", "image/jpeg", "image/tiff"]);
export type FormatNonStructure = z.infer<typeof FormatNonStructure>;

/**
 * A level 1 document: the CI-SIS header around a PDF or a text, as plain JSON.
 *
 * @remarks CI-SIS, CDA R2 niveau 1 (`nonXMLBody`).
 * @public
 */
export const DocumentNonStructure = z.strictObject({
  ...headerFields,
  /** Type of document (JDV_J07_XdsTypeCode_CISIS). Default: lettre de liaison à la sortie (LOINC 11490-0). */
  type: Code.optional(),
  /** The content. */
  contenu: z.strictObject({
    /** Format. */
    mediaType: FormatNonStructure,
    /** The bytes. */
    base64: ContenuBase64,
    /** Language of the content when it is not the one of the header. */
    langue: z
      .string()
      .regex(/^[a-z]{2}-[A-Z]{2}$/, { error: "langue attendue : fr-FR (LDL-H-LANGUE)" })
      .optional(),
  }),
});
/** A level 1 document that was parsed: defaults filled in. @public */
export interface DocumentNonStructure extends z.infer<typeof DocumentNonStructure> {}
/** A level 1 document as a vendor gives it. @public */
export interface DocumentNonStructureInput extends z.input<typeof DocumentNonStructure> {}
