import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { openCisisKit } from "@ldl/cda";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCrBio } from "../../src/index.ts";
import { labReport } from "../support/lab-reports.ts";
import { buildSample, quick, repeatable, sampleNames } from "../support/samples.ts";

/** Folder of the unpacked official kit, for the rules run in process. */
const KIT = process.env["LDL_CISIS_KIT"];
if (KIT === undefined) console.log("skipped: LDL_CISIS_KIT names no official kit (docs/conformance.md)");

/** Command of an official checker: takes files, exits with 0 when all of them pass. */
const CHECKER = process.env["LDL_CHECK_CDA"];
if (CHECKER === undefined) console.log("skipped: LDL_CHECK_CDA names no official checker (docs/conformance.md)");

const DRAWN = fc.sample(labReport, { numRuns: 12, seed: 20240315 });

describe.skipIf(KIT === undefined)(
  "the official rules, run in process, object to nothing in",
  { timeout: 240_000 },
  () => {
    it("any sample, nor in reports drawn at random", async () => {
      const kit = await openCisisKit(KIT ?? "");
      const documents = [
        ...sampleNames().map((name) => ({ name, xml: buildSample(name).xml })),
        ...DRAWN.map((input, index) => ({ name: `${index}`, xml: buildCrBio(input, repeatable(`${index}`)).xml })),
      ];
      for (const { name, xml } of documents) {
        const report = kit.validate(xml);
        // Names are drawn with quotation marks, of which a rule takes note without calling them wrong.
        expect(
          report.findings.filter(({ kind }) => kind !== "report"),
          name,
        ).toEqual([]);
        expect(report.verdict, name).toBe("valid");
      }
    });
  },
);

describe.skipIf(CHECKER === undefined)("the official checker passes", { timeout: 600_000 }, () => {
  it("every sample, and reports drawn at random", () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "ldl-official-"));
    try {
      for (const name of sampleNames())
        writeFileSync(path.join(folder, `${name}.xml`), buildSample(name, quick(name)).xml);
      DRAWN.forEach((input, index) => {
        writeFileSync(path.join(folder, `drawn-${index}.xml`), buildCrBio(input, repeatable(`${index}`)).xml);
      });
      const [command = "", ...options] = (CHECKER ?? "").split(" ");
      const files = readdirSync(folder).map((name) => path.join(folder, name));
      const { status, stdout, stderr } = spawnSync(command, [...options, ...files], {
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
        timeout: 540_000,
      });
      expect(status === 0 ? "" : `${stdout}\n${stderr}`).toBe("");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
