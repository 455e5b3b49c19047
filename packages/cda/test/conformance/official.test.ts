import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildDocumentNonStructure, buildLettreDeLiaisonEntree, buildLettreDeLiaisonSortie } from "../../src/index.ts";
import { documentNonStructure, lettreEntree, lettreSortie } from "../arbitraries/letters.ts";
import { buildSample, readSample, repeatable, sampleNames } from "../samples.ts";

/** Command of an official checker: takes files, exits with 0 when all of them pass. */
const CHECKER = process.env["LDL_CHECK_CDA"];
if (CHECKER === undefined) console.log("skipped: LDL_CHECK_CDA names no official checker (docs/conformance.md)");

/** What the checker says against the files of a folder; nothing when all of them pass. */
function objections(folder: string): string {
  const [command = "", ...options] = (CHECKER ?? "").split(" ");
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  const { status, stdout, stderr } = spawnSync(command, [...options, ...files], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    timeout: 540_000,
  });
  return status === 0 ? "" : `${stdout}\n${stderr}`;
}

function inFolder(write: (save: (name: string, xml: Uint8Array) => void) => void): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), "ldl-official-"));
  try {
    write((name, xml) => {
      writeFileSync(path.join(folder, `${name}.xml`), xml);
    });
    expect(objections(folder)).toBe("");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(CHECKER === undefined)("the official checker passes", { timeout: 600_000 }, () => {
  it("every sample, at level 3 and at level 2", () => {
    inFolder((save) => {
      for (const name of sampleNames()) {
        save(name, buildSample(name, readSample(name)).xml);
        if (name.startsWith("ldl-ses"))
          save(`${name}.2`, buildLettreDeLiaisonSortie(readSample(name), { ...repeatable(name), level: 2 }).xml);
        if (name.startsWith("ldl-ees"))
          save(`${name}.2`, buildLettreDeLiaisonEntree(readSample(name), { ...repeatable(name), level: 2 }).xml);
      }
    });
  });

  it("documents drawn at random", () => {
    const draw = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { numRuns: 12, seed: 20240315 });
    inFolder((save) => {
      draw(lettreSortie).forEach((input, index) => {
        save(`ses-${index}`, buildLettreDeLiaisonSortie(input, repeatable(`ses-${index}`)).xml);
      });
      draw(lettreEntree).forEach((input, index) => {
        save(`ees-${index}`, buildLettreDeLiaisonEntree(input, repeatable(`ees-${index}`)).xml);
      });
      draw(documentNonStructure).forEach((input, index) => {
        save(`n1-${index}`, buildDocumentNonStructure(input, repeatable(`n1-${index}`)).xml);
      });
    });
  });
});
