import { z } from "zod";

/** Longest base64 text: 30 million characters, 22 MB of content, above what MSSanté carries. */
const MAX_BASE64 = 30_000_000;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Bytes as base64 text, without line ends. @public */
export const ContenuBase64 = z
  .string()
  .min(4, { error: "contenu non vide attendu (LDL-B64-001)" })
  .max(MAX_BASE64, { error: "contenu de 22 Mo au plus (LDL-B64-002)", abort: true })
  .refine((value) => value.length % 4 === 0 && BASE64.test(value), {
    error: "texte en base64 sans fin de ligne attendu (LDL-B64-003)",
  });

/** Copy of the document as a PDF/A-1, offered by the receiver in place of its own rendering. @public */
export const CopiePdf = z.strictObject({
  /** The PDF. */
  base64: ContenuBase64,
});
/** What the schema of the same name gives. @public */
export interface CopiePdf extends z.infer<typeof CopiePdf> {}
