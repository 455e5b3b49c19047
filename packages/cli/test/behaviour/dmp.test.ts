import { readFileSync } from "node:fs";
import path from "node:path";
import { createTestPki, type DmpServer, startDmp, type TestPki } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDesk, type Desk } from "../support/memory-io.ts";

let pki: TestPki;
let dmp: DmpServer;
let desk: Desk;
let ins: string;

function configOf(mode: "INDIRECTE" | "DIRECTE"): string {
  const holder = mode === "DIRECTE" ? "carte" : "structure";
  return JSON.stringify({
    dmp: {
      baseUrl: dmp.url,
      mode,
      environnement: "test",
      oid: "1.2.250.1.999.1.1.7898.1",
      structure:
        mode === "DIRECTE"
          ? { id: "1990000101", secteur: "SA07" }
          : { id: "1990000002", secteur: "SA01", nom: "CH Test" },
      logiciel: { nom: "ldl", version: "0", fichierHomologation: "homologation.txt" },
      tls: { ca: "ca.pem", certificat: { certificate: `${holder}-auth.pem`, key: `${holder}-auth.key` } },
      signature:
        mode === "DIRECTE"
          ? { certificate: "carte-sign.pem", key: "carte-sign.key" }
          : { pkcs12: "sign.p12", password: "secret" },
      utilisateur: {
        id: mode === "DIRECTE" ? "810100000016" : "810002422979",
        nom: "Essai",
        roles: [
          { code: "10", systeme: "1.2.250.1.71.1.2.7", libelle: "Médecin" },
          { code: "SM26", systeme: "1.2.250.1.71.4.2.5", libelle: "Qualifié en Médecine Générale (SM)" },
        ],
      },
    },
  });
}

beforeAll(async () => {
  pki = await createTestPki();
  // TLS and the certificates go by the clock of the system.
  desk = createDesk(() => new Date());
  await desk.ldl("build", "ldl-ses", "--input", "data/ldl-ses.min.json", "--out", "conf/lettre.xml", "--seed", "dmp");
  const { out } = await desk.ldl("read", "conf/lettre.xml");
  ins = /"matricule":"(\w{15})"/.exec(out)?.[1] ?? "";
  dmp = await startDmp({ pki, patients: [{ ins }] });
  const { sender, cps } = pki;
  for (const [name, certificate] of [
    ["structure-auth", sender.authentication],
    ["carte-auth", cps.authentication],
    ["carte-sign", cps.signature],
  ] as const) {
    desk.put(`conf/${name}.pem`, certificate.chain);
    desk.put(`conf/${name}.key`, certificate.key);
  }
  desk.put("conf/ca.pem", pki.ca);
  desk.put("conf/sign.p12", sender.signature.toPkcs12("secret"));
  desk.put("conf/homologation.txt", "SECRET-0001\n");
  desk.put("conf/es.json", configOf("INDIRECTE"));
  desk.put("conf/ps.json", configOf("DIRECTE"));
  await dmp.store.authorize({ ins, holder: "810100000016" });
});
afterAll(() => dmp.close());

const es = ["--config", "conf/es.json"];
const ps = ["--config", "conf/ps.json"];

describe("ldl doctor", () => {
  it("says that each certificate is the right one", async () => {
    const { exitCode, out } = await desk.ldl("doctor", ...es, "--json");
    const levels = ["certificat", "cachet", "DNS"].map((check) => ({ check, level: "ok" }));
    expect(JSON.parse(out)).toMatchObject(levels);
    expect(exitCode).toBe(0);
  });

  it("names the certificate that is not made for its use", async () => {
    const { dmp: right } = JSON.parse(configOf("DIRECTE")) as { dmp: Record<string, unknown> };
    const signature = { certificate: "carte-auth.pem", key: "carte-auth.key" };
    desk.put("conf/wrong.json", JSON.stringify({ dmp: { ...right, signature } }));
    const { exitCode, out } = await desk.ldl("doctor", "--config", "conf/wrong.json");
    expect(out).toMatch(/^ok +certificat +convient\nERREUR +cachet +.*ORG_SIGN.*LDL-DMP-CERT-SIGN/);
    expect(exitCode).toBe(1);
  });
});

describe("ldl dmp", () => {
  it("tests that a DMP is there, feeds it, finds, reads, replaces and deletes", async () => {
    expect(await desk.ldl("dmp", "exists", ...es, "--ins", ins)).toMatchObject({ exitCode: 0, err: "DMP ouvert\n" });
    const submitted = await desk.ldl("dmp", "submit", "conf/lettre.xml", ...es);
    expect(submitted.err).toBe("1 document(s) dans le DMP\n");
    const { documentIds } = JSON.parse(submitted.out) as { readonly documentIds: readonly string[] };
    const id = documentIds[0] ?? "";
    const found = await desk.ldl("dmp", "find", ...ps, "--ins", ins);
    expect(found.out).toContain(id);
    const retrieved = await desk.ldl("dmp", "retrieve", id, ...ps, "--ins", ins, "--dir", "recu");
    expect(retrieved.exitCode).toBe(0);
    expect(Buffer.from(desk.files.get(`recu/${id}.xml`) ?? [])).toEqual(
      Buffer.from(desk.files.get("conf/lettre.xml") ?? []),
    );
    const sample = readFileSync(path.join(import.meta.dirname, "../../../../examples/data/ldl-ses.min.json"), "utf8");
    desk.put(
      "suite.json",
      JSON.stringify({ ...(JSON.parse(sample) as object), version: 2, remplace: { id: { racine: id }, version: 1 } }),
    );
    await desk.ldl("build", "ldl-ses", "--input", "suite.json", "--out", "conf/suite.xml", "--seed", "suite");
    const replaced = await desk.ldl("dmp", "replace", "conf/suite.xml", ...es);
    expect(replaced).toMatchObject({ exitCode: 0, err: "1 document(s) dans le DMP\n" });
    const successor = (JSON.parse(replaced.out) as { readonly documentIds: readonly string[] }).documentIds[0] ?? "";
    const removed = await desk.ldl("dmp", "remove", successor, ...es, "--ins", ins);
    expect(removed).toMatchObject({ exitCode: 0, err: "document supprimé du DMP\n" });
    expect((await desk.ldl("dmp", "find", ...ps, "--ins", ins)).err).toBe("0 document(s)\n");
  });

  it.each<[string, readonly string[], RegExp, number]>([
    ["no action", ["dmp"], /^erreur USAGE : exists, submit/, 2],
    ["no configuration", ["dmp", "exists"], /^erreur USAGE : option --config obligatoire/, 2],
    [
      "what the structure may not do",
      ["dmp", "find", ...es, "--ins", "INS"],
      /^erreur LDL_DMP_ACCESS_REFUSED : TD3.1/,
      1,
    ],
    ["a wrong status", ["dmp", "find", ...ps, "--ins", "INS", "--statut", "x"], /--statut/, 1],
    ["an absent document", ["dmp", "remove", "1.2.3.4", ...es, "--ins", "INS"], /^erreur LDL_DMP_NOT_FOUND/, 1],
    ["a replacement without predecessor", ["dmp", "replace", "conf/lettre.xml", ...es], /--ancien/, 2],
    ["a wrong visibility", ["dmp", "submit", "conf/lettre.xml", ...es, "--visibilite", "x"], /--visibilite/, 2],
  ])("tells in one line: %s", async (_name, args, expected, exitCode) => {
    const call = await desk.ldl(...args.map((arg) => (arg === "INS" ? ins : arg)));
    expect(call.err).toMatch(expected);
    expect(call.exitCode).toBe(exitCode);
    expect(call.err).not.toContain(ins);
    expect(call.err).not.toContain("SECRET-0001");
  });
});
