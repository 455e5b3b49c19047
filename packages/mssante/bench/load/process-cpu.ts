import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Length of a tick of `/proc`, the same on every Linux. */
const TICK_MS = 10;

interface ProcessTimes {
  readonly parent: number;
  readonly ownMs: number;
  /** Of children that have ended. */
  readonly endedMs: number;
}

function timesOf(pid: number): ProcessTimes | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name of the program, in parentheses, may hold blanks.
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (n) => fields[n],
    );
    return { parent, ownMs: (user + system) * TICK_MS, endedMs: (endedUser + endedSystem) * TICK_MS };
  } catch {
    return undefined;
  }
}

/** CPU of the server that a connection string of the test bench leads to, its connections included, in milliseconds. */
export function postgresCpuMs(connectionString: string): number {
  const folder = new URL(connectionString.replace("@/", "@localhost/")).searchParams.get("host") ?? "";
  const server = Number(readFileSync(path.join(folder, "data", "postmaster.pid"), "utf8").split("\n")[0]);
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const own = timesOf(server);
  const children = processes.map((name) => timesOf(Number(name))).filter((times) => times?.parent === server);
  return children.reduce((sum, times) => sum + (times?.ownMs ?? 0), (own?.ownMs ?? 0) + (own?.endedMs ?? 0));
}
