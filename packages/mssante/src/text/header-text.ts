import { z } from "zod";

/** Control characters, line and paragraph separators, lone surrogates, and `=?`, which a reader would decode. */
const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|=\?/u;

/**
 * Text that goes into a mail header or a file name: one line, no control character.
 *
 * Every text of the caller that reaches a header goes through this schema, so that no header can be injected.
 */
export const HeaderText = z
  .string()
  .min(1, { error: "texte non vide attendu (LDL-MSS-001)" })
  .max(250, { error: "texte de 250 caractères au plus (LDL-MSS-002)" })
  .refine((value) => !FORBIDDEN.test(value), {
    error: "texte sur une seule ligne, sans caractère de contrôle, attendu (LDL-MSS-003)",
  });

/** A message identifier as it stands in `Message-ID`, angle brackets included. */
export const MessageId = z
  .string()
  .regex(/^<[^\s<>\p{Cc}]{1,245}@[^\s<>\p{Cc}@]{1,120}>$/u, {
    error: "identifiant de message attendu : <gauche@droite> (LDL-MSS-004)",
  })
  .max(250, { error: "identifiant de 250 caractères au plus (LDL-MSS-004)" });
