import type { OutboxState } from "../../src/index.ts";

/** One entry, as it has to be. */
export interface ModelEntry {
  readonly key: string;
  readonly id: number;
  readonly lane: string | null;
  state: OutboxState;
  dueMs: number;
  fence: number;
  attempts: number;
  dispatched: boolean;
  uncertain: boolean;
  /** Attempts that the history has to show, by outcome. */
  readonly outcomes: string[];
}

/** A lease that was given once; it may be good, expired, or of a worker that is dead by now. */
export interface ModelLease {
  readonly key: string;
  readonly fence: string;
}

/** The queue, as a page of rules: what the SQL has to do, in the simplest words. */
export class QueueModel {
  nowMs: number;
  readonly entries: ModelEntry[] = [];
  readonly leases: ModelLease[] = [];

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  find(key: string): ModelEntry | undefined {
    return this.entries.find((entry) => entry.key === key);
  }

  enqueue(key: string, lane: string | null): void {
    const id = this.entries.length + 1;
    this.entries.push({
      key,
      id,
      lane,
      state: "ready",
      dueMs: this.nowMs,
      fence: 0,
      attempts: 0,
      dispatched: false,
      uncertain: false,
      outcomes: [],
    });
  }

  private isFree(entry: ModelEntry): boolean {
    const before = this.entries.filter(({ lane, id }) => lane === entry.lane && id < entry.id);
    return entry.lane === null || before.every(({ state }) => state === "delivered" || state === "cancelled");
  }

  /** Entries that a worker must be given now, in order. */
  leasable(count: number): readonly ModelEntry[] {
    return this.entries
      .filter((entry) => (entry.state === "ready" || entry.state === "leased") && entry.dueMs <= this.nowMs)
      .filter((entry) => this.isFree(entry))
      .sort((a, b) => a.dueMs - b.dueMs || a.id - b.id)
      .slice(0, count);
  }

  lease(entry: ModelEntry, leaseMs: number, dispatched: boolean): ModelLease {
    this.abandon(entry);
    entry.state = "leased";
    entry.dueMs = this.nowMs + leaseMs;
    entry.fence++;
    entry.attempts++;
    entry.dispatched = dispatched;
    const lease = { key: entry.key, fence: String(entry.fence) };
    this.leases.push(lease);
    return lease;
  }

  /** What remains of an attempt whose lease ended under it. */
  abandon(entry: ModelEntry): void {
    if (entry.state !== "leased") return;
    entry.outcomes.push("abandoned");
    entry.uncertain ||= entry.dispatched;
  }

  /** The entry of a lease, when that lease is the present one. */
  held(lease: ModelLease): ModelEntry | undefined {
    const entry = this.find(lease.key);
    return entry?.state === "leased" && String(entry.fence) === lease.fence ? entry : undefined;
  }
}
