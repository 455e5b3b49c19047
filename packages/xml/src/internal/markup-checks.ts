import { XmlError } from "../xml-error.ts";
import { isNcName } from "./characters.ts";

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

/** Length of the prefix of a qualified name, 0 without prefix. */
export function prefixLength(name: string): number {
  const colon = name.indexOf(":");
  const valid = colon === -1 ? isNcName(name) : isNcName(name.slice(0, colon)) && isNcName(name.slice(colon + 1));
  if (!valid) throw new XmlError("MALFORMED", "an element or attribute name is not a qualified name");
  return colon === -1 ? 0 : colon;
}
