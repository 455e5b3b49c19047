import os from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { CheckedFile } from "@ldl/cda";
import { checkOne } from "./check-one.ts";
import { type OpenedSetup, openSetup, type ValidationSetup } from "./kit-options.ts";

/** Opening the kit in one more thread costs about as much as checking this many documents. */
const DOCUMENTS_PER_THREAD = 12;
const MAX_THREADS = 8;

/** What checking many documents may use. */
export interface CheckDocumentsOptions {
  readonly setup: ValidationSetup;
  /** Program of a thread; without it one thread does all. */
  readonly workerFile?: URL;
  /** Threads at most. Default: one for twelve documents, no more than the machine runs at once. */
  readonly jobs?: number;
  readonly signal: AbortSignal;
  /** Told after each document. */
  readonly onChecked?: (done: number, total: number) => void;
}

/** Documents still to be checked, handed out one by one, and the results in the order of the documents. */
class Queue {
  readonly results: CheckedFile[] = [];
  #next = 0;
  #done = 0;
  readonly #files: readonly string[];
  readonly #options: CheckDocumentsOptions;

  constructor(files: readonly string[], options: CheckDocumentsOptions) {
    this.#files = files;
    this.#options = options;
  }

  take(): readonly [rank: number, file: string] | undefined {
    this.#options.signal.throwIfAborted();
    const rank = this.#next;
    const file = this.#files[rank];
    if (file === undefined) return undefined;
    this.#next++;
    return [rank, file];
  }

  put(rank: number, checked: CheckedFile): void {
    this.results[rank] = checked;
    this.#done++;
    this.#options.onChecked?.(this.#done, this.#files.length);
  }
}

function threadCount(files: readonly string[], { jobs, workerFile }: CheckDocumentsOptions): number {
  if (workerFile === undefined) return 1;
  const useful = Math.ceil(files.length / DOCUMENTS_PER_THREAD);
  const most = jobs ?? Math.min(os.availableParallelism(), MAX_THREADS);
  return Math.max(1, Math.min(jobs ?? useful, most, files.length));
}

/**
 * Checks documents with rules opened once in each thread; this thread takes its share.
 *
 * @param files - Paths.
 * @param options - Rules and threads.
 * @returns What became of each, in the same order.
 * @throws {@link LdlError} when a kit does not open; the reason of the signal when it is aborted.
 */
export async function checkDocuments(
  files: readonly string[],
  options: CheckDocumentsOptions,
): Promise<readonly CheckedFile[]> {
  using opened = await openSetup(options.setup);
  const queue = new Queue(files, options);
  const { workerFile, setup } = options;
  const others = workerFile === undefined ? 0 : threadCount(files, options) - 1;
  const workers = Array.from({ length: others }, () => new Worker(workerFile ?? "", { workerData: setup }));
  try {
    await Promise.all([...workers.map((worker) => workIn(worker, queue)), workHere(opened, queue)]);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return queue.results;
}

async function workHere(opened: OpenedSetup, queue: Queue): Promise<void> {
  for (let next = queue.take(); next !== undefined; next = queue.take()) {
    const [rank, file] = next;
    queue.put(rank, await checkOne(file, opened.options));
    // Lets the other threads be heard.
    await setImmediate();
  }
}

function workIn(worker: Worker, queue: Queue): Promise<void> {
  return new Promise((resolve, reject) => {
    let current: number | undefined;
    worker.on("error", reject);
    worker.on("message", (message: CheckedFile | "ready") => {
      try {
        if (message !== "ready" && current !== undefined) queue.put(current, message);
        const next = queue.take();
        if (next === undefined) {
          resolve();
          return;
        }
        current = next[0];
        worker.postMessage(next[1]);
      } catch (error) {
        reject(error instanceof Error ? error : new Error("thread failed"));
      }
    });
  });
}
