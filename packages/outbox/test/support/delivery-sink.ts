import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";

/** One delivery, as the sink received it. */
export interface Delivery {
  readonly key: string;
  readonly attempt: number;
  /** Process that sent it. */
  readonly pid: number;
}

/** Stands for the other side: takes a line for a message and answers it, on loopback. */
export interface DeliverySink {
  readonly port: number;
  readonly deliveries: readonly Delivery[];
  close(): void;
}

/**
 * Starts a sink.
 *
 * @param onDelivery - Called when a message has arrived and before it is answered: the window in which the sender cannot
 * know. When it answers `false`, the sink leaves the sender without a reply.
 */
export async function startDeliverySink(
  onDelivery: (delivery: Delivery, count: number) => boolean,
): Promise<DeliverySink> {
  const deliveries: Delivery[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    // A sender that is killed resets its connection.
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    const lines = createInterface({ input: socket });
    lines.on("error", () => undefined);
    lines.on("line", (line) => {
      const [key = "", attempt = "", pid = ""] = line.split(" ");
      const delivery = { key, attempt: Number(attempt), pid: Number(pid) };
      deliveries.push(delivery);
      if (onDelivery(delivery, deliveries.length)) socket.write(`${key}\n`);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" ? (address?.port ?? 0) : 0,
    deliveries,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
