/** A parsed regular expression. */
export type RegexTree =
  | { readonly kind: "alternatives"; readonly branches: readonly RegexTree[] }
  | { readonly kind: "sequence"; readonly pieces: readonly RegexTree[] }
  | {
      readonly kind: "repeat";
      readonly body: RegexTree;
      readonly minimum: number;
      readonly maximum: number;
      readonly isGreedy: boolean;
    }
  | { readonly kind: "group"; readonly body: RegexTree; readonly captures: boolean }
  /** One character; `source` is a JavaScript atom that matches exactly one code point. */
  | { readonly kind: "character"; readonly source: string }
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  | { readonly kind: "back-reference"; readonly group: number };

/** Flags of `fn:matches`, `fn:replace` and `fn:tokenize`. */
export interface RegexFlags {
  /** `i`: letter case does not matter. */
  readonly ignoreCase: boolean;
  /** `s`: a point matches a line end too. */
  readonly dotAll: boolean;
  /** `m`: `^` and `$` match at each line. */
  readonly multiline: boolean;
  /** `x`: white space in the expression is left out. */
  readonly extended: boolean;
}
