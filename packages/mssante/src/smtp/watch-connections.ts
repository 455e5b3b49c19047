import type SMTPConnection from "nodemailer/lib/smtp-connection";

/** What is seen of a connection of the pool. */
export interface ConnectionWatcher {
  /** TLS is up and the server has greeted; the socket it speaks over. */
  onConnected(socket: unknown): void;
  /** It failed before that. */
  onRefused(error: unknown): void;
  /** The login ended. */
  onLogin(error: unknown): void;
  /** It ended after it was up. */
  onEnd(): void;
}

/** What the pool has and its types do not tell. */
interface PoolConnections {
  readonly _connections?: readonly { readonly connection?: SMTPConnection & { readonly _socket?: unknown } }[];
}

/**
 * Makes a function that takes notice of connections that the pool has just begun, each once: nodemailer tells nobody when a
 * connection is made, and by which certificate.
 */
export function watchConnections(transporter: unknown, watcher: ConnectionWatcher): () => void {
  const seen = new WeakSet<object>();
  const watch = (connection: SMTPConnection & { readonly _socket?: unknown }): void => {
    let up = false;
    connection.once("connect", () => {
      up = true;
      watcher.onConnected(connection._socket);
    });
    connection.once("error", (error) => {
      if (!up) watcher.onRefused(error);
    });
    connection.once("end", () => {
      if (up) watcher.onEnd();
    });
    const login = connection.login.bind(connection);
    connection.login = (auth, done) =>
      login(auth, (error) => {
        watcher.onLogin(error ?? undefined);
        done(error);
      });
  };
  return () => {
    for (const { connection } of (transporter as PoolConnections)._connections ?? []) {
      if (connection === undefined || typeof connection !== "object" || seen.has(connection)) continue;
      seen.add(connection);
      watch(connection);
    }
  };
}
