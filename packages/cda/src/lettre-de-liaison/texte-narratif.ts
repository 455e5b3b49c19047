import { Texte } from "@ldl/domain";

const CARRIAGE_RETURN = /\r\n?/g;

function withLineFeeds(value: string): string {
  return value.includes("\r") ? value.replace(CARRIAGE_RETURN, "\n") : value;
}

/** Text of a section, in one or more lines; line ends are brought to a line feed. @public */
export const TexteNarratif = Texte.overwrite(withLineFeeds);

/** Comment, instruction or reason: at most 4 000 characters, in one or more lines. @public */
export const TexteCourt = Texte.max(4000, { error: "texte de 4 000 caractères au plus (LDL-TXT-007)" }).overwrite(
  withLineFeeds,
);
