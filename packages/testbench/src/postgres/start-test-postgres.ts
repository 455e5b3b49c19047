import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { findPostgres } from "./postgres-binaries.ts";
import { type ServerAccount, serverAccount } from "./server-account.ts";

const run = promisify(execFile);
const SUPERUSER = "postgres";
const READY = "database system is ready to accept connections";

/** How {@link startTestPostgres} sets the server up. @public */
export interface StartTestPostgresOptions {
  /**
   * Whether commits wait for the disk (`fsync`). Default: `false`, faster, and still nothing is lost when processes are
   * killed; only a measurement needs `true`.
   */
  readonly durable?: boolean;
  /** Further settings of `postgresql.conf`, by name. Default: none. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Largest file that the server can write, in bytes: the disk is full for a table that grows over it. Default: none. */
  readonly maxFileBytes?: number;
}

/** A throw-away PostgreSQL server. @public */
export interface TestPostgres extends AsyncDisposable {
  /** Creates an empty database; returns its connection string for `pg` and `psql`. */
  createDatabase(): Promise<string>;
  /** Stops the server as a power cut would: no shutdown checkpoint, connections dropped, recovery at the next start. */
  crash(): Promise<void>;
  /** Starts it again after {@link TestPostgres.crash}, on the same data; settings given here are added for this start. */
  restart(settings?: Readonly<Record<string, string>>): Promise<void>;
  /** Stops the server and deletes its folder. */
  stop(): Promise<void>;
}

interface Cluster {
  readonly binaries: string;
  readonly folder: string;
  readonly account: ServerAccount | undefined;
  readonly options: StartTestPostgresOptions;
}

function connectionString({ folder }: Cluster, database: string): string {
  return `postgresql://${SUPERUSER}@/${database}?host=${encodeURIComponent(folder)}`;
}

async function createCluster(options: StartTestPostgresOptions): Promise<Cluster> {
  const binaries = findPostgres();
  if (binaries === undefined) throw new Error("PostgreSQL is not installed: neither Debian's folders nor PATH have it");
  const account = serverAccount();
  // Owner-only folder: the socket inside it is the only way in, hence no password.
  const folder = await mkdtemp(path.join(tmpdir(), "ldl-postgres-"));
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  await run(
    path.join(binaries, "initdb"),
    ["--pgdata", path.join(folder, "data"), "--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8"].concat([
      "--no-locale",
      "--no-sync",
    ]),
    { ...account, cwd: folder },
  );
  return { binaries, folder, account, options };
}

function serverArguments(cluster: Cluster, settings: Readonly<Record<string, string>>): string[] {
  const all: Readonly<Record<string, string>> = {
    listen_addresses: "",
    unix_socket_directories: cluster.folder,
    max_connections: "100",
    fsync: cluster.options.durable === true ? "on" : "off",
    ...cluster.options.settings,
    ...settings,
  };
  return ["-D", path.join(cluster.folder, "data"), ...Object.entries(all).flatMap(([k, v]) => ["-c", `${k}=${v}`])];
}

async function startServer(cluster: Cluster, settings: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
  const blocks =
    cluster.options.maxFileBytes === undefined ? "unlimited" : Math.ceil(cluster.options.maxFileBytes / 512);
  const program = [path.join(cluster.binaries, "postgres"), ...serverArguments(cluster, settings)];
  const server = spawn("sh", ["-c", `ulimit -f ${blocks} && exec "$0" "$@"`, ...program], {
    ...cluster.account,
    cwd: cluster.folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stopWithParent = (): void => void server.kill("SIGQUIT");
  process.once("exit", stopWithParent);
  server.once("exit", () => process.removeListener("exit", stopWithParent));
  const log = createInterface({ input: server.stderr });
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`PostgreSQL did not start:\n${lines.join("\n")}`)));
    log.on("line", (line) => {
      if (lines.length < 50) lines.push(line);
      if (line.includes(READY)) resolve();
    });
  });
  return server;
}

async function stopServer(server: ChildProcess, signal: "SIGINT" | "SIGQUIT"): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, "exit");
  server.kill(signal);
  await exited;
}

/**
 * Starts a throw-away PostgreSQL server from the installed programs, on a Unix socket in a temporary folder that only
 * its owner can enter. As root, it runs under Debian's `postgres` account.
 *
 * @example
 * ```ts
 * import { startTestPostgres } from "@ldl/testbench";
 *
 * const postgres = await startTestPostgres();
 * const connectionString = await postgres.createDatabase();
 * console.log(connectionString);
 * await postgres.stop();
 * ```
 * @param options - Durability and further settings.
 * @returns The running server; stop it at the end.
 * @throws `Error` when PostgreSQL is not installed (ask {@link findPostgres} first) or does not start.
 * @public
 */
export async function startTestPostgres(options: StartTestPostgresOptions = {}): Promise<TestPostgres> {
  const cluster = await createCluster(options);
  let server = await startServer(cluster);
  let databases = 0;
  const stop = async (): Promise<void> => {
    await stopServer(server, "SIGINT");
    await rm(cluster.folder, { recursive: true, force: true });
  };
  return {
    async createDatabase() {
      const name = `test_${++databases}`;
      const command = ["--dbname", connectionString(cluster, "postgres"), "--command", `CREATE DATABASE ${name}`];
      await run(path.join(cluster.binaries, "psql"), ["--quiet", ...command], {
        ...cluster.account,
        cwd: cluster.folder,
      });
      return connectionString(cluster, name);
    },
    crash: () => stopServer(server, "SIGQUIT"),
    async restart(settings) {
      await stopServer(server, "SIGINT");
      server = await startServer(cluster, settings);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
