import { known } from "../internal/known.ts";
import { IntendedRecipient } from "../model/submission-set.ts";
import { formatXcn, formatXon, formatXtn, parseXcn, parseXon, parseXtn } from "./values.ts";

/** Writes an addressee, `XON|XCN|XTN`, without the empty parts at the end. */
export function formatRecipient({ organisation, personne, telecom }: IntendedRecipient): string {
  const parts = [
    organisation === undefined ? "" : formatXon(organisation),
    personne === undefined ? "" : formatXcn(personne),
    telecom === undefined ? "" : formatXtn(telecom),
  ];
  return parts.join("|").replace(/\|+$/, "");
}

/** Reads an addressee; what does not fit gives `undefined`. */
export function parseRecipient(text: string): IntendedRecipient | undefined {
  const [organisation = "", personne = "", telecom = ""] = text.split("|");
  const recipient = known({
    organisation: parseXon(organisation),
    personne: parseXcn(personne),
    telecom: telecom === "" ? undefined : parseXtn(telecom),
  });
  return IntendedRecipient.safeParse(recipient).data;
}
