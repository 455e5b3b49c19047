// Packs every package, installs the tarballs in a folder of their own, and uses them from ESM, CommonJS and TypeScript.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";

const root = path.resolve(import.meta.dirname, "..");
const { packageManager } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const home = mkdtempSync(path.join(os.tmpdir(), "ldl-consumer-"));

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ["ignore", "inherit", "inherit"] });
  if (status === 0) return;
  console.error(`${command} ${args.join(" ")} failed`);
  process.exit(1);
}

try {
  const tarballs = path.join(home, "tarballs");
  mkdirSync(tarballs);
  const names = readdirSync(path.join(root, "packages"));
  for (const name of names)
    run("npx", ["--yes", packageManager, "pack", "--pack-destination", tarballs], path.join(root, "packages", name));
  const files = readdirSync(tarballs).map((file) => `file:${path.join(tarballs, file)}`);
  const versionOf = (name) =>
    JSON.parse(readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8")).version;
  const dependencies = Object.fromEntries(
    names.map((name) => [`@ldl/${name}`, files.find((file) => path.basename(file).startsWith(`ldl-${name}-`))]),
  );
  writeFileSync(
    path.join(home, "package.json"),
    JSON.stringify({
      private: true,
      dependencies: { ...dependencies, zod: "^4.1.0" },
      devDependencies: { typescript: versionOf("typescript"), "@types/node": versionOf("@types/node") },
    }),
  );
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"], home);
  cpSync(path.join(root, "test", "consumer"), home, { recursive: true });
  run(process.execPath, ["esm.mjs"], home);
  run(process.execPath, ["cjs.cjs"], home);
  run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."], home);
  run(path.join(home, "node_modules", ".bin", "ldl"), ["--help"], home);
  console.log(`consumers: ESM, CommonJS and TypeScript use the ${files.length} packed packages`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
