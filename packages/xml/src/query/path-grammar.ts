import { ncNameAt } from "../internal/names.ts";
import { XmlError } from "../xml-error.ts";

/** A name to look for; `*` for any. */
export interface NameTest {
  /** Prefix as written; null when the path gives none. */
  readonly prefix: string | null;
  readonly localName: string;
}

/** What must hold for an element, or its place in the list. */
export type Predicate =
  | { readonly kind: "position"; readonly position: number }
  | {
      readonly kind: "test";
      /** Elements to look at; no step for the element itself. */
      readonly steps: readonly Step[];
      /** Attribute they must have, null when they only have to exist. */
      readonly attribute: NameTest | null;
      readonly comparison: { readonly operator: "=" | "!="; readonly value: string } | null;
    };

/** One part of a path, between slashes. */
export interface Step {
  /** `child` after `/`, `descendant` after `//`. */
  readonly axis: "child" | "descendant";
  readonly name: NameTest;
  readonly predicates: readonly Predicate[];
}

/** A path, read. */
export interface Path {
  /** Starts at the document rather than at the element. */
  readonly absolute: boolean;
  readonly steps: readonly Step[];
}

/** Reads a path; throws `XmlError` `PATH` with the column where it stops making sense. */
export function parsePath(source: string): Path {
  const reader = new PathReader(source);
  const absolute = reader.at("/");
  const steps = absolute ? reader.steps(false) : reader.relativeSteps();
  reader.expectEnd();
  return { absolute, steps };
}

class PathReader {
  private index = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  at(text: string): boolean {
    return this.source.startsWith(text, this.index);
  }

  expectEnd(): void {
    if (this.index < this.source.length) this.fail();
  }

  /** Steps from an element, which `.` may stand for: `b`, `./b`, `.//b`. */
  relativeSteps(): readonly Step[] {
    if (!this.take(".")) return this.steps(true);
    if (!this.at("/")) this.fail();
    return this.steps(false);
  }

  /** Steps up to what is not a step; the first needs no slash when `bare`. */
  steps(bare: boolean): readonly Step[] {
    const steps: Step[] = [];
    for (let first = true; ; first = false) {
      const descendant = this.take("//");
      const slash = descendant || this.at("/");
      if (!slash && !(first && bare)) return steps;
      if (!descendant && slash) {
        if (this.source.startsWith("/@", this.index)) return steps;
        this.index++;
      }
      const name = this.nameTest();
      steps.push({ axis: descendant ? "descendant" : "child", name, predicates: this.predicates() });
    }
  }

  private predicates(): readonly Predicate[] {
    const predicates: Predicate[] = [];
    while (this.take("[")) {
      predicates.push(this.predicate());
      this.expect("]");
    }
    return predicates;
  }

  private predicate(): Predicate {
    const digits = /^[1-9][0-9]{0,8}(?=\])/.exec(this.source.slice(this.index, this.index + 10))?.[0];
    if (digits !== undefined) {
      this.index += digits.length;
      return { kind: "position", position: Number(digits) };
    }
    const steps = this.at("@") ? [] : this.relativeSteps();
    if (steps.length > 0 && this.at("/@")) this.index++;
    const attribute = this.take("@") ? this.nameTest() : null;
    return { kind: "test", steps, attribute, comparison: attribute === null ? null : this.comparison() };
  }

  private comparison(): { readonly operator: "=" | "!="; readonly value: string } | null {
    const operator = this.take("!=") ? "!=" : this.take("=") ? "=" : null;
    if (operator === null) return null;
    const quote = this.take("'") ? "'" : this.take('"') ? '"' : this.fail();
    const end = this.source.indexOf(quote, this.index);
    if (end === -1) this.fail();
    const value = this.source.slice(this.index, end);
    this.index = end + 1;
    return { operator, value };
  }

  private nameTest(): NameTest {
    const first = this.nameOrStar();
    if (first === "*" || !this.take(":")) return { prefix: null, localName: first };
    return { prefix: first, localName: this.nameOrStar() };
  }

  private nameOrStar(): string {
    if (this.take("*")) return "*";
    const name = ncNameAt(this.source, this.index);
    if (name === "") this.fail();
    this.index += name.length;
    return name;
  }

  private take(text: string): boolean {
    if (!this.at(text)) return false;
    this.index += text.length;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) this.fail();
  }

  private fail(): never {
    throw new XmlError("PATH", `the path is not understood from character ${this.index + 1} on`);
  }
}
