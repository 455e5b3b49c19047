import type { Variables } from "../xpath/context.ts";
import type { Sequence } from "../xpath/values/item.ts";
import { XPathError } from "../xpath/xpath-error.ts";

/** A value computed when first read; an error is kept and thrown at each reading. */
class Lazy {
  #compute: (() => Sequence) | undefined;
  #value: Sequence = [];
  #error: XPathError | undefined;

  constructor(compute: () => Sequence) {
    this.#compute = compute;
  }

  get value(): Sequence {
    this.settle();
    if (this.#error !== undefined) throw this.#error;
    return this.#value;
  }

  settle(): void {
    const compute = this.#compute;
    if (compute === undefined) return;
    this.#compute = undefined;
    try {
      this.#value = compute();
    } catch (error) {
      if (!(error instanceof XPathError)) throw error;
      this.#error = error;
    }
  }
}

/** Variables of a rule, or of the schema: most rules declare more of them than their checks read. */
export class LazyVariables implements Variables {
  readonly #values = new Map<string, Lazy>();
  readonly #outer: Variables | undefined;

  constructor(outer?: Variables) {
    this.#outer = outer;
  }

  /** Declares a variable; one of the same name is hidden from here on, and is what the new value may still read. */
  declare(name: string, compute: () => Sequence): void {
    const variable = new Lazy(compute);
    if (this.has(name)) {
      for (const earlier of this.#values.values()) earlier.settle();
      variable.settle();
    }
    this.#values.set(name, variable);
  }

  has(name: string): boolean {
    return this.#values.has(name) || this.#outer?.has(name) === true;
  }

  get(name: string): Sequence | undefined {
    return this.#values.get(name)?.value ?? this.#outer?.get(name);
  }
}
