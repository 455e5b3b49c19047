import { z } from "zod";

/** Control characters but tab, line feed, carriage return and C1; lone surrogates; the two non-characters of the first plane. */
const FORBIDDEN = /[^\P{Cc}\t\n\r\u0080-\u009F]|\p{Cs}|[\uFFFE\uFFFF]/u;

/** Longest text a document field may hold. */
const MAX_TEXT = 200_000;

/**
 * Text of a document: not blank, of at most 200 000 characters, without the characters that XML forbids.
 *
 * @public
 */
export const Texte = z
  .string()
  .max(MAX_TEXT, { error: "texte de 200 000 caractères au plus (LDL-TXT-001)", abort: true })
  .refine((value) => value.trim() !== "", { error: "texte non vide attendu (LDL-TXT-002)" })
  .refine((value) => !FORBIDDEN.test(value), { error: "caractère interdit en XML (LDL-TXT-003)" });

/**
 * Text on one line, of at most 250 characters: names, labels, titles.
 *
 * @public
 */
export const Libelle = Texte.max(250, { error: "libellé de 250 caractères au plus (LDL-TXT-004)" })
  .refine((value) => !/[\r\n\t]/.test(value), { error: "libellé sur une seule ligne attendu (LDL-TXT-005)" })
  .refine((value) => value === value.trim(), {
    error: "libellé sans blanc au début ni à la fin attendu (LDL-TXT-006)",
  });
