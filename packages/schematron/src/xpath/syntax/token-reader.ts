import { XPathError } from "../xpath-error.ts";
import { type Token, tokenize } from "./tokenizer.ts";

/** Namespace declarations in scope for an expression: prefix to namespace name. */
export type Namespaces = ReadonlyMap<string, string>;

/** Reads the tokens of one expression, one ahead. */
export class TokenReader {
  readonly namespaces: Namespaces;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(source: string, namespaces: Namespaces) {
    this.#tokens = tokenize(source);
    this.namespaces = namespaces;
  }

  /** The token `ahead` places from here, without consuming it. */
  peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    const token = this.#tokens[Math.min(this.#next + ahead, last)];
    if (token === undefined) throw new RangeError("a token list ends with the end token");
    return token;
  }

  /** Consumes a token. */
  take(): Token {
    const token = this.peek();
    this.#next++;
    return token;
  }

  isSymbol(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "symbol" && token.text === text;
  }

  isName(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "name" && token.text === text;
  }

  /** Consumes the symbol if it is next. */
  acceptSymbol(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.#next++;
    return true;
  }

  /** Consumes the keyword if it is next. */
  acceptName(text: string): boolean {
    if (!this.isName(text)) return false;
    this.#next++;
    return true;
  }

  expectSymbol(text: string): void {
    if (!this.acceptSymbol(text)) this.fail("XPST0003", `"${text}" expected`);
  }

  expectName(text: string): void {
    if (!this.acceptName(text)) this.fail("XPST0003", `"${text}" expected`);
  }

  /** Resolves the prefix of a name test or of a function. */
  namespaceOf(prefix: string): string {
    const namespace = this.namespaces.get(prefix);
    if (namespace === undefined) this.fail("XPST0081", `the prefix "${prefix}" is not declared`);
    return namespace;
  }

  fail(code: string, message: string, offset: number = this.peek().offset): never {
    throw new XPathError(code, message, offset);
  }
}
