import type { CisisKit, ValidationOptions } from "./cisis-kit.ts";
import { validateDocument } from "./validate-document.ts";
import type { ValidationFinding, ValidationReport } from "./validation-report.ts";

/** Options of {@link compareKits}. @public */
export interface CompareKitsOptions extends ValidationOptions {
  /** The kits by name; `openCisisKits` opens several. */
  readonly kits: Readonly<Record<string, CisisKit>>;
}

/** A finding that some kits make and others do not. @public */
export interface KitDifference {
  /** The finding, as the first kit that makes it words it. */
  readonly finding: ValidationFinding;
  /** Kits that make it, by name. */
  readonly foundBy: readonly string[];
  /** Kits that do not. */
  readonly notFoundBy: readonly string[];
}

/** What several kits say of one document. @public */
export interface KitComparison {
  /** `invalid` when a kit finds it so, else `could-not-run` when a kit could not run, else `valid`. */
  readonly verdict: ValidationReport["verdict"];
  /** Verdict by kit. */
  readonly verdicts: Readonly<Record<string, ValidationReport["verdict"]>>;
  /** Whole report by kit; each holds the findings of the rules of the SDK. */
  readonly reports: Readonly<Record<string, ValidationReport>>;
  /** Findings that all kits make. */
  readonly common: readonly ValidationFinding[];
  /** Findings that only some kits make, in the order of the kits. */
  readonly differences: readonly KitDifference[];
}

/**
 * Checks a document with several kits side by side and tells what they disagree on.
 *
 * A finding is the same for two kits when rule set, kind, place and message are; white space aside.
 *
 * @param bytes - The document.
 * @param options - Kits, and which rules apply.
 * @returns The reports and their differences. Never throws because of the document.
 * @throws {@link LdlError} `LDL_VALIDATION_VOLET_UNKNOWN` for a volet that one of the kits does not hold.
 * @throws RangeError without a kit.
 * @public
 */
export function compareKits(bytes: Uint8Array, options: CompareKitsOptions): KitComparison {
  const { kits, ...rest } = options;
  const names = Object.keys(kits);
  if (names.length === 0) throw new RangeError("at least one kit expected");
  const entries = Object.entries(kits).map(([name, kit]) => [name, validateDocument(bytes, { ...rest, kit })] as const);
  const verdicts = entries.map(([name, { verdict }]) => [name, verdict] as const);
  const makers = makersByFinding(entries);
  return {
    verdict: worst(verdicts.map(([, verdict]) => verdict)),
    verdicts: Object.fromEntries(verdicts),
    reports: Object.fromEntries(entries),
    common: makers.flatMap(({ finding, foundBy }) => (foundBy.length === names.length ? [finding] : [])),
    differences: makers.flatMap(({ finding, foundBy }) =>
      foundBy.length === names.length
        ? []
        : [{ finding, foundBy, notFoundBy: names.filter((name) => !foundBy.includes(name)) }],
    ),
  };
}

function worst(verdicts: readonly ValidationReport["verdict"][]): ValidationReport["verdict"] {
  return (["invalid", "could-not-run"] as const).find((verdict) => verdicts.includes(verdict)) ?? "valid";
}

interface Maker {
  readonly finding: ValidationFinding;
  readonly foundBy: string[];
}

/** A finding that a kit makes several times at one place counts as often. */
function makersByFinding(entries: readonly (readonly [string, ValidationReport])[]): readonly Maker[] {
  const makers = new Map<string, Maker>();
  for (const [name, { findings }] of entries) {
    const times = new Map<string, number>();
    for (const finding of findings) {
      const key = keyOf(finding);
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      const known = makers.get(`${time} ${key}`);
      if (known === undefined) makers.set(`${time} ${key}`, { finding, foundBy: [name] });
      else known.foundBy.push(name);
    }
  }
  return [...makers.values()];
}

function keyOf({ ruleSet, kind, location, message }: ValidationFinding): string {
  return [ruleSet, kind, location, message.replace(/\s+/g, " ").trim()].join("\n");
}
