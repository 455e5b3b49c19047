import { escapeCharacter, readCharacterClass, readEscape } from "./character-classes.ts";
import { RegexReader } from "./regex-reader.ts";
import type { RegexFlags, RegexTree } from "./regex-tree.ts";

/** Where the parser stands. */
interface State {
  readonly reader: RegexReader;
  readonly flags: RegexFlags;
  groups: number;
}

/**
 * Parses a regular expression of `fn:matches`, `fn:replace` and `fn:tokenize`.
 *
 * @remarks Functions and Operators §7.6.1 (XML Schema part 2, appendix F, with anchors, reluctant quantifiers and back-references).
 * As Saxon does, an anchor may carry a quantifier. Blocks (`\p{IsGreek}`) are refused.
 * @throws {@link XPathError} `FORX0002` for an expression that is not valid or not supported.
 */
export function parseRegex(pattern: string, flags: RegexFlags): RegexTree {
  const state: State = { reader: new RegexReader(flags.extended ? withoutSpace(pattern) : pattern), flags, groups: 0 };
  const tree = parseAlternatives(state);
  if (!state.reader.atEnd) throw state.reader.error("unexpected closing parenthesis");
  return tree;
}

/** Flag `x`: white space is left out, but inside a class. */
function withoutSpace(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]|[ \t\r\n]+/gs, (part) => (/^[ \t\r\n]/.test(part) ? "" : part));
}

function parseAlternatives(state: State): RegexTree {
  const branches = [parseSequence(state)];
  while (state.reader.accept("|")) branches.push(parseSequence(state));
  const [only] = branches;
  return branches.length === 1 && only !== undefined ? only : { kind: "alternatives", branches };
}

function parseSequence(state: State): RegexTree {
  const pieces: RegexTree[] = [];
  for (;;) {
    const next = state.reader.peek();
    if (next === undefined || next === "|" || next === ")") return { kind: "sequence", pieces };
    pieces.push(parseQuantified(state, parseAtom(state)));
  }
}

function parseAtom(state: State): RegexTree {
  const { reader } = state;
  const character = reader.take();
  switch (character) {
    case "^":
      return { kind: "start" };
    case "$":
      return { kind: "end" };
    case ".":
      return { kind: "character", source: state.flags.dotAll ? "[\\s\\S]" : "[^\\n\\r]" };
    case "[":
      return { kind: "character", source: readCharacterClass(reader) };
    case "(":
      return parseGroup(state);
    case "\\":
      return parseEscape(state);
    case "*":
    case "+":
    case "?":
    case "{":
    case "}":
    case "]":
      throw reader.error(`unexpected "${character}"`);
    default:
      return { kind: "character", source: escapeCharacter(character) };
  }
}

function parseGroup(state: State): RegexTree {
  const { reader } = state;
  const captures = !reader.accept("?");
  if (captures) state.groups++;
  else reader.expect(":");
  const body = parseAlternatives(state);
  reader.expect(")");
  return { kind: "group", body, captures };
}

function parseEscape(state: State): RegexTree {
  const { reader } = state;
  if (/^[1-9]$/.test(reader.peek() ?? "")) {
    const group = Number(reader.take());
    if (group > state.groups) throw reader.error(`there is no group ${group} before it`);
    return { kind: "back-reference", group };
  }
  const meaning = readEscape(reader);
  if (meaning.kind === "single") return { kind: "character", source: escapeCharacter(meaning.character) };
  return { kind: "character", source: `[${meaning.members}]` };
}

function parseQuantified(state: State, body: RegexTree): RegexTree {
  const range = parseQuantifier(state.reader);
  if (range === undefined) return body;
  const isGreedy = !state.reader.accept("?");
  if (parseQuantifier(state.reader) !== undefined) throw state.reader.error("a quantifier follows a quantifier");
  return { kind: "repeat", body, ...range, isGreedy };
}

function parseQuantifier(reader: RegexReader): { minimum: number; maximum: number } | undefined {
  if (reader.accept("*")) return { minimum: 0, maximum: Number.POSITIVE_INFINITY };
  if (reader.accept("+")) return { minimum: 1, maximum: Number.POSITIVE_INFINITY };
  if (reader.accept("?")) return { minimum: 0, maximum: 1 };
  if (!reader.accept("{")) return undefined;
  const minimum = readNumber(reader);
  if (reader.accept("}")) return { minimum, maximum: minimum };
  reader.expect(",");
  const maximum = reader.peek() === "}" ? Number.POSITIVE_INFINITY : readNumber(reader);
  reader.expect("}");
  if (maximum < minimum) throw reader.error("a quantifier is reversed");
  return { minimum, maximum };
}

function readNumber(reader: RegexReader): number {
  let digits = "";
  while (/^[0-9]$/.test(reader.peek() ?? "")) digits += reader.take();
  if (digits === "") throw reader.error("number expected");
  return Number(digits);
}
