import { XPathError } from "../xpath-error.ts";

/** Reads a regular expression code point by code point. */
export class RegexReader {
  readonly #characters: readonly string[];
  #next = 0;

  constructor(pattern: string) {
    this.#characters = [...pattern];
  }

  get atEnd(): boolean {
    return this.#next >= this.#characters.length;
  }

  peek(ahead = 0): string | undefined {
    return this.#characters[this.#next + ahead];
  }

  take(): string {
    const character = this.#characters[this.#next];
    if (character === undefined) throw this.error("it ends too early");
    this.#next++;
    return character;
  }

  accept(text: string): boolean {
    if (this.#characters[this.#next] !== text) return false;
    this.#next++;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.error(`"${text}" expected`);
  }

  error(reason: string): XPathError {
    return new XPathError("FORX0002", `regular expression, character ${this.#next + 1}: ${reason}`);
  }
}
