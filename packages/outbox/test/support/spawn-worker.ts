import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import type { Task } from "./worker-process.ts";

const ROOT = path.join(import.meta.dirname, "../../../..");
const PROGRAM = path.join(import.meta.dirname, "worker-process.ts");

const readiness = new WeakMap<ChildProcess, Promise<void>>();

/** Starts a worker process; it tells `ready`, and each key that it has enqueued, by messages. */
export function spawnWorker(task: Task): ChildProcess {
  const worker = spawn(process.execPath, ["--import", "tsx", PROGRAM, JSON.stringify(task)], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ready = new Promise<void>((resolve) => {
    worker.on("message", (message) => message === "ready" && resolve());
    worker.once("exit", () => resolve());
  });
  readiness.set(worker, ready);
  return worker;
}

/** Ends when a worker has told that it is ready, or is gone. */
export function readinessOf(worker: ChildProcess): Promise<void> {
  return readiness.get(worker) ?? Promise.reject(new TypeError("not started by spawnWorker"));
}

/** Ends when the process has ended; gives its exit code, `null` when it was killed. */
export function exitOf(worker: ChildProcess): Promise<number | null> {
  if (worker.exitCode !== null || worker.signalCode !== null) return Promise.resolve(worker.exitCode);
  return new Promise((resolve) => worker.once("exit", (code) => resolve(code)));
}
