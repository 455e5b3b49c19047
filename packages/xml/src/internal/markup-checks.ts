import { XmlError } from "../xml-error.ts";
import { isNcName } from "./names.ts";

/** Refuses what cannot stand in a comment. */
export function checkComment(value: string): string {
  if (!value.includes("--") && !value.endsWith("-")) return value;
  throw new XmlError("MALFORMED", "a comment may neither hold -- nor end with -");
}

/** Refuses what cannot be an instruction and returns it as it is written. */
export function instructionMarkup(target: string, value: string): string {
  if (!isNcName(target) || target.toLowerCase() === "xml") {
    throw new XmlError("MALFORMED", "a processing instruction needs a name other than xml");
  }
  if (value.includes("?>") || /^[ \t\r\n]/.test(value)) {
    throw new XmlError(
      "MALFORMED",
      "the value of a processing instruction may neither hold ?> nor start with white space",
    );
  }
  return value === "" ? `<?${target}?>` : `<?${target} ${value}?>`;
}
