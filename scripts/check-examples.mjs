// Runs every example program, offline, and fails on the first that fails.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

const root = path.resolve(import.meta.dirname, "..");
let count = 0;
for (const name of readdirSync(path.join(root, "examples"))) {
  const folder = path.join(root, "examples", name);
  const manifest = path.join(folder, "package.json");
  if (!existsSync(manifest)) continue;
  const { scripts = {} } = JSON.parse(readFileSync(manifest, "utf8"));
  if (scripts.start === undefined) continue;
  console.log(`example ${name}: ${scripts.start}`);
  const { status } = spawnSync("npm", ["start", "--silent"], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) {
    console.error(`example ${name} failed`);
    process.exit(1);
  }
  count++;
}
console.log(`${count} examples ran`);
