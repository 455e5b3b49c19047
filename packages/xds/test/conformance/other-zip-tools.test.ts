import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readXdm } from "../../src/xdm/read-xdm.ts";
import { packXdm } from "../../src/xdm/write-xdm.ts";
import { soundFiles } from "../support/archive-files.ts";
import { cdaDocument } from "../support/cda-document.ts";
import { FIXED, lotOf, SECOND_ID } from "../support/lot.ts";

function has(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status === 0;
}

const hasPython = has("python3", "-c", "import zipfile");
const hasUnzip = has("unzip", "-v");
const hasZip = has("zip", "-v");
for (const [name, isThere] of [
  ["python3", hasPython],
  ["unzip", hasUnzip],
  ["zip", hasZip],
] as const) {
  if (!isThere) console.warn(`SKIPPED: archives against ${name}, which is not installed`);
}

const folder = mkdtempSync(path.join(os.tmpdir(), "ldl-xdm-"));
afterAll(() => rmSync(folder, { recursive: true }));

function run(command: string, args: readonly string[], cwd = folder): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout;
}

const pdf = new TextEncoder().encode("%PDF-1.4 copie");
const ours = path.join(folder, "IHE_XDM.ZIP");
writeFileSync(ours, packXdm(lotOf([{ cda: cdaDocument(), pdf }, { cda: cdaDocument({ id: SECOND_ID }) }]), FIXED));

const LIST = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps([[i.filename, i.compress_type, list(i.date_time), archive.read(i).decode("utf8")] for i in archive.infolist()]))
`;

const MAKE = `
import io, json, sys, zipfile
files = json.load(open(sys.argv[1]))
class Stream(io.RawIOBase):
    def __init__(self, out): self.out = out
    def writable(self): return True
    def write(self, data): return self.out.write(data)
for name, method, level in [("stored", zipfile.ZIP_STORED, None), ("deflated", zipfile.ZIP_DEFLATED, 9)]:
    with zipfile.ZipFile(f"{name}.zip", "w", method, compresslevel=level) as archive:
        for path, content in files.items(): archive.writestr(path, content)
with open("streamed.zip", "wb") as out, zipfile.ZipFile(Stream(out), "w", zipfile.ZIP_DEFLATED) as archive:
    for path, content in files.items(): archive.writestr(path, content)
with zipfile.ZipFile("zip64.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for path, content in files.items():
        with archive.open(path, "w", force_zip64=True) as member: member.write(content.encode("utf8"))
`;

describe.skipIf(!hasPython)("zipfile of Python", () => {
  it("reads our archives, with their dates and contents", () => {
    const listed: unknown = JSON.parse(run("python3", ["-c", LIST, ours]));
    const files = soundFiles(lotOf([{ cda: cdaDocument(), pdf }, { cda: cdaDocument({ id: SECOND_ID }) }]));
    const methods = new Map([["IHE_XDM/SUBSET01/DOC00001.PDF", 0]]);
    expect(listed).toEqual(
      Object.entries(files).map(([name, content]) => [name, methods.get(name) ?? 8, [2024, 2, 20, 9, 15, 0], content]),
    );
  });

  it("writes archives that we read: stored, deflated, streamed, with ZIP64 fields that are not needed", () => {
    writeFileSync(path.join(folder, "files.json"), JSON.stringify(soundFiles()));
    run("python3", ["-c", MAKE, "files.json"]);
    for (const name of ["stored", "deflated", "streamed", "zip64"]) {
      const { findings, documents } = readXdm(readFileSync(path.join(folder, `${name}.zip`)));
      expect([name, findings, documents[0]?.integrity]).toEqual([name, [], "verified"]);
    }
  });
});

describe.skipIf(!hasUnzip)("Info-ZIP unzip", () => {
  it("finds nothing wrong with our archives", () => {
    expect(run("unzip", ["-t", ours])).toContain("No errors detected");
  });

  it.skipIf(!hasZip)("and zip writes archives that we read, folders and extra fields included", () => {
    run("unzip", ["-q", ours, "-d", "out"]);
    run("zip", ["-q", "-r", "../again.zip", "."], path.join(folder, "out"));
    const { findings, documents } = readXdm(readFileSync(path.join(folder, "again.zip")));
    expect(findings.map(({ rule, path: at }) => [rule, at])).toEqual([
      ["LDL-XDM-UNREFERENCED", "IHE_XDM/SUBSET01/DOC00001.PDF"],
    ]);
    expect(documents.map(({ integrity }) => integrity)).toEqual(["verified", "verified"]);
  });
});
