import { compileRegex } from "../regex/compile-regex.ts";
import type { Sequence } from "../values/item.ts";
import { XPathError } from "../xpath-error.ts";
import { argument, requiredText, textOrEmpty } from "./arguments.ts";
import { type FunctionTable, pure } from "./definition.ts";

/** The compiled expression given by two arguments; the flags may be left out. */
function regexOf(pattern: Sequence, flags: Sequence | undefined): ReturnType<typeof compileRegex> {
  return compileRegex(requiredText(pattern), flags === undefined ? "" : requiredText(flags));
}

function refuseEmptyMatch(regex: ReturnType<typeof compileRegex>): void {
  if (regex.test("")) throw new XPathError("FORX0003", "the regular expression matches the empty string");
}

/** `$1` is a group, `\$` a dollar, `\\` a backslash; anything else with them is an error. */
function replacementOf(text: string, groups: number): (match: readonly (string | undefined)[]) => string {
  const parts: (string | number)[] = [];
  for (const [part] of text.matchAll(/\\.?|\$\d*|[^\\$]+/gs)) {
    if (part === "\\\\" || part === "\\$") parts.push(part.charAt(1));
    else if (/^\$\d/.test(part)) parts.push(...groupReference(part.slice(1), groups));
    else if (part.startsWith("\\") || part.startsWith("$"))
      throw new XPathError("FORX0004", "invalid replacement string");
    else parts.push(part);
  }
  return (match) => parts.map((part) => (typeof part === "string" ? part : (match[part] ?? ""))).join("");
}

/** `$12` is group 12 if there is one, else group 1 followed by "2". */
function groupReference(digits: string, groups: number): readonly (string | number)[] {
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) > groups) length--;
  const group = Number(digits.slice(0, length));
  return group > groups ? [digits.slice(length)] : [group, digits.slice(length)];
}

function replaced(text: string, regex: RegExp, replacement: string): string {
  const groups = new RegExp(`${regex.source}|`, regex.flags).exec("")?.length ?? 1;
  const make = replacementOf(replacement, groups - 1);
  let result = "";
  let last = 0;
  for (const match of text.matchAll(regex)) {
    result += text.slice(last, match.index) + make(match);
    last = match.index + match[0].length;
  }
  return result + text.slice(last);
}

function tokens(text: string, regex: RegExp): Sequence {
  if (text === "") return [];
  const parts: string[] = [];
  let last = 0;
  for (const match of text.matchAll(regex)) {
    parts.push(text.slice(last, match.index));
    last = match.index + match[0].length;
  }
  return [...parts, text.slice(last)];
}

/** Functions on regular expressions (Functions and Operators §7.6). */
export const REGEX_FUNCTIONS: FunctionTable = {
  matches: pure(2, 3, "boolean", (args) => [regexOf(argument(args, 1), args[2]).test(textOrEmpty(argument(args, 0)))]),
  replace: pure(3, 4, "string", (args) => {
    const regex = regexOf(argument(args, 1), args[3]);
    refuseEmptyMatch(regex);
    return [replaced(textOrEmpty(argument(args, 0)), regex.global, requiredText(argument(args, 2)))];
  }),
  tokenize: pure(2, 3, "unknown", (args) => {
    const regex = regexOf(argument(args, 1), args[2]);
    refuseEmptyMatch(regex);
    return tokens(textOrEmpty(argument(args, 0)), regex.global);
  }),
};
