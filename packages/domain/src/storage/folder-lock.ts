import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";

/** A folder that this process has for itself. */
export interface FolderLock {
  /** Leaves it to others. */
  release(): Promise<void>;
}

/** A process as a lock names it. */
interface Owner {
  readonly pid: number;
  /** Tells it from another process that is given the same number later: after a restart, in another container. */
  readonly birth: string;
}

const OWNER = /^(\d+) (\S+)$/;
const OWN_PID = process.pid;
/** Where the system does not say when a process was born, our own start stands for it, in seconds. */
const OWN_START = `s${Math.round(Date.now() / 1_000 - process.uptime())}`;

const codeOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "code" in error ? error.code : undefined;

/** Runs a call on a file; `undefined` when it fails by a code that is expected. */
async function unless<T>(expected: string, call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (codeOf(error) === expected) return undefined;
    throw error;
  }
}

/** Birth of a process as Linux tells it: the start of the system, and ticks since; `undefined` elsewhere, or when it is gone. */
function birthOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim()}/${ticks}`;
  } catch {
    return undefined;
  }
}

/**
 * Names a process as a lock does.
 *
 * @param pid - Its number.
 * @returns What the file of a lock holds.
 */
export function nameProcess(pid: number): string {
  return `${pid} ${birthOf(pid) ?? OWN_START}`;
}

function isAlive({ pid, birth }: Owner): boolean {
  const known = birthOf(pid);
  if (known !== undefined) return known === birth;
  if (pid === OWN_PID) return birth === OWN_START;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

/** Who holds a lock; `none` when there is no file, `dead` when nobody that lives. */
async function holderOf(file: string): Promise<Owner | "none" | "dead"> {
  const text = await unless("ENOENT", readFile(file, "utf8"));
  if (text === undefined) return "none";
  const [, pid, birth = ""] = OWNER.exec(text) ?? [];
  const owner = { pid: Number(pid), birth };
  return pid !== undefined && isAlive(owner) ? owner : "dead";
}

/** Makes a lock of the file that names us; false when there is one. */
async function take(own: string, file: string): Promise<boolean> {
  return (
    (await unless(
      "EEXIST",
      link(own, file).then(() => true),
    )) === true
  );
}

/** Removes a lock whose owner is dead. One process at a time, so that none removes what another has just taken. */
async function removeDead(own: string, file: string): Promise<void> {
  const turn = `${file}.turn`;
  if (!(await take(own, turn))) {
    if ((await holderOf(turn)) === "dead") await unless("ENOENT", unlink(turn));
    return;
  }
  try {
    if ((await holderOf(file)) === "dead") await unless("ENOENT", unlink(file));
  } finally {
    await unlink(turn);
  }
}

/**
 * Takes a folder for this process, as PostgreSQL does: a file beside it names the owner, and an owner that is dead owns
 * nothing.
 *
 * @param folder - The folder; it need not exist.
 * @returns The lock, or the number of the process that has the folder.
 */
export async function lockFolder(folder: string): Promise<FolderLock | number> {
  const file = `${path.resolve(folder)}.lock`;
  await mkdir(path.dirname(file), { recursive: true });
  const own = `${file}.${randomUUID()}`;
  await writeFile(own, nameProcess(OWN_PID), { flag: "wx" });
  try {
    for (;;) {
      if (await take(own, file)) return { release: () => unlink(file).catch(() => undefined) };
      const holder = await holderOf(file);
      if (typeof holder !== "string") return holder.pid;
      if (holder === "dead") await removeDead(own, file);
    }
  } finally {
    await unlink(own);
  }
}
