/** Feeds the DMP with one lot, in a process of its own that kills itself at a point. One JSON argument. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { type SqlDatabase, sqlFromPglite } from "@ldl/domain";
import { createOutbox } from "@ldl/outbox";
import {
  createDmpClient,
  createDmpFeed,
  createDmpTransport,
  createKeySigner,
  type DmpTransport,
  type Signer,
} from "../../src/index.ts";
import { clientOptions, contextOf, lotOf } from "../support/lot-input.ts";
import { createPglite } from "../support/pglite.mjs";
import type { KillPoint } from "./kill-points.ts";

/** What the process is told. */
export interface FeedingTask {
  readonly folder: string;
  readonly keys: string;
  readonly url: string;
  readonly channel: string;
  readonly documentId: string;
  readonly killAt: KillPoint;
}

const task = JSON.parse(process.argv[2] ?? "{}") as FeedingTask;
const keys = JSON.parse(readFileSync(task.keys, "utf8")) as Record<
  "ca" | "certificate" | "key" | "seal" | "sealKey",
  string
>;

let armed = false;
function reach(point: KillPoint): void {
  if (armed && point === task.killAt) process.kill(process.pid, "SIGKILL");
}

function killingSigner(signer: Signer): Signer {
  return {
    ...signer,
    async sign(...call) {
      const signature = await signer.sign(...call);
      reach("signed");
      return signature;
    },
  };
}

async function* killingBody(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of body) {
    yield piece;
    if (isFirst) reach("first bytes sent");
    isFirst = false;
  }
  reach("last bytes sent");
}

function killingTransport(transport: DmpTransport): DmpTransport {
  return {
    ...transport,
    async post(request) {
      const response = await transport.post({ ...request, body: killingBody(request.body) });
      reach("answer begun");
      return response;
    },
  };
}

const database: SqlDatabase = sqlFromPglite(await createPglite(task.folder));
const outbox = createOutbox({
  database,
  channel: task.channel,
  onEvent: ({ kind }) => {
    if (kind === "settled") reach("outcome written");
  },
});
const { ca, certificate, key, seal, sealKey } = keys;
const client = createDmpClient({
  ...clientOptions(),
  baseUrl: task.url,
  transport: killingTransport(createDmpTransport({ tls: { ca, certificate, key } })),
  signer: killingSigner(createKeySigner({ certificate: seal, key: sealKey })),
});
const feed = createDmpFeed({
  outbox,
  client: {
    async send(lot, options = {}) {
      reach("leased");
      const receipt = await client.send(lot, {
        ...options,
        beforeDispatch: async () => {
          reach("before the mark of dispatch");
          await options.beforeDispatch?.();
          reach("after the mark of dispatch");
        },
      });
      reach("answer read");
      return receipt;
    },
  },
});
await outbox.install();
await feed.enqueue(await client.prepare(lotOf({ id: task.documentId }), contextOf()));
armed = true;
reach("enqueued");
await feed.run({ stopWhenIdle: true });
