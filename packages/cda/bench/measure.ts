import { Buffer } from "node:buffer";
import { spawnSync } from "node:child_process";

const ROUNDS = 3;
/** Engines take seconds to know a program of this size; the peer, which is smaller, is steady before. */
const WARM_MS = 4_000;
const TIMED_MS = 1_000;
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

/** Prints how often a work can be done in a second of CPU, once engines know it. */
function printRate(work: () => unknown): void {
  repeat(work, WARM_MS);
  console.log(repeat(work, TIMED_MS));
}

/** What a process of a bench prints, told what to do by its arguments. */
function outputOf(file: string, ...args: readonly string[]): string {
  const { status, stdout } = spawnSync(process.execPath, [...process.execArgv, file, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${status}`);
  return stdout.toString().trim();
}

/**
 * Median rates of several works on one document. Each is measured in processes of its own, in turn, so that what one leaves in
 * memory or teaches the engine weighs on no other, and a busy moment weighs on all.
 */
function ratesOf<N extends string>(file: string, names: readonly N[], sample: string): Readonly<Record<N, number>> {
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<N, number[]>;
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of names) rates[name].push(Number(outputOf(file, name, sample)));
  const median = (list: readonly number[]) => [...list].sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
  return Object.fromEntries(names.map((name) => [name, median(rates[name])])) as Record<N, number>;
}

/** Loads the peer, which names a browser's class when it is loaded. */
async function loadPeer() {
  Reflect.set(globalThis, "WebSocket", Reflect.get(globalThis, "WebSocket") ?? class {});
  return import("@medplum/ccda");
}

/** The works of a bench of documents: ours, and those of the peer on the same document. */
export const WORKS = ["build", "serialize by @medplum/ccda", "read", "convert by @medplum/ccda"] as const;
/** One of them. */
export type Work = (typeof WORKS)[number];

/** Ours on a document, as a bench gives them. */
export interface OwnWorks {
  /** From JSON text to bytes. */
  readonly build: () => Uint8Array;
  /** From bytes to the typed model. */
  readonly read: (xml: Uint8Array) => unknown;
}

/** In a process of a bench: does one work on one document and prints its rate. */
export async function measureWork(work: Work, { build, read }: OwnWorks): Promise<void> {
  const xml = build();
  if (work === "build") return printRate(build);
  if (work === "read") return printRate(() => read(xml));
  const { convertCcdaToXml, convertXmlToCcda } = await loadPeer();
  const tree = convertXmlToCcda(Buffer.from(xml).toString("utf8"));
  if (work === "convert by @medplum/ccda") return printRate(() => convertXmlToCcda(Buffer.from(xml).toString("utf8")));
  return printRate(() => Buffer.from(convertCcdaToXml(tree), "utf8"));
}

/** Prints the rates of all works on one document, and our ratio to the peer. */
export function compareWorks(file: string, sample: string, bytes: number): void {
  const rates = ratesOf(file, WORKS, sample);
  const line = (ours: number, theirs: number): string =>
    `${ours.toFixed(0).padStart(7)} against ${theirs.toFixed(0).padStart(6)}  ratio ${(ours / theirs).toFixed(2)}`;
  console.log(
    `${sample.padEnd(28)} ${String(bytes).padStart(8)} bytes  build ${line(rates.build, rates["serialize by @medplum/ccda"])}` +
      `   read ${line(rates.read, rates["convert by @medplum/ccda"])}`,
  );
}
