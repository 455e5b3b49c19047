import { XPathError } from "../xpath/xpath-error.ts";

/** A step as written, and what stands before it. */
export interface WrittenStep {
  readonly separator: "/" | "//";
  readonly text: string;
}

/**
 * Cuts a match pattern into branches and steps, each still text. Most contexts of a large rule set begin alike: their steps, taken
 * apart, are parsed once. A pattern that does not begin with `/` stands anywhere, as if it began with `//`.
 */
export function splitPattern(pattern: string): readonly (readonly WrittenStep[])[] {
  return cut(pattern, "|").map(splitBranch);
}

function splitBranch(branch: string): readonly WrittenStep[] {
  const [first = "", ...pieces] = cut(branch, "/").map((piece) => piece.trim());
  if (first === "" && pieces.length === 1 && pieces[0] === "") return [];
  const steps: WrittenStep[] = first === "" ? [] : [{ separator: "//", text: first }];
  let separator: "/" | "//" = "/";
  for (const [index, text] of pieces.entries()) {
    if (text !== "") {
      steps.push({ separator, text });
      separator = "/";
      continue;
    }
    // Nothing between two slashes: `//`.
    if (separator === "//" || index === pieces.length - 1) throw stepMissing();
    separator = "//";
  }
  if (steps.length === 0) throw stepMissing();
  return steps;
}

function stepMissing(): XPathError {
  return new XPathError("XTSE0340", "a step is missing in the context");
}

/** Pieces between the marks that stand outside strings, brackets, parentheses and comments. */
function cut(text: string, mark: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  let depth = 0;
  for (let place = 0; place < text.length; place++) {
    const character = text.charAt(place);
    if (character === "'" || character === '"') place = endOf(text, character, place + 1);
    else if (text.startsWith("(:", place)) place = endOf(text, ":)", place + 2) + 1;
    else if (character === "(" || character === "[") depth++;
    else if (character === ")" || character === "]") depth--;
    else if (character === mark && depth === 0) {
      pieces.push(text.slice(start, place));
      start = place + 1;
    }
  }
  return [...pieces, text.slice(start)];
}

function endOf(text: string, end: string, from: number): number {
  const place = text.indexOf(end, from);
  return place < 0 ? text.length : place;
}
