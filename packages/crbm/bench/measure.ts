const ROUNDS = 5;
const ROUND_MS = 1_000;
const WARM_MS = 1_500;

/** CPU time of the process, in milliseconds. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function repeat(work: () => unknown, lastingMs: number): number {
  const start = cpuMs();
  let count = 0;
  while (cpuMs() - start < lastingMs) {
    work();
    count += 1;
  }
  return (count * 1_000) / (cpuMs() - start);
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
