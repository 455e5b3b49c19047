/** Place in a file of the schema: index in the list of files, line. */
export type Place = readonly [file: number, line: number];

/** `<let>`: a variable. */
export interface LetModel {
  readonly name: string;
  readonly value: string;
  readonly at: Place;
}

/** A part of a message: text as written, or an expression whose result is inserted. */
export type MessagePart = string | { readonly select: string };

/** `<assert>` or `<report>`. */
export interface CheckModel {
  readonly kind: "assert" | "report";
  readonly test: string;
  readonly id?: string;
  readonly role?: string;
  readonly flag?: string;
  readonly see?: string;
  readonly message: readonly MessagePart[];
  readonly at: Place;
}

/** What a rule does, in order: declare a variable, check, or do all that an abstract rule does. */
export type RuleStep = { readonly let: LetModel } | { readonly check: CheckModel } | { readonly extends: number };

/** `<rule context>` */
export interface RuleModel {
  readonly context: string;
  readonly id?: string;
  readonly steps: readonly RuleStep[];
  readonly at: Place;
}

/** An active `<pattern>`. */
export interface PatternModel {
  readonly id?: string;
  readonly rules: readonly RuleModel[];
  readonly at: Place;
}

/** A schema after inclusion and expansion: plain data, kept in the cache as it is. */
export interface SchemaModel {
  /** Files the schema is made of, relative to the base folder; the first is the schema itself. */
  readonly files: readonly string[];
  readonly title: string;
  /** Prefix and namespace name. */
  readonly namespaces: readonly (readonly [string, string])[];
  /** Variables of the schema and of its active patterns. */
  readonly lets: readonly LetModel[];
  readonly patterns: readonly PatternModel[];
  /** Steps of the abstract rules, named by their index. */
  readonly abstractRules: readonly (readonly RuleStep[])[];
  /** Patterns that the phase activates and that are declared nowhere. */
  readonly undeclaredPatterns: readonly string[];
  /** Includes of files that do not exist, tolerated by the caller. */
  readonly missingIncludes: readonly string[];
}
