import { SchematronError } from "../errors/schematron-error.ts";
import { readPattern } from "../patterns/pattern-path.ts";
import { freeVariables } from "../xpath/analysis/dependencies.ts";
import { subExpressions } from "../xpath/analysis/sub-expressions.ts";
import { findFunction } from "../xpath/functions/function-table.ts";
import { compileRegex } from "../xpath/regex/compile-regex.ts";
import type { CallExpression, Expression } from "../xpath/syntax/ast.ts";
import { parseExpression } from "../xpath/syntax/parse-expression.ts";
import type { Namespaces } from "../xpath/syntax/token-reader.ts";
import { isKnownType } from "../xpath/values/cast.ts";
import { XPathError } from "../xpath/xpath-error.ts";
import type { LetModel, Place, RuleStep, SchemaModel } from "./schema-model.ts";
import { invalidAt } from "./source-element.ts";

/** Variables in scope; the expression is known when the variable is a literal string. */
type Scope = Map<string, Expression>;

/** Functions whose second argument is a regular expression, and the index of their flags. */
const REGEX_FLAGS: Readonly<Record<string, number>> = { matches: 2, tokenize: 2, replace: 3 };

/**
 * Checks every expression of a schema before any document is seen: syntax, prefixes, functions and their number of arguments, types,
 * variables, regular expressions, and that rule contexts are match patterns.
 *
 * @throws {@link SchematronError} `EXPRESSION_REFUSED` with the place of the first expression at fault.
 */
export function verifyModel(model: SchemaModel, namespaces: Namespaces): void {
  new Verifier(model, namespaces).verify();
}

class Verifier {
  readonly #model: SchemaModel;
  readonly #namespaces: Namespaces;
  /** Expressions that hold no mistake of their own; variables are checked at each use. */
  readonly #sound = new Map<string, Expression>();

  constructor(model: SchemaModel, namespaces: Namespaces) {
    this.#model = model;
    this.#namespaces = namespaces;
  }

  verify(): void {
    const globals: Scope = new Map();
    for (const variable of this.#model.lets) globals.set(variable.name, this.#letExpression(variable));
    for (const variable of this.#model.lets) {
      this.#checkVariables(variable.value, variable.at, globals);
      this.#refuseCircle(variable, variable, new Set());
    }
    for (const rule of this.#model.patterns.flatMap((pattern) => pattern.rules)) {
      this.#at(rule.context, rule.at, () => readPattern(rule.context, (step) => this.#parse(step)));
      this.#checkVariables(rule.context, rule.at, globals);
      this.#checkSteps(rule.steps, new Map(globals), []);
    }
  }

  #checkSteps(steps: readonly RuleStep[], scope: Scope, through: readonly number[]): void {
    for (const step of steps) {
      if ("let" in step) {
        this.#checkVariables(step.let.value, step.let.at, scope);
        scope.set(step.let.name, this.#letExpression(step.let));
      } else if ("extends" in step) {
        this.#checkExtended(step.extends, scope, through);
      } else {
        this.#checkVariables(step.check.test, step.check.at, scope);
        for (const part of step.check.message) {
          if (typeof part !== "string") this.#checkVariables(part.select, step.check.at, scope);
        }
      }
    }
  }

  #checkExtended(index: number, scope: Scope, through: readonly number[]): void {
    const steps = this.#model.abstractRules[index] ?? [];
    if (through.includes(index)) {
      throw invalidAt(this.#model, this.#model.patterns[0]?.at ?? [0, 0], "an abstract rule extends itself");
    }
    this.#checkSteps(steps, scope, [...through, index]);
  }

  /** Variables of the schema may be declared in any order, but not by one another. */
  #refuseCircle(start: LetModel, variable: LetModel, seen: Set<string>): void {
    for (const name of freeVariables(this.#letExpression(variable))) {
      if (name === start.name) throw invalidAt(this.#model, start.at, `the variable "${name}" is declared by itself`);
      const next = this.#model.lets.find((candidate) => candidate.name === name);
      if (next === undefined || seen.has(name)) continue;
      seen.add(name);
      this.#refuseCircle(start, next, seen);
    }
  }

  #letExpression({ value, at }: LetModel): Expression {
    return this.#at(value, at, () => this.#parse(value));
  }

  #checkVariables(text: string, at: Place, scope: Scope): void {
    this.#at(text, at, () => checkUses(this.#parse(text), scope, []));
  }

  #parse(text: string): Expression {
    const known = this.#sound.get(text);
    if (known !== undefined) return known;
    const expression = parseExpression(text, this.#namespaces);
    checkExpression(expression);
    this.#sound.set(text, expression);
    return expression;
  }

  #at<T>(expression: string, at: Place, check: () => T): T {
    try {
      return check();
    } catch (cause) {
      if (!(cause instanceof XPathError)) throw cause;
      const file = this.#model.files[at[0]] ?? "";
      const place = { file, line: at[1], expression, xpathCode: cause.code };
      throw new SchematronError("EXPRESSION_REFUSED", `${cause.code}: ${cause.message}`, place, cause);
    }
  }
}

/** What can be told from the expression alone. */
function checkExpression(expression: Expression): void {
  if (expression.kind === "call") checkCall(expression);
  if ((expression.kind === "cast" || expression.kind === "castable") && !isKnownType(expression.type)) {
    throw new XPathError("XPST0051", `the type "${expression.type}" is not supported`, expression.offset);
  }
  for (const part of subExpressions(expression)) checkExpression(part.expression);
}

function checkCall({ name, args, offset }: CallExpression): void {
  const definition = findFunction(name);
  if (definition === undefined) throw new XPathError("XPST0017", `the function ${name}() is not supported`, offset);
  if (args.length < definition.minimum || args.length > definition.maximum) {
    throw new XPathError("XPST0017", `${name}() does not take ${args.length} arguments`, offset);
  }
}

/** What depends on the variables in scope: that they exist, and that the regular expressions they hold are valid. */
function checkUses(expression: Expression, scope: Scope, bound: readonly string[]): void {
  if (expression.kind === "variable" && !bound.includes(expression.name) && !scope.has(expression.name)) {
    throw new XPathError("XPST0008", `the variable $${expression.name} is not declared`, expression.offset);
  }
  if (expression.kind === "call") checkRegex(expression, scope);
  for (const part of subExpressions(expression)) checkUses(part.expression, scope, [...bound, ...part.binds]);
}

function checkRegex({ name, args }: CallExpression, scope: Scope): void {
  const flagsIndex = Object.hasOwn(REGEX_FLAGS, name) ? REGEX_FLAGS[name] : undefined;
  if (flagsIndex === undefined) return;
  const pattern = literalText(args[1], scope);
  const flags = args[flagsIndex] === undefined ? "" : literalText(args[flagsIndex], scope);
  if (pattern !== undefined && flags !== undefined) compileRegex(pattern, flags);
}

function literalText(expression: Expression | undefined, scope: Scope): string | undefined {
  const resolved = expression?.kind === "variable" ? scope.get(expression.name) : expression;
  return resolved?.kind === "literal" && typeof resolved.value === "string" ? resolved.value : undefined;
}
