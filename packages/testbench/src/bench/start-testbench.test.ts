import { request } from "node:https";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFileServer } from "../http/start-file-server.ts";
import { startTestbench, type Testbench } from "./start-testbench.ts";

let bench: Testbench;
beforeAll(async () => {
  bench = await startTestbench();
});
afterAll(() => bench.close());

const origins = () =>
  [bench.tokens.issuer, bench.directory.baseUrl, bench.crl.origin, bench.dmp.url].map((url) =>
    Number(new URL(url).port),
  );

function portsOf({ operator }: Testbench): readonly number[] {
  const { submission, submissions, imap, imaps } = operator.ports;
  return [submission, submissions, imap, imaps];
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** Asks the issuer for the token of the hospital's mailbox. */
function tokenOf({ pki, sender, tokens }: Testbench): Promise<string> {
  const { clientId, secret } = sender.client;
  const authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}`;
  const headers = { authorization, "content-type": "application/x-www-form-urlencoded" };
  return new Promise((resolve, reject) => {
    const call = request(tokens.endpoints.token, { method: "POST", ca: pki.ca, headers }, (answer) => {
      text(answer).then((body) => resolve(/"access_token":"([^"]+)"/.exec(body)?.[1] ?? ""), reject);
    });
    call.on("error", reject).end("grant_type=client_credentials");
  });
}

describe("startTestbench", () => {
  it("runs every service, and a mailbox takes the token that the issuer gives for it", async () => {
    expect(await Promise.all([...portsOf(bench), ...origins()].map(isListening))).toEqual(
      Array.from({ length: 8 }, () => true),
    );
    const { pki, operator, sender, receiver, tokens } = bench;
    const { authentication } = pki.sender;
    const transport = createTransport({
      host: operator.host,
      port: operator.ports.submissions,
      secure: true,
      tls: { ca: pki.ca, cert: authentication.chain, key: authentication.key },
      auth: { type: "OAuth2", user: sender.address, accessToken: await tokenOf(bench) },
    });
    await transport.sendMail({ from: sender.address, to: receiver.address, subject: "essai", text: "essai" });
    transport.close();
    expect(operator.received).toHaveLength(1);
    expect(tokens.requests.get("/token")).toBe(1);
  });

  it("publishes a revocation list for each authority", async () => {
    const lists = await Promise.all(bench.crlUrls.map(async (url) => (await fetch(url)).text()));
    expect(lists).toEqual(bench.pki.crl);
  });

  it("stops what it has started when a port is taken", async () => {
    await using taken = await startFileServer();
    const port = Number(new URL(taken.origin).port);
    await expect(startTestbench({ pki: bench.pki, ports: { dmp: port } })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });

  it("stops everything", async () => {
    const other = await startTestbench({ pki: bench.pki });
    const ports = [...portsOf(other), Number(new URL(other.dmp.url).port)];
    await other.close();
    expect(await Promise.all(ports.map(isListening))).toEqual(Array.from({ length: 5 }, () => false));
  });
});
