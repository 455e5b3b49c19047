import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { AuditEvent } from "@ldl/mssante";
import {
  createTestPki,
  type MssanteOperator,
  startFileServer,
  startMssanteOperator,
  startTokenEndpoint,
  type TestPki,
  type TokenEndpoint,
} from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configure, DPI, LGC } from "../support/mailbox-config.ts";
import { createDesk, type Desk } from "../support/memory-io.ts";

/** Configurations that differ from a password and lists in files, each with servers at the other end. */

const DATA = path.resolve(import.meta.dirname, "../../../../examples/data");

let pki: TestPki;
let issuer: TokenEndpoint;
let operator: MssanteOperator;
let folder: string;
let desk: Desk;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ldl-cli-"));
  pki = await createTestPki();
  issuer = await startTokenEndpoint({ clients: [{ clientId: "ldl", secret: "secret-client", mailboxes: [DPI] }] });
  operator = await startMssanteOperator({
    pki,
    authMechanisms: ["PLAIN", "XOAUTH2", "OAUTHBEARER", "EXTERNAL"],
    mailboxes: [
      { address: DPI, password: "secret", certificate: pki.sender.authentication },
      { address: LGC, password: "secret" },
    ],
    introspectToken: (token) => {
      const mailboxes = token === "jeton-du-fichier" ? [DPI] : issuer.introspect(token).mailboxes;
      return { active: mailboxes.length > 0, mailboxes };
    },
  });
  desk = createDesk(() => new Date());
});
afterAll(async () => {
  await operator.close();
  await issuer.close();
  await rm(folder, { recursive: true, force: true });
});
const scene = () => ({ pki, operator, desk, folder });

const lineOf = async (config: string, check: string) => {
  const { out } = await desk.ldl("doctor", "--config", config);
  return out.split("\n").find((line) => line.includes(check));
};

describe("logins", () => {
  it.each<[string, string, () => object]>([
    [
      "a token in a file",
      "XOAUTH2",
      () => ({ kind: "token", user: DPI, token: { file: "token" }, mechanism: "XOAUTH2" }),
    ],
    [
      "a token in a file",
      "OAUTHBEARER",
      () => ({ kind: "token", user: DPI, token: { file: "token" }, mechanism: "OAUTHBEARER" }),
    ],
    ["client credentials", "OAUTHBEARER", () => clientCredentials("OAUTHBEARER")],
    ["client credentials", "XOAUTH2", () => clientCredentials("XOAUTH2")],
    ["the certificate", "EXTERNAL", () => ({ kind: "external" })],
  ])("by %s, %s", async (name, mechanism, auth) => {
    const config = configure(scene(), `${name} ${mechanism}`.replaceAll(" ", "-"), DPI, {}, { auth: auth() });
    desk.put(`${path.dirname(config)}/token`, "jeton-du-fichier\n");
    desk.put(`${path.dirname(config)}/client`, "secret-client\n");
    const start = operator.log.length;
    const { exitCode, out, err } = await desk.ldl("doctor", "--config", config);
    expect({ exitCode, out }).toMatchObject({ exitCode: 0, out: expect.stringMatching(/ok +IMAP/) as string });
    const logins = operator.log
      .slice(start)
      .flatMap((entry) => (entry.kind === "authentication" ? [[entry.protocol, entry.mechanism, entry.accepted]] : []));
    expect(logins).toEqual([
      ["smtp", mechanism, true],
      ["imap", mechanism, true],
    ]);
    expect(out + err).not.toMatch(/jeton-du-fichier|secret-client/);
  });

  const clientCredentials = (mechanism: string) => ({
    kind: "clientCredentials",
    user: DPI,
    issuer: issuer.issuer,
    tokenEndpoint: issuer.endpoints.token,
    clientId: "ldl",
    clientSecret: { file: "client" },
    mechanism,
  });
});

describe("revocation lists", () => {
  it("fetch revocation lists from their addresses, or read several in one file", async () => {
    await using lists = await startFileServer({
      files: Object.fromEntries(pki.crl.map((list, rank) => [`/${rank}.crl`, list])),
    });
    const crl = pki.crl.map((_list, rank) => `${lists.origin}/${rank}.crl`);
    const doctor = (config: string) => lineOf(config, "révocation");
    expect(
      await doctor(configure(scene(), "crl", DPI, {}, { tls: { crl, crlFolder: path.join(folder, "crl") } })),
    ).toMatch(/^ok +révocation +3 liste\(s\), la première expire le 20/);
    desk.put("/conf/un/toutes.pem", pki.crl.join("\n"));
    const one = configure(scene(), "un", DPI, {}, { tls: { crl: ["toutes.pem"] } });
    expect(await doctor(one)).toMatch(/^ok +révocation +3 liste\(s\)/);
    const both = configure(scene(), "deux", DPI, {}, { tls: { crl: ["toutes.pem", ...crl] } });
    expect((await desk.ldl("doctor", "--config", both)).err).toContain("des fichiers ou des adresses");
  });
});

describe("documents that are too large together", () => {
  it("are sent one by one, each followed for itself", async () => {
    const sample = Buffer.from(await readFile(path.join(DATA, "ldl-ses.max.json"))).toString("utf8");
    for (const id of ["1", "2"]) {
      desk.put(`${id}.json`, sample.replaceAll("1.2.250.1.999.1.20240315.1", `1.2.250.1.999.1.20240315.${id}`));
      await desk.ldl("build", "ldl-ses", "--input", `${id}.json`, "--out", `letter-${id}.xml`);
    }
    const trace = path.join(folder, "trace.jsonl");
    const config = configure(scene(), "parts", DPI, { sentCopy: true, trace: { file: trace } });
    const send = ["send", "letter-1.xml", "letter-2.xml", "--to", LGC, "--config", config, "--max-octets"];
    const both = await desk.ldl(
      "mail",
      "compose",
      "letter-1.xml",
      "letter-2.xml",
      "--from",
      DPI,
      "--to",
      LGC,
      "--out",
      "m.eml",
    );
    const size = desk.files.get("m.eml")?.length ?? 0;
    expect(both.err).toMatch(/octets\n$/);
    // Smaller than both together, larger than each.
    const parts = await desk.ldl(...send, String(Math.round(size * 0.5)), "--json");
    expect(parts.err).toContain("2 messages, un par document");
    expect(parts).toMatchObject({ exitCode: 0 });
    const lines = parts.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { messageId: string; state: string });
    expect(lines.map(({ state }) => state)).toEqual(["delivered", "delivered"]);
    expect(new Set(lines.map(({ messageId }) => messageId)).size).toBe(2);
    expect(operator.received).toHaveLength(2);
    expect(operator.mailbox(DPI).messages("Sent")).toHaveLength(2);
    const actions = (await readFile(trace, "utf8"))
      .trim()
      .split("\n")
      .map((line) => AuditEvent.parse(JSON.parse(line)).action);
    expect(actions.filter((action) => ["send", "append", "export"].includes(action)).sort()).toEqual([
      "append",
      "append",
      "export",
      "export",
      "send",
      "send",
    ]);
    expect((await desk.ldl(...send, "1000")).err).toContain("LDL_MSS_MESSAGE_TOO_LARGE");
    expect((await desk.ldl(...send, "beaucoup")).err).toContain("--max-octets");
  });
});
