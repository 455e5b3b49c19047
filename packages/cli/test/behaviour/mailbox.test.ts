import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  createTestPki,
  type MssanteOperator,
  startFileServer,
  startMssanteOperator,
  type TestPki,
} from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDesk, type Desk } from "../support/memory-io.ts";

const DPI = "dpi@es-demo.mssante.fr";
const LGC = "jean.traitant@medecin.mssante.fr";

let pki: TestPki;
let operator: MssanteOperator;
let folder: string;
let desk: Desk;

/** What differs from a login by password and lists in files. */
interface OperatorChanges {
  readonly tls?: object;
  readonly auth?: object;
}

/** Writes the configuration of a mailbox, with its certificates beside it. */
function configure(name: string, mailbox: string, changes: object = {}, operatorChanges: OperatorChanges = {}): string {
  const { authentication } = name === "lgc" ? pki.receiver : pki.sender;
  desk.put(`/conf/${name}/ca.pem`, pki.ca);
  desk.put(`/conf/${name}/crt.pem`, authentication.chain);
  desk.put(`/conf/${name}/key.pem`, authentication.key);
  desk.put(`/conf/${name}/password`, "secret\n");
  for (const [index, crl] of pki.crl.entries()) desk.put(`/conf/${name}/${index}.crl.pem`, crl);
  const { host, ports } = operator;
  const operatorConfig = {
    smtp: { host, port: ports.submission, mode: "starttls" },
    imap: { host, port: ports.imaps, mode: "implicit" },
    tls: {
      ca: ["ca.pem"],
      crl: pki.crl.map((_crl, index) => `${index}.crl.pem`),
      certificate: "crt.pem",
      key: { file: "key.pem" },
    },
    auth: { kind: "password", user: mailbox, password: { file: "password" } },
  };
  Object.assign(operatorConfig.tls, operatorChanges.tls);
  Object.assign(operatorConfig, { auth: operatorChanges.auth ?? operatorConfig.auth });
  const config = { mailbox, nil: "LDL-TEST", database: { folder: path.join(folder, name) }, operator: operatorConfig };
  desk.put(`/conf/${name}/ldl.json`, JSON.stringify({ ...config, ...changes }));
  return `/conf/${name}/ldl.json`;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ldl-cli-"));
  pki = await createTestPki();
  operator = await startMssanteOperator({
    pki,
    mailboxes: [DPI, LGC].map((address) => ({ address, password: "secret" })),
  });
  desk = createDesk(() => new Date());
  await desk.ldl("build", "ldl-ses", "--input", "data/ldl-ses.max.json", "--out", "letter.xml", "--seed", "1");
});
afterAll(async () => {
  await operator.close();
  await rm(folder, { recursive: true, force: true });
});

describe("ldl doctor, send, receive, outbox", () => {
  it("check, send a letter, receive it at the other end, acknowledge it, and follow it", async () => {
    const sender = configure("dpi", DPI);
    const receiver = configure("lgc", LGC, { received: "reception" });
    const doctor = await desk.ldl("doctor", "--config", sender, "--json");
    expect(JSON.parse(doctor.out)).toMatchObject(
      ["certificat", "révocation", "DNS", "SMTP", "IMAP", "base"].map((check) => ({ check, level: "ok" })),
    );
    expect(doctor.exitCode).toBe(0);

    const sent = await desk.ldl("send", "letter.xml", "--to", LGC, "--config", sender);
    expect(sent).toMatchObject({ exitCode: 0 });
    expect(sent.out).toContain(`${LGC} : accepté`);
    const again = await desk.ldl("send", "letter.xml", "--to", LGC, "--config", sender);
    expect(again.err).toContain("rien n'est envoyé deux fois");
    expect(operator.received).toHaveLength(1);

    const received = await desk.ldl("receive", "--config", receiver);
    expect(JSON.parse(received.out)).toMatchObject({ stored: 1, settled: 1, quarantined: 0 });
    const xml = [...desk.files.keys()].find((name) => name.startsWith("/conf/lgc/reception/") && name.endsWith(".xml"));
    expect(desk.files.get(xml ?? "")).toEqual(desk.files.get("letter.xml"));

    expect((await desk.ldl("receive", "--config", sender, "--dir", "/in")).err).toContain("compte rendu recorded");
    const listed = await desk.ldl("outbox", "list", "--config", sender, "--json");
    expect(listed.err).toMatch(/^0 à envoyer/);
    expect(JSON.parse(listed.out)).toMatchObject({ state: "delivered", recipients: [{ state: "integrated" }] });
    expect(await desk.ldl("outbox", "retry", "inconnue", "--config", sender)).toMatchObject({ exitCode: 1 });
  });

  it("fetch revocation lists from their addresses, or read several in one file", async () => {
    await using lists = await startFileServer({
      files: Object.fromEntries(pki.crl.map((list, rank) => [`/${rank}.crl`, list])),
    });
    const crl = pki.crl.map((_list, rank) => `${lists.origin}/${rank}.crl`);
    const doctor = async (config: string) => {
      const { out } = await desk.ldl("doctor", "--config", config);
      return out.split("\n").find((line) => line.includes("révocation"));
    };
    expect(await doctor(configure("crl", DPI, {}, { tls: { crl, crlFolder: path.join(folder, "crl") } }))).toMatch(
      /^ok +révocation +3 liste\(s\), la première expire le 20/,
    );
    desk.put("/conf/un/toutes.pem", pki.crl.join("\n"));
    const one = configure("un", DPI, {}, { tls: { crl: ["toutes.pem"] } });
    expect(await doctor(one)).toMatch(/^ok +révocation +3 liste\(s\)/);
    const both = configure("deux", DPI, {}, { tls: { crl: ["toutes.pem", ...crl] } });
    expect((await desk.ldl("doctor", "--config", both)).err).toContain("des fichiers ou des adresses");
  });

  it("say what is wrong, without stopping at the first", async () => {
    const wrong = configure("faux", DPI, {});
    desk.put("/conf/faux/password", "autre");
    desk.put("/conf/faux/crt.pem", pki.refusedClients.expired.chain);
    desk.put("/conf/faux/key.pem", pki.refusedClients.expired.key);
    const { exitCode, out } = await desk.ldl("doctor", "--config", wrong);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/ERREUR\s+certificat\s+expiré/);
    expect(out).toMatch(/ERREUR\s+SMTP\s+LDL_MSS_TLS_FAILED : client-certificate-expired/);
    expect(out).toMatch(/ERREUR\s+IMAP/);
    expect(out).toMatch(/ok\s+base/);
    expect(out).not.toContain("autre");
  });

  it.each<[string, readonly string[], string | undefined, RegExp]>([
    ["no configuration", ["doctor"], undefined, /--config obligatoire/],
    ["a configuration that is no JSON", ["doctor", "--config", "/x.json"], "{", /JSON illisible/],
    ["a secret written in it", ["doctor", "--config", "/x.json"], '{"mailbox":"a@b.mssante.fr"}', /config\.nil/],
    ["no document", ["send", "--config", "/x.json"], "{}", /un document au moins/],
    ["an unknown action", ["outbox", "voir", "--config", "/x.json"], "{}", /list, retry, cancel ou run/],
  ])("refuse %s", async (_name, args, content, line) => {
    if (content !== undefined) desk.put("/x.json", content);
    const call = await desk.ldl(...args);
    expect(call.exitCode).not.toBe(0);
    expect(call.err).toMatch(line);
  });
});
