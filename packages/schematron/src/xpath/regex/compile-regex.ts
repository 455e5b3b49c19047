import { XPathError } from "../xpath-error.ts";
import { createLinearMatcher } from "./linear-matcher.ts";
import { parseRegex } from "./parse-regex.ts";
import type { RegexFlags, RegexTree } from "./regex-tree.ts";

/** A regular expression ready for use. */
export interface CompiledRegex {
  /** True when some part of the text matches. */
  test(text: string): boolean;
  /** The same expression for JavaScript, with the flag `g`. */
  readonly global: RegExp;
}

/** Patterns come from rule sets; the bound only guards against rules that build patterns from documents. */
const MAXIMUM_KEPT = 1_000;
const compiled = new Map<string, CompiledRegex>();

/**
 * Compiles a regular expression of XPath.
 *
 * @throws {@link XPathError} `FORX0001` for unknown flags, `FORX0002` for an expression that is not valid or not supported.
 */
export function compileRegex(pattern: string, flagText = ""): CompiledRegex {
  const key = `${flagText}/${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const flags = parseFlags(flagText);
  const tree = parseRegex(pattern, flags);
  const global = new RegExp(toJavaScript(tree, flags), flags.ignoreCase ? "giu" : "gu");
  const regex: CompiledRegex = { test: testerOf(tree, flags, global), global };
  if (compiled.size >= MAXIMUM_KEPT) compiled.clear();
  compiled.set(key, regex);
  return regex;
}

function parseFlags(text: string): RegexFlags {
  if (!/^[smix]*$/.test(text)) throw new XPathError("FORX0001", "unknown regular expression flag");
  return {
    ignoreCase: text.includes("i"),
    dotAll: text.includes("s"),
    multiline: text.includes("m"),
    extended: text.includes("x"),
  };
}

/** Expressions that repeat a repetition get the matcher that cannot explode. */
function testerOf(tree: RegexTree, flags: RegexFlags, global: RegExp): (text: string) => boolean {
  if (repeatsRepetition(tree, false) && !hasBackReference(tree)) {
    if (flags.multiline) throw new XPathError("FORX0002", "nested repetitions are not supported with the flag m");
    return createLinearMatcher(tree, flags);
  }
  const once = new RegExp(global.source, global.flags.replace("g", ""));
  return (text) => once.test(text);
}

function childrenOf(tree: RegexTree): readonly RegexTree[] {
  switch (tree.kind) {
    case "alternatives":
      return tree.branches;
    case "sequence":
      return tree.pieces;
    case "repeat":
    case "group":
      return [tree.body];
    default:
      return [];
  }
}

function repeatsRepetition(tree: RegexTree, inRepetition: boolean): boolean {
  const isUnbounded = tree.kind === "repeat" && tree.maximum === Number.POSITIVE_INFINITY;
  if (isUnbounded && inRepetition) return true;
  return childrenOf(tree).some((child) => repeatsRepetition(child, inRepetition || isUnbounded));
}

function hasBackReference(tree: RegexTree): boolean {
  return tree.kind === "back-reference" || childrenOf(tree).some(hasBackReference);
}

function toJavaScript(tree: RegexTree, flags: RegexFlags): string {
  switch (tree.kind) {
    case "character":
      return tree.source;
    case "start":
      return flags.multiline ? "(?<![^\\n])" : "^";
    case "end":
      return flags.multiline ? "(?![^\\n])" : "$";
    case "back-reference":
      return `\\${tree.group}(?:)`;
    case "sequence":
      return tree.pieces.map((piece) => toJavaScript(piece, flags)).join("");
    case "alternatives":
      return tree.branches.map((branch) => toJavaScript(branch, flags)).join("|");
    case "group":
      return `(${tree.captures ? "" : "?:"}${toJavaScript(tree.body, flags)})`;
    case "repeat":
      return repeatToJavaScript(tree, flags);
  }
}

/** An anchor may be repeated in XPath, not in JavaScript, hence the group around it. */
function repeatToJavaScript(tree: RegexTree & { kind: "repeat" }, flags: RegexFlags): string {
  const body = toJavaScript(tree.body, flags);
  const isAnchor = tree.body.kind === "start" || tree.body.kind === "end";
  const maximum = tree.maximum === Number.POSITIVE_INFINITY ? "" : String(tree.maximum);
  return `${isAnchor ? `(?:${body})` : body}{${tree.minimum},${maximum}}${tree.isGreedy ? "" : "?"}`;
}
