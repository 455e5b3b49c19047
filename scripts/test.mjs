// Runs every test, or those given as arguments, and ends with one line: N passed, N failed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";

const root = path.resolve(import.meta.dirname, "..");
const folder = mkdtempSync(path.join(os.tmpdir(), "ldl-test-"));
const report = path.join(folder, "report.json");
const vitest = path.join(root, "node_modules", "vitest", "vitest.mjs");

/** Tests on files that cannot be given away with the project: the official kit, its examples, schemas of standards. */
const ON_OUTSIDE_FILES = /\/(conformance|corpus|official-kit)\/|\/(conformance|schemas|codes|ucum|lettre)\.test\.ts$/;
const mustRunAll = process.env.LDL_REQUIRE_SERVERS === "1";

let { status } = spawnSync(
  process.execPath,
  [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);

try {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const skipped = testResults
    .flatMap(({ name, assertionResults }) => assertionResults.map((test) => ({ ...test, file: name })))
    .filter((test) => test.status !== "passed" && test.status !== "failed");
  for (const test of skipped) console.log(`skipped: ${test.fullName}`);
  const unexplained = skipped.filter(({ file }) => mustRunAll && !ON_OUTSIDE_FILES.test(file));
  if (unexplained.length > 0) {
    console.log("LDL_REQUIRE_SERVERS=1: only tests on files of others may be skipped");
    status = status === 0 ? 1 : status;
  }
  console.log(
    `${numPassedTests} passed, ${numFailedTests} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ""}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(status ?? 1);
