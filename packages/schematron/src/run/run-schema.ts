import { xpathOf } from "@ldl/xml";
import type { PatternStage } from "../patterns/rule-tree.ts";
import type { Place, SchemaModel } from "../schema/schema-model.ts";
import type { DocumentNode, ElementNode } from "../tree/node.ts";
import type { Context, Environment, Evaluate } from "../xpath/context.ts";
import { normalizeSpace } from "../xpath/functions/string-functions.ts";
import { stringOf } from "../xpath/values/item.ts";
import { XPathError } from "../xpath/xpath-error.ts";
import type { CompiledRule, CompiledRules, CompiledStep } from "./compiled-rules.ts";
import type { ExpressionPool } from "./expression-pool.ts";
import type { SchematronFinding, SchematronResult, SchematronRunError, SchematronSource } from "./result.ts";
import { LazyVariables } from "./rule-variables.ts";

/** What a run needs. */
export interface SchemaProgram {
  readonly model: SchemaModel;
  readonly rules: CompiledRules;
  readonly pool: ExpressionPool;
  /** Opens the environment of one run. */
  readonly openEnvironment: () => Environment;
}

type CheckStep = CompiledStep & { kind: "check" };

/** Runs the rules of a schema over a document. */
export function runSchema(program: SchemaProgram, document: DocumentNode): SchematronResult {
  return new Run(program, document).run();
}

class Run {
  readonly #program: SchemaProgram;
  readonly #document: DocumentNode;
  readonly #environment: Environment;
  readonly #globals = new LazyVariables();
  readonly #findings: { readonly pattern: number; readonly finding: SchematronFinding }[] = [];
  readonly #errors: SchematronRunError[] = [];
  #firedRules = 0;

  constructor(program: SchemaProgram, document: DocumentNode) {
    this.#program = program;
    this.#document = document;
    this.#environment = program.openEnvironment();
    const context = this.#contextOf(document, this.#globals);
    for (const { name, value } of program.model.lets) {
      const evaluate = program.pool.sequence(value);
      this.#globals.declare(name, () => evaluate(document, context));
    }
  }

  run(): SchematronResult {
    this.#program.rules.tree.walk(this.#document, {
      contextOf: (element) => this.#contextOf(element, this.#globals),
      attempt: (stage, element, context) => this.#attempt(stage, element, context),
      apply: (pattern, rule, node) => this.#fire(pattern, rule, node),
    });
    const findings = this.#findings.sort((a, b) => a.pattern - b.pattern).map(({ finding }) => finding);
    const missingDocuments = [...this.#environment.missingDocuments].sort();
    return { findings, firedRules: this.#firedRules, errors: this.#errors, missingDocuments };
  }

  #attempt({ match, owner }: PatternStage, element: ElementNode, context: Context): boolean {
    try {
      return match(element, context);
    } catch (error) {
      if (!(error instanceof XPathError)) throw error;
      const { model } = this.#program.rules.ruleAt(owner.pattern, owner.rule);
      this.#report(error, model.context, model.at, element);
      return false;
    }
  }

  #contextOf(node: ElementNode | DocumentNode, variables: LazyVariables): Context {
    return { position: 1, size: 1, variables, current: node, environment: this.#environment };
  }

  #fire(pattern: number, index: number, node: ElementNode | DocumentNode): void {
    this.#firedRules++;
    const rule = this.#program.rules.ruleAt(pattern, index);
    const variables = new LazyVariables(this.#globals);
    const context = this.#contextOf(node, variables);
    const perform = (steps: readonly CompiledStep[]): void => {
      for (const step of steps) {
        if (step.kind === "extends") perform(step.steps);
        else if (step.kind === "let") variables.declare(step.name, () => step.value(node, context));
        else this.#check(step, rule, pattern, node, context);
      }
    };
    perform(rule.steps);
  }

  #check(
    step: CheckStep,
    rule: CompiledRule,
    pattern: number,
    node: ElementNode | DocumentNode,
    context: Context,
  ): void {
    try {
      const holds = step.test(node, context);
      if (holds === (step.model.kind === "report")) {
        this.#findings.push({ pattern, finding: this.#finding(step, rule, node, context) });
      }
    } catch (error) {
      if (!(error instanceof XPathError)) throw error;
      this.#report(error, step.model.test, step.model.at, node);
    }
  }

  #finding(step: CheckStep, rule: CompiledRule, node: ElementNode | DocumentNode, context: Context): SchematronFinding {
    const { kind, test, id, role, flag, see, at } = step.model;
    return {
      kind,
      ...(id === undefined ? {} : { id }),
      ...(role === undefined ? {} : { role }),
      ...(flag === undefined ? {} : { flag }),
      ...(see === undefined ? {} : { see }),
      ...(rule.pattern.id === undefined ? {} : { pattern: rule.pattern.id }),
      ...(rule.model.id === undefined ? {} : { rule: rule.model.id }),
      context: rule.model.context,
      test,
      location: locationOf(node),
      message: messageOf(step.message, node, context),
      element: elementOf(node).source,
      source: this.#source(at),
    };
  }

  #report({ code, message }: XPathError, expression: string, at: Place, node: ElementNode | DocumentNode): void {
    this.#errors.push({ code, message, expression, location: locationOf(node), source: this.#source(at) });
  }

  #source([file, line]: Place): SchematronSource {
    return { file: this.#program.model.files[file] ?? "", line };
  }
}

function elementOf(node: ElementNode | DocumentNode): ElementNode {
  const element = node.kind === "element" ? node : node.elements[0];
  if (element === undefined) throw new RangeError("a document has a root element");
  return element;
}

function locationOf(node: ElementNode | DocumentNode): string {
  return node.kind === "element" ? xpathOf(node.source) : "/";
}

/** Values are joined by one space, as `xsl:value-of` does. */
function messageOf(parts: readonly (string | Evaluate)[], node: ElementNode | DocumentNode, context: Context): string {
  const texts = parts.map((part) => (typeof part === "string" ? part : part(node, context).map(stringOf).join(" ")));
  return normalizeSpace(texts.join(""));
}
