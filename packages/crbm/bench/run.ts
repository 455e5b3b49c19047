/** Both benches, each in a process of its own as a program that does one of the two: building, then reading. */
import { spawnSync } from "node:child_process";
import path from "node:path";

for (const bench of ["cr-bio.ts", "read-cr-bio.ts"]) {
  const file = path.join(import.meta.dirname, bench);
  const { status } = spawnSync(process.execPath, [...process.execArgv, file], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
