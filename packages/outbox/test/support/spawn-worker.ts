import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import type { Task } from "./worker-process.ts";

const ROOT = path.join(import.meta.dirname, "../../../..");
const PROGRAM = path.join(import.meta.dirname, "worker-process.ts");

/** Starts a worker process; it tells `ready`, and each key that it has enqueued, by messages. */
export function spawnWorker(task: Task): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", PROGRAM, JSON.stringify(task)], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/** Ends when the process has ended; gives its exit code, `null` when it was killed. */
export function exitOf(worker: ChildProcess): Promise<number | null> {
  if (worker.exitCode !== null || worker.signalCode !== null) return Promise.resolve(worker.exitCode);
  return new Promise((resolve) => worker.once("exit", (code) => resolve(code)));
}
