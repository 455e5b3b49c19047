// Installs what the workspace needs with Node and npm alone; does nothing when it is already there.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

const root = path.resolve(import.meta.dirname, "..");
const { packageManager } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node 20.19 or later is needed; this is ${process.versions.node}.`);
  process.exit(2);
}

function stateOfManifests() {
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "package.json", "pnpm-workspace.yaml"])
    hash.update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

function install() {
  const stamp = path.join(root, "node_modules", ".ldl-setup");
  const state = stateOfManifests();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) return;
  console.error(`Installing dependencies with ${packageManager} ...`);
  const npx = process.platform === "win32" ? "npx.cmd" : "npx";
  const { status } = spawnSync(npx, ["--yes", packageManager, "install", "--frozen-lockfile", "--prefer-offline"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
    env: { ...process.env, CI: "true" },
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, state);
}

requireNode();
install();
