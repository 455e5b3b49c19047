import type { ImapFlow } from "imapflow";

/** Idles in the selected folder until a message arrives (true) or the time is over (false). */
export async function waitForNew(client: ImapFlow, timeoutMs: number): Promise<boolean> {
  const arrived = await new Promise<boolean>((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      client.removeListener("exists", onExists);
      client.removeListener("close", onClose);
      settle();
    };
    const onExists = (): void => end(() => resolve(true));
    const onClose = (): void => end(() => reject(Object.assign(new Error("closed"), { code: "EConnectionClosed" })));
    const timer = setTimeout(() => end(() => resolve(false)), timeoutMs);
    client.on("exists", onExists);
    client.on("close", onClose);
    client
      .idle()
      .catch((error: unknown) => end(() => reject(error instanceof Error ? error : new Error("IDLE failed"))));
  });
  // Any command ends the IDLE.
  await client.noop();
  return arrived;
}
