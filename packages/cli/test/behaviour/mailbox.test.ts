import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestPki, type MssanteOperator, startMssanteOperator, type TestPki } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configure, DPI, LGC } from "../support/mailbox-config.ts";
import { createDesk, type Desk } from "../support/memory-io.ts";

let pki: TestPki;
let operator: MssanteOperator;
let folder: string;
let desk: Desk;

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

const scene = () => ({ pki, operator, desk, folder });

describe("ldl doctor, send, receive, outbox", () => {
  it("check, send a letter, receive it at the other end, acknowledge it, and follow it", async () => {
    const sender = configure(scene(), "dpi", DPI);
    const receiver = configure(scene(), "lgc", LGC, { received: "reception" });
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

  it("let a person decide of a letter that was deferred", async () => {
    const sender = configure(scene(), "dpi", DPI);
    const receiver = configure(scene(), "lgc", LGC, { received: "reception" });
    await desk.ldl("build", "ldl-ses", "--input", "data/ldl-ses.min.json", "--out", "autre.xml", "--seed", "2");
    expect(await desk.ldl("send", "autre.xml", "--to", LGC, "--config", sender)).toMatchObject({ exitCode: 0 });
    const received = await desk.ldl("receive", "--config", receiver, "--defer");
    expect(JSON.parse(received.out)).toMatchObject({ deferred: 1 });
    const listed = await desk.ldl("inbox", "list", "--config", receiver, "--state", "deferred", "--json");
    const { id } = JSON.parse(listed.out) as { readonly id: string };
    const inbox = (...args: readonly string[]) => desk.ldl("inbox", ...args, "--config", receiver);
    expect(await inbox("settle", id, "--reject", "899")).toMatchObject({ exitCode: 2 });
    expect(await inbox("retry", id)).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("aucun message dans cet état") as string,
    });
    expect(await inbox("settle", id, "--reject", "902")).toMatchObject({ exitCode: 0 });
    expect((await inbox("list", "--state", "settled")).out).toMatch(
      new RegExp(`^${id} .* xdm settled rejected 902$`, "m"),
    );
    await desk.ldl("receive", "--config", sender, "--dir", "/in");
    const followed = await desk.ldl("outbox", "list", "--config", sender, "--json");
    expect(followed.out).toContain('"state":"rejected"');
  });

  it("say what is wrong, without stopping at the first", async () => {
    const wrong = configure(scene(), "faux", DPI, {});
    desk.put("/conf/faux/password", "autre");
    desk.put("/conf/faux/crt.pem", pki.refusedClients.expired.chain);
    desk.put("/conf/faux/key.pem", pki.refusedClients.expired.key);
    const { exitCode, out } = await desk.ldl("doctor", "--config", wrong);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/ERREUR\s+certificat\s+expiré/);
    expect(out).toMatch(/ERREUR\s+SMTP\s+LDL_MSS_TLS_FAILED : SMTP localhost:\d+ : votre certificat a expiré/);
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
