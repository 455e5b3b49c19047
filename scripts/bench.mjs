// Builds the packages, then runs their benches one after the other, all or those named: npm run bench -- xml xds
// A bench measures what a vendor installs, as Node runs it: see load-typescript.mjs.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { buildPackages, root, runProgram } from "./run.mjs";

const packages = path.join(root, "packages");
const loader = path.join(root, "scripts/load-typescript.mjs");
const benchOf = (folder) =>
  JSON.parse(readFileSync(path.join(packages, folder, "package.json"), "utf8"))
    .scripts?.bench?.split(" ")
    .at(-1);
const known = readdirSync(packages).filter((folder) => benchOf(folder) !== undefined);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : known;
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no bench in ${unknown.join(", ")}; there is one in ${known.join(", ")}`);
  process.exit(2);
}
buildPackages();
for (const folder of wanted) {
  console.log(`\n== @ldl/${folder}\n`);
  const bench = path.join(packages, folder, benchOf(folder));
  runProgram(process.execPath, ["--import", loader, bench]);
}
