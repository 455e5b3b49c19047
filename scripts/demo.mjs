// Runs the main job on the built packages, as a vendor would use them.
import { spawnSync } from "node:child_process";
import path from "node:path";
import process from "node:process";

const root = path.resolve(import.meta.dirname, "..");

function run(script, args, options = {}) {
  const { status } = spawnSync(process.execPath, [path.join(root, "node_modules", script), ...args], {
    cwd: root,
    stdio: "inherit",
    ...options,
  });
  if (status !== 0) process.exit(status ?? 1);
}

run("turbo/bin/turbo", ["run", "build", "--output-logs=errors-only", "--no-daemon"], { stdio: ["ignore", 2, 2] });
run("tsx/dist/cli.mjs", ["--tsconfig", "tsconfig.base.json", "examples/demo/src/main.ts"]);
