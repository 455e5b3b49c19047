import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { HandledRequest } from "./handle-request.ts";

async function write(response: ServerResponse, chunk: Uint8Array): Promise<void> {
  if (!response.write(chunk)) await Promise.race([once(response, "drain"), once(response, "close")]);
}

async function collect(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** Sends the first half of an answer, announced whole, and cuts the connection. */
async function truncate(response: ServerResponse, { answer }: HandledRequest): Promise<void> {
  const bytes = await collect(answer.chunks());
  response.writeHead(answer.status, { "content-type": answer.contentType, "content-length": bytes.length });
  await new Promise<void>((resolve) => response.write(bytes.subarray(0, bytes.length >> 1), () => resolve()));
  response.socket?.destroy();
}

/** Sends an answer, or does with it what the fault says. */
export async function sendAnswer(response: ServerResponse, handled: HandledRequest): Promise<void> {
  const { answer, fault } = handled;
  if (fault?.kind === "silence") {
    if (fault.close === true) response.socket?.destroy();
    return;
  }
  if (fault?.kind === "truncate") return truncate(response, handled);
  response.writeHead(answer.status, { "content-type": answer.contentType });
  for await (const chunk of answer.chunks()) {
    if (response.destroyed) return;
    await write(response, chunk);
  }
  response.end();
}
