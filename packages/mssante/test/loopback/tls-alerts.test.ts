import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeTestPki } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import { createSmtpTransport } from "../../src/smtp/create-smtp-transport.ts";
import { failureOf } from "../support/failure-of.ts";
import { testPki } from "../support/operator.ts";

/*
 * Node's own TLS server has no alert for an expired or untrusted client certificate; OpenSSL's has. A server that stops at the
 * handshake is all that these tests need.
 */
const OPENSSL = "openssl";
const hasOpenssl = spawnSync(OPENSSL, ["version"]).status === 0;
if (!hasOpenssl) console.warn("SKIPPED: TLS alerts of an OpenSSL server (openssl is not installed)");

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe.skipIf(!hasOpenssl)("alerts of an OpenSSL server", () => {
  let dir: string;
  let port: number;
  let server: ChildProcess;

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "alerts-"));
    await writeTestPki(await testPki(), dir);
    port = await freePort();
    const file = (name: string) => path.join(dir, name);
    server = spawn(
      OPENSSL,
      [
        "s_server",
        "-accept",
        `127.0.0.1:${port}`,
        "-cert",
        file("server.crt.pem"),
        "-key",
        file("server.key.pem"),
      ].concat(
        ["-cert_chain", file("ca.pem"), "-CAfile", file("ca-and-crl.pem"), "-crl_check_all"],
        ["-Verify", "3", "-verify_return_error", "-naccept", "100"],
      ),
      { stdio: ["pipe", "pipe", "pipe"] },
    );
    for await (const chunk of server.stdout ?? []) if (String(chunk).includes("ACCEPT")) break;
  });

  afterAll(async () => {
    server.kill();
    await rm(dir, { recursive: true });
  });

  async function profileWith(
    which: "none" | "expired" | "notYetValid" | "revoked" | "wrongAuthority",
  ): Promise<OperatorProfile> {
    const { ca, refusedClients } = await testPki();
    const client = which === "none" ? undefined : refusedClients[which];
    const mailServer = { host: "localhost", port, mode: "implicit" } as const;
    return {
      smtp: mailServer,
      imap: mailServer,
      tls: client === undefined ? { ca } : { ca, certificate: client.chain, key: client.key },
      auth: { kind: "password", user: "x", password: "y" },
      connectTimeoutMs: 5000,
    };
  }

  it.each([
    ["none", "client-certificate-missing"],
    ["expired", "client-certificate-expired"],
    ["notYetValid", "client-certificate-not-yet-valid"],
    ["revoked", "client-certificate-revoked"],
    ["wrongAuthority", "client-certificate-untrusted"],
  ] as const)("%s: %s, for SMTP and IMAP", async (which, reason) => {
    const profile = await profileWith(which);
    await using transport = createSmtpTransport(profile);
    expect(await failureOf(transport.verify())).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details: { reason } });
    await using mailbox = createImapMailbox(profile);
    expect(await failureOf(mailbox.folders())).toMatchObject({ code: "LDL_MSS_TLS_FAILED", details: { reason } });
  });
});
