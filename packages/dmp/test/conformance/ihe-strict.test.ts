import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { createTestPki, startDmp, writeTestPki } from "@ldl/testbench";
import { expect, it } from "vitest";
import { createDmpClient, createDmpTransport, createKeySigner } from "../../src/index.ts";
import { clientOptions, contextOf, lotOf } from "../support/lot-input.ts";
import { PATIENT } from "../support/vihf-input.ts";

const ROOT = path.join(import.meta.dirname, "../../../..");

it("submits, replaces, finds and retrieves on a strict XDS.b server by its script", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "ldl-dmp-strict-"));
  const pki = await createTestPki();
  await writeTestPki(pki, folder);
  await using server = await startDmp({ pki, dialect: "ihe-strict", patients: [{ ins: PATIENT.matricule }] });
  const { repository, registry } = server.endpoints;
  const file = (name: string) => path.join(folder, name);
  const certificates = [
    "--certificate",
    file("sender-authentication.crt.pem"),
    "--key",
    file("sender-authentication.key.pem"),
  ];
  const options = ["--repository", repository, "--registry", registry, "--ca", file("ca.pem"), ...certificates];
  const script = path.join(ROOT, "packages/dmp/scripts/ihe-submit.mjs");
  const child = spawn(process.execPath, ["--import", "tsx", script, ...options], { cwd: ROOT });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(child, "close")) as [number];
  rmSync(folder, { recursive: true, force: true });
  expect(said).not.toContain("FAILED");
  expect(said.match(/^ok /gm)).toHaveLength(5);
  expect(code).toBe(0);
});

it("sends neither VIHF nor signature, and identifiers without the components that strict servers refuse", async () => {
  const pki = await createTestPki();
  const { authentication, signature } = pki.sender;
  const transport = createDmpTransport({
    tls: { ca: pki.ca, certificate: authentication.chain, key: authentication.key },
  });
  const client = createDmpClient({
    ...clientOptions(),
    baseUrl: "https://localhost:1",
    transport,
    dialect: "ihe-strict",
    signer: createKeySigner({ certificate: signature.chain, key: signature.key }),
  });
  const { body, parts } = await client.prepare(lotOf(), contextOf());
  await transport.close();
  expect(parts).toHaveLength(1);
  expect(body).toContain('value="279035121518989^^^&amp;1.2.250.1.213.1.4.10&amp;ISO"');
  expect(body).not.toMatch(/\^NH|\^PI|IDNST|Signature01/);
});
