import process from "node:process";

/** What is compared. */
export interface RateTask {
  readonly name: string;
  /** Lowest ratio that passes. */
  readonly gate: number;
  readonly ours: () => Promise<unknown>;
  readonly peer: () => Promise<unknown>;
  /** Calls at a time. Default: 4. */
  readonly concurrency?: number;
  /** Calls of one round. Default: 400. */
  readonly calls?: number;
}

/** Calls per second of CPU of both, and their ratio. */
export interface Comparison {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
  readonly gate: number;
}

async function cpuSeconds(work: () => Promise<unknown>, calls: number, concurrency: number): Promise<number> {
  const before = process.cpuUsage();
  let left = calls;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Measures both in turns, so that what else the machine does weighs on both; keeps the best round of each. */
export async function compareRates(task: RateTask): Promise<Comparison> {
  const { calls = 400, concurrency = 4 } = task;
  await cpuSeconds(task.ours, Math.ceil(calls / 4), concurrency);
  await cpuSeconds(task.peer, Math.ceil(calls / 4), concurrency);
  let ours = 0;
  let peer = 0;
  for (let round = 0; round < 5; round++) {
    ours = Math.max(ours, calls / (await cpuSeconds(task.ours, calls, concurrency)));
    peer = Math.max(peer, calls / (await cpuSeconds(task.peer, calls, concurrency)));
  }
  return { name: task.name, ours, peer, ratio: ours / peer, gate: task.gate };
}
