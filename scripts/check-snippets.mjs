// Compiles every fenced `ts` example of TSDoc comments, package READMEs and docs, and reports errors at their source.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

const root = path.resolve(import.meta.dirname, "..");
const FOLDER = ".snippets";
const FENCE = /^([ \t]*(?:\*[ \t]?)?)```ts[ \t]*\n([\s\S]*?)^[ \t]*(?:\*[ \t]?)?```/gm;

/** Where the snippets of a file compile: in its package, or in the command line's, which depends on all others. */
function homeOf(file) {
  const [top, name] = path.relative(root, file).split(path.sep);
  return top === "packages" ? path.join(root, top, name, FOLDER) : path.join(root, "packages", "cli", FOLDER);
}

function filesToRead() {
  const packages = readdirSync(path.join(root, "packages")).map((name) => path.join(root, "packages", name));
  const sources = packages.flatMap((folder) =>
    readdirSync(path.join(folder, "src"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .map((file) => path.join(folder, "src", file)),
  );
  const docs = readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md") && !file.startsWith("api"))
    .map((file) => path.join(root, "docs", file));
  const readmes = packages.flatMap((folder) =>
    readdirSync(folder).includes("README.md") ? [path.join(folder, "README.md")] : [],
  );
  return [...sources, ...readmes, ...docs, path.join(root, "README.md")];
}

function snippetsOf(file) {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(FENCE)].map((match) => ({
    line: text.slice(0, match.index).split("\n").length + 1,
    code: (match[2] ?? "").replace(/^[ \t]*\*[ \t]?/gm, (prefix) => (match[1]?.includes("*") ? "" : prefix)),
  }));
}

const written = new Map();
for (const file of filesToRead()) {
  for (const { line, code } of snippetsOf(file)) {
    const home = homeOf(file);
    mkdirSync(home, { recursive: true });
    const target = path.join(home, `snippet-${written.size}.ts`);
    writeFileSync(target, `${code}\nexport {};\n`);
    written.set(path.relative(root, target), { source: path.relative(root, file), line });
  }
}

const config = path.join(root, "tsconfig.snippets.json");
writeFileSync(
  config,
  JSON.stringify({
    extends: "./tsconfig.json",
    compilerOptions: { noUnusedLocals: false },
    include: [`packages/*/${FOLDER}/*.ts`],
    exclude: [],
  }),
);
const { status, stdout } = spawnSync(
  process.execPath,
  [path.join(root, "node_modules/typescript/bin/tsc"), "-p", config, "--pretty", "false"],
  {
    cwd: root,
    encoding: "utf8",
  },
);
for (const line of stdout.split("\n")) {
  const [, file, at, message] = /^(.*?)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
  const origin = file === undefined ? undefined : written.get(path.normalize(file));
  if (origin !== undefined) console.error(`${origin.source}:${origin.line + Number(at) - 1}: ${message}`);
  else if (line !== "") console.error(line);
}
rmSync(config);
for (const name of readdirSync(path.join(root, "packages")))
  rmSync(path.join(root, "packages", name, FOLDER), { recursive: true, force: true });
console.log(`${written.size} examples compiled`);
process.exit(status ?? 1);
