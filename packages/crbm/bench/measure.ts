const ROUNDS = 5;
const ROUND_MS = 1_000;
const WARM_MS = 1_500;
const BATCH_MS = 20;

/** CPU time of the process, in milliseconds. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Rate of a work; the clock is read once in a batch, because asking the system costs as much as a part of the work. */
function repeat(work: () => unknown, lastingMs: number): number {
  const start = cpuMs();
  let [count, batch, elapsed] = [0, 1, 0];
  while (elapsed < lastingMs) {
    for (let turn = 0; turn < batch; turn += 1) work();
    count += batch;
    elapsed = cpuMs() - start;
    batch = Math.max(1, Math.floor((count * BATCH_MS) / elapsed));
  }
  return (count * 1_000) / elapsed;
}

/** Median rate of several works, their rounds interleaved so that a busy moment weighs on all of them. */
export function measure<N extends string>(works: Readonly<Record<N, () => unknown>>): Readonly<Record<N, number>> {
  const names = Object.keys(works) as N[];
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<N, number[]>;
  for (const name of names) repeat(works[name], WARM_MS);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of names) rates[name].push(repeat(works[name], ROUND_MS));
  const median = (list: readonly number[]) => [...list].sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
  return Object.fromEntries(names.map((name) => [name, median(rates[name])])) as Record<N, number>;
}

/** Loads the peer, which names a browser's class when it is loaded. */
export async function loadPeer() {
  Reflect.set(globalThis, "WebSocket", Reflect.get(globalThis, "WebSocket") ?? class {});
  return import("@medplum/ccda");
}
