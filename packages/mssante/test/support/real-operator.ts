import { execFileSync, spawn } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { TestCertificate, TestPki } from "@ldl/testbench";
import { AUTH_SOCKET, dovecotConf, mainCf, masterCf, oauthConf, type Ports } from "./real-operator-config.ts";

/** Postfix and Dovecot of Debian, as an operator on loopback, in a temporary folder of its own. */
export interface RealOperator extends AsyncDisposable {
  readonly host: string;
  readonly ports: Ports;
  /** Puts a message in a mailbox, past Postfix. */
  deliver(mailbox: string, raw: Uint8Array): Promise<void>;
  /** Counts the connections made so far to Postfix, and the logins to Dovecot of a mailbox. */
  count(what: "smtp connections" | "imap logins", mailbox?: string): Promise<number>;
  /** Cuts the connections of Dovecot's clients. */
  cutImap(): Promise<void>;
  /** What both servers logged, for a test that fails. */
  logs(): Promise<string>;
}

export interface RealOperatorOptions {
  readonly pki: TestPki;
  readonly mailboxes: readonly { readonly address: string; readonly password: string }[];
  /** Addresses that a token gives access to; none: it is refused. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** Dovecot takes the user of EXTERNAL from the certificate, and nothing else logs in. */
  readonly external?: boolean;
  /** Certificate that both present. Default: `pki.server`. */
  readonly serverCertificate?: TestCertificate;
  /** Whether Postfix announces DSN. Default: `true`. */
  readonly dsn?: boolean;
}

const POSTFIX = "/usr/sbin/postfix";
const DOVECOT = "/usr/sbin/dovecot";
const DOVEADM = "/usr/bin/doveadm";

/** Whether the servers can be started here: installed, and we are root, whom both want for their private instances. */
export function realServersAvailable(): boolean {
  const available = existsSync(POSTFIX) && existsSync(DOVECOT) && process.getuid?.() === 0;
  if (!available && process.env["LDL_REQUIRE_SERVERS"] === "1") {
    throw new Error("LDL_REQUIRE_SERVERS=1: postfix and dovecot are needed, with the rights of root");
  }
  if (!available) console.warn("SKIPPED on Postfix and Dovecot: not installed, or not started as root");
  return available;
}

/** Opens a port that nobody uses, below those that the system gives out by itself and could give to another meanwhile. */
async function openFreePort(): Promise<Server> {
  const server = createServer();
  for (;;) {
    const opened = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(randomInt(20_000, 32_000), "127.0.0.1", () => resolve(true));
    });
    if (opened) return server;
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, openFreePort));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** The token issuer: answers whether a token is active, and for whom (RFC 7662). */
async function startIntrospection(tokens: Readonly<Record<string, string>>) {
  const server = createHttpServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      const email = tokens[new URLSearchParams(body).get("token") ?? ""];
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(email === undefined ? { active: false } : { active: true, email }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port: (server.address() as AddressInfo).port, close };
}

/** Whether somebody listens, and what is needed of it was said at once. */
function isReady(endpoint: number | string, greeting?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = typeof endpoint === "number" ? connect(endpoint, "127.0.0.1") : connect(endpoint);
    let said = "";
    const end = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(5_000, () => end(false));
    socket.once("connect", () => greeting === undefined && end(true));
    socket.on("data", (chunk: Buffer) => {
      said += chunk.toString("latin1");
      if (greeting !== undefined && said.includes(greeting)) end(true);
    });
    socket.once("error", () => end(false));
    socket.once("close", () => end(false));
  });
}

async function untilReady(endpoint: number | string, greeting?: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isReady(endpoint, greeting)) return;
    await delay(50);
  }
  throw new Error(`not ready: ${endpoint}`);
}

/**
 * Waits until both serve. Dovecot opens its ports before the socket where Postfix asks it about passwords,
 * and Postfix drops the client when it finds nobody there.
 */
async function untilServing(root: string, { submission, submissions, imap, imaps }: Ports): Promise<void> {
  await untilReady(path.join(root, AUTH_SOCKET), "\nDONE\n");
  for (const port of [submission, submissions, imap, imaps]) await untilReady(port);
}

async function writeConfiguration(root: string, options: RealOperatorOptions, ports: Ports, issuerPort: number) {
  const { pki, mailboxes, serverCertificate = pki.server } = options;
  const folders = ["postfix", "spool", "data", "run", "state", "mail", "tls"];
  for (const folder of folders) await mkdir(path.join(root, folder), { mode: 0o755 });
  execFileSync("chown", ["postfix", path.join(root, "data")]);
  execFileSync("chown", ["nobody:nogroup", path.join(root, "mail")]);
  const files: Record<string, string> = {
    "tls/server.pem": serverCertificate.chain,
    "tls/server.key": serverCertificate.key,
    "tls/ca.pem": pki.ca,
    "tls/ca-crl.pem": [pki.ca, ...pki.crl].join("\n"),
    "postfix/main.cf": mainCf(
      root,
      mailboxes.map(({ address }) => address),
      options.dsn ?? true,
    ),
    "postfix/master.cf": masterCf(ports),
    "dovecot.conf": dovecotConf(root, ports, options.external === true),
    "oauth.conf": oauthConf(issuerPort),
    users: mailboxes.map(({ address, password }) => `${address}:{PLAIN}${password}::::::\n`).join(""),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(root, name), content, { mode: 0o644 });
}

/** Writes a message into the maildir of a mailbox, as a delivery agent does: whole or not at all. */
async function writeMaildir(root: string, mailbox: string, raw: Uint8Array): Promise<void> {
  const folder = path.join(root, "mail", mailbox);
  const name = `${Date.now()}.${randomUUID()}.test`;
  for (const part of ["cur", "new", "tmp"]) await mkdir(path.join(folder, part), { recursive: true });
  await writeFile(
    path.join(folder, "tmp", name),
    Buffer.from(raw).toString("latin1").replaceAll("\r\n", "\n"),
    "latin1",
  );
  await rename(path.join(folder, "tmp", name), path.join(folder, "new", name));
  execFileSync("chown", ["-R", "nobody:nogroup", folder]);
}

const SMTP_CONNECTION = /smtpd\[\d+\]: connect from/g;

const smtpConnections = (logged: string): number => [...logged.matchAll(SMTP_CONNECTION)].length;

const COUNTED = {
  "smtp connections": () => SMTP_CONNECTION,
  "imap logins": (mailbox: string) =>
    new RegExp(`imap-login: Info: Login: user=<${mailbox.replaceAll(".", String.raw`\.`)}>`, "g"),
};

/** Starts both servers. */
export async function startRealOperator(options: RealOperatorOptions): Promise<RealOperator> {
  const root = await mkdtemp(path.join(tmpdir(), "ldl-mx-"));
  execFileSync("chmod", ["755", root]);
  const [submission = 0, submissions = 0, imap = 0, imaps = 0] = await freePorts(4);
  const ports: Ports = { submission, submissions, imap, imaps };
  const issuer = await startIntrospection(options.tokens ?? {});
  await writeConfiguration(root, options, ports, issuer.port);
  const postfix = (verb: string) =>
    execFileSync(POSTFIX, ["-c", path.join(root, "postfix"), verb], { stdio: ["ignore", "ignore", "ignore"] });
  postfix("start");
  const dovecot = spawn(DOVECOT, ["-F", "-c", path.join(root, "dovecot.conf")], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => dovecot.once("exit", () => resolve()));
  const stop = async () => {
    dovecot.kill("SIGTERM");
    await ended;
    postfix("stop");
    await issuer.close();
    await rm(root, { recursive: true, force: true });
  };
  const logs = async () =>
    (
      await Promise.all(
        ["postfix.log", "dovecot.log"].map((name) => readFile(path.join(root, name), "utf8").catch(() => "")),
      )
    ).join("");
  try {
    await untilServing(root, ports);
    // Postfix writes a moment later that somebody looked in, and tests count the connections that are theirs.
    while (smtpConnections(await logs()) < 2) await delay(50);
  } catch (error) {
    const said = await logs();
    await stop();
    throw new Error(`the servers did not start: ${said}`, { cause: error });
  }
  return {
    host: "localhost",
    ports,
    logs,
    deliver: (mailbox, raw) => writeMaildir(root, mailbox, raw),
    count: async (what, mailbox = "") => [...(await logs()).matchAll(COUNTED[what](mailbox))].length,
    cutImap: () => {
      execFileSync(DOVEADM, ["-c", path.join(root, "dovecot.conf"), "kick", "*"], { stdio: "ignore" });
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: stop,
  };
}
