import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { ValidationReport } from "../../src/index.ts";

/** What the reference checker says of one file. */
export interface ReferenceResult {
  /** Name of the file, without its folder. */
  readonly file: string;
  /** File of the volet applied, or null. */
  readonly volet: string | null;
  readonly xsdOk: boolean;
  /** Rule sets that stopped, `name: message`. */
  readonly crash: readonly string[];
  /** CPU time of each stage, in milliseconds. */
  readonly ms: Readonly<Record<string, number>>;
  readonly findings: readonly {
    /** Name of the rule set; `volet` for the volet, whatever its name. */
    readonly schema: string;
    readonly kind: "failed-assert" | "successful-report";
    readonly location: string;
    readonly text: string;
  }[];
}

/**
 * Runs a reference checker: any command that takes `--quiet --json OUT FILE...`, applies the kit with Xerces and Saxon, and writes an
 * array of {@link ReferenceResult}.
 */
export function runReference(command: string, files: readonly string[]): readonly ReferenceResult[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), "reference-"));
  const out = path.join(folder, "out.json");
  try {
    const [program = "", ...args] = command.split(/\s+/);
    try {
      execFileSync(program, [...args, "--quiet", "--json", out, ...files], { stdio: "ignore", maxBuffer: 2 ** 30 });
    } catch (error) {
      // A document that does not pass makes the checker end with status 1.
      if (!(error instanceof Error && "status" in error && error.status === 1)) throw error;
    }
    return JSON.parse(readFileSync(out, "utf8")) as readonly ReferenceResult[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How two results differ: what only one of them says, with its count. */
export interface Difference {
  readonly onlyReference: readonly string[];
  readonly onlyOurs: readonly string[];
}

/**
 * Compares two results as multisets of (rule set, assert or report, place, message). White space in messages is left aside, a first
 * position is not written, and `/` is the root element. A rule set that stopped in one must have failed in the other.
 */
export function compare(reference: ReferenceResult, ours: ValidationReport): Difference {
  const counts = new Map<string, number>();
  const count = (key: string, by: number): unknown => counts.set(key, (counts.get(key) ?? 0) + by);
  const stopped = new Set(reference.crash.map((text) => text.split(":")[0] ?? ""));
  for (const key of referenceKeys(reference, stopped)) count(key, 1);
  for (const key of ourKeys(ours, stopped)) count(key, -1);
  const all = [...counts];
  return {
    onlyReference: all.flatMap(([key, times]) => (times > 0 ? [`${times} x ${key}`] : [])),
    onlyOurs: all.flatMap(([key, times]) => (times < 0 ? [`${-times} x ${key}`] : [])),
  };
}

function referenceKeys({ volet, xsdOk, findings }: ReferenceResult, stopped: ReadonlySet<string>): readonly string[] {
  return [
    `volet ${volet ?? "none"}`,
    `xsd ${xsdOk ? "valid" : "invalid"}`,
    ...[...stopped].map((name) => `stopped ${name}`),
    ...findings.map(({ schema, kind, location, text }) =>
      keyOf(schema, kind === "failed-assert" ? "assert" : "report", location, text),
    ),
  ];
}

function ourKeys({ findings, info }: ValidationReport, stopped: ReadonlySet<string>): readonly string[] {
  const generic = new Set([
    "XSD",
    "IHE",
    "terminologie",
    "ModelesDeContenusCDA",
    "StructurationMinimale",
    "Modeles_ANS",
  ]);
  const nameOf = (ruleSet: string): string => (generic.has(ruleSet) ? ruleSet : "volet");
  const failed = info.ruleSets.filter(({ failures }) => failures.length > 0);
  const volet = info.ruleSets.find(({ name }) => !generic.has(name));
  return [
    `volet ${volet?.entry.split("/").at(-1) ?? "none"}`,
    `xsd ${findings.some(({ kind }) => kind === "xsd" || kind === "xml") ? "invalid" : "valid"}`,
    ...failed.map(({ name }) => `stopped ${nameOf(name)}`),
    ...findings.flatMap(({ ruleSet, kind, location, message }) => {
      if ((kind !== "assert" && kind !== "report") || stopped.has(nameOf(ruleSet))) return [];
      return [keyOf(nameOf(ruleSet), kind, location, message)];
    }),
  ];
}

function keyOf(ruleSet: string, kind: string, location: string, message: string): string {
  const place = location.replaceAll("[1]", "").replace(/\s+/g, " ");
  const isRoot = place === "" || place === "/" || /^\/[^/]+$/.test(place);
  return `${ruleSet} ${kind} ${isRoot ? "(root)" : place} ${message.replace(/\s+/g, "")}`;
}
