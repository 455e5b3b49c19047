import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/** The only imports allowed between packages. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  xml: [],
  schematron: ["xml"],
  cda: ["domain", "xml", "schematron"],
  crbm: ["domain", "xml", "cda"],
  xds: ["domain", "xml", "cda"],
  outbox: ["domain"],
  mssante: ["domain", "xds", "outbox"],
  dmp: ["domain", "xml", "xds", "outbox"],
  indicators: ["domain"],
  testbench: ["domain", "xml", "xds"],
  cli: ["domain", "xml", "schematron", "cda", "crbm", "xds", "outbox", "mssante", "dmp", "indicators", "testbench"],
};

const ROOT = path.resolve(import.meta.dirname, "..");
const IMPORT = /(?:from|import)\s*\(?\s*["'](@ldl\/[^"']+)["']/g;

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => path.join(folder, file));
}

/** Import statements of a source, comments left out (examples may show any package). */
function ldlImportsOf(file: string): string[] {
  const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  return [...code.matchAll(IMPORT)].map((match) => match[1] ?? "");
}

describe("arrows between packages", () => {
  it("lists every package", () => {
    expect(readdirSync(path.join(ROOT, "packages")).sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it("has no cycle", () => {
    const done = new Set<string>();
    const visit = (name: string, path: readonly string[]): void => {
      expect(path, `cycle: ${[...path, name].join(" -> ")}`).not.toContain(name);
      if (done.has(name)) return;
      for (const next of ALLOWED[name] ?? []) visit(next, [...path, name]);
      done.add(name);
    };
    for (const name of Object.keys(ALLOWED)) visit(name, []);
  });

  describe.each(Object.entries(ALLOWED))("%s", (name, allowed) => {
    const folder = path.join(ROOT, "packages", name);

    it("depends on no other package than allowed", () => {
      const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
      const declared = Object.keys({
        ...manifest.dependencies,
        ...manifest.peerDependencies,
        ...manifest.optionalDependencies,
      });
      const ours = declared
        .filter((dependency) => dependency.startsWith("@ldl/"))
        .map((dependency) => dependency.slice(5));
      expect(ours.filter((dependency) => !allowed.includes(dependency))).toEqual([]);
    });

    it("imports only from the entry of allowed packages", () => {
      const wrong = sourcesUnder(path.join(folder, "src")).flatMap((file) =>
        ldlImportsOf(file)
          .filter((specifier) => !allowed.includes(specifier.slice(5)))
          .map((specifier) => `${path.relative(ROOT, file)}: ${specifier}`),
      );
      expect(wrong).toEqual([]);
    });

    it("never reaches into another package's files", () => {
      const wrong = sourcesUnder(path.join(folder, "src")).filter((file) =>
        [...readFileSync(file, "utf8").matchAll(/from\s+["'](\.[^"']+)["']/g)].some(
          (match) => !path.resolve(path.dirname(file), match[1] ?? "").startsWith(path.join(folder, "src")),
        ),
      );
      expect(wrong.map((file) => path.relative(ROOT, file))).toEqual([]);
    });
  });
});
