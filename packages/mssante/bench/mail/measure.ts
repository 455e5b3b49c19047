/** Something to measure. */
export type Work = () => unknown;

/** The runs that are not counted before let the collector take up what other works left behind: each pays for its own. */
async function cpuOf(work: Work, runs: number): Promise<number> {
  for (let run = 0; run < runs / 2; run += 1) await work();
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / runs;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * CPU of each work in milliseconds, threads of the process included: the median over the rounds. Works take turns in each
 * round, so that neither heat of the machine nor of the caches favours one; the first round only warms up.
 */
export async function inTurns<Names extends string>(
  works: Readonly<Record<Names, Work>>,
  { rounds, runs }: { readonly rounds: number; readonly runs: number },
): Promise<Record<Names, number>> {
  const names = Object.keys(works) as Names[];
  const found = new Map<Names, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const cpu = await cpuOf(works[name], runs);
      if (round > 0) found.get(name)?.push(cpu);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(found.get(name) ?? [])])) as Record<Names, number>;
}
