import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOutbox } from "../../src/index.ts";
import { openPglite } from "../support/databases.ts";
import { startDeliverySink } from "../support/delivery-sink.ts";
import { seededRandom } from "../support/random.ts";
import { exitOf, spawnWorker } from "../support/spawn-worker.ts";

const MESSAGES = 300;
const SEED = 20_260_105;

describe("one process on PGlite, killed by SIGKILL while it enqueues and while it sends", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "ldl-outbox-"));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("keeps every message whose enqueue was answered, and delivers it", { timeout: 180_000 }, async () => {
    const random = seededRandom(SEED);
    const task = { folder: path.join(folder, "data"), channel: "kill", concurrency: 4, leaseMs: 500 };
    const acknowledged = new Set<string>();
    for (const share of [1 / 3, 2 / 3]) {
      const enqueuer = spawnWorker({ ...task, enqueue: MESSAGES });
      const until = Math.floor(share * MESSAGES + random() * 50);
      enqueuer.on("message", (key: string) => {
        if (key !== "ready" && acknowledged.add(key).size === until) enqueuer.kill("SIGKILL");
      });
      expect(await exitOf(enqueuer)).toBeNull();
    }
    expect(acknowledged.size).toBeGreaterThan(MESSAGES / 2);
    expect(acknowledged.size).toBeLessThan(MESSAGES);

    const points = [0.2, 0.5, 0.8].map((share) => Math.floor((share + random() * 0.1) * acknowledged.size));
    let worker: ChildProcess | undefined;
    let kills = 0;
    const sink = await startDeliverySink((_delivery, count) => {
      if (worker?.killed === true || count < (points[kills] ?? Number.POSITIVE_INFINITY)) return true;
      kills++;
      worker?.kill("SIGKILL");
      return false;
    });
    for (const _point of points) {
      worker = spawnWorker({ ...task, port: sink.port });
      expect(await exitOf(worker)).toBeNull();
    }
    sink.close();

    const database = await openPglite(task.folder);
    const outbox = createOutbox({ database, channel: task.channel });
    const queued: string[] = [];
    for await (const { key } of outbox.list()) queued.push(key);
    for (const key of acknowledged) expect(queued).toContain(key);
    // What was lost with a worker is due once its lease has ended: the clock of this one is past that.
    const late = createOutbox({ database, channel: task.channel, now: () => new Date(Date.now() + 60_000) });
    const rest: string[] = [];
    await late.run({
      stopWhenIdle: true,
      concurrency: 20,
      handler: ({ key }) => {
        rest.push(key);
        return Promise.resolve({ kind: "delivered" });
      },
    });
    for await (const { state } of outbox.list()) expect(state).toBe("delivered");
    expect(new Set([...sink.deliveries.map(({ key }) => key), ...rest])).toEqual(new Set(queued));
    const sent = [...sink.deliveries.map(({ key }) => key), ...rest];
    let abandoned = 0;
    for (const key of queued) {
      abandoned += (await outbox.history(key)).filter(
        ({ outcome, dispatched }) => outcome === "abandoned" && dispatched,
      ).length;
    }
    expect(sent.length - queued.length).toBeLessThanOrEqual(abandoned);
    await database.close();
  });
});
