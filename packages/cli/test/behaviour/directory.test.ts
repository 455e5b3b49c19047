import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  createTestPki,
  type DirectoryServer,
  startDirectoryServer,
  startFileServer,
  type TestPki,
} from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ExitCode, type Io, main, nodeIo } from "../../src/index.ts";
import { ExchangeConfig } from "../../src/mailbox/exchange-config.ts";

const WORLD = nodeIo();
const FINESS = "990000002";
const RPPS = "10002422979";
const HEADINGS = [
  ...["Type de BAL", "Adresse BAL", "Type Identifiant PP", "Identifiant PP", "Identification nationale PP"],
  ...["Type identifiant structure", "Identification Structure", "Service de rattachement", "Civilité d'exercice"],
  ...["Nom d'exercice", "Prénom d'exercice", "Catégorie profession", "Libellé de catégorie profession"],
  ...["Code Profession", "Libellé Profession", "Code savoir-faire", "Libellé savoir-faire", "Dématérialisation"],
  ...["Raison Sociale structure BAL", "Enseigne commerciale structure BAL", "L2COMPLEMENTLOCALISATION"],
  ...["L3COMPLEMENTDISTRIBUTION", "L4NUMEROVOIE", "L4COMPLEMENTNUMEROVOIE", "NL4TYPEVOIE", "L4LIBELLEVOIE"],
  ...["L5LIEUDITMENTION", "L6LIGNEACHEMINEMENT", "Code postal", "Département", "Pays"],
];
const PERSON = [
  "8",
  RPPS,
  `8${RPPS}`,
  "1",
  FINESS,
  "",
  "DR",
  "MARTIN",
  "Marie",
  "C",
  "Civil",
  "10",
  "Médecin",
  "",
  "",
  "O",
];
const PLACE = ["CH TEST", "", "", "", "1", "", "RUE", "DES ESSAIS", "", "75013 PARIS", "75013", "75", "FRANCE"];
const LINES = [
  HEADINGS,
  ["PER", "marie.martin@medecin.mssante.fr", ...PERSON, ...PLACE],
  [
    "ORG",
    "cardio@ch-test.mssante.fr",
    "",
    "",
    "",
    "1",
    FINESS,
    "Cardiologie",
    ...Array.from({ length: 10 }, () => ""),
    ...PLACE,
  ],
].map((cells) => cells.join("|"));

let folder: string;
let pki: TestPki;
let server: DirectoryServer;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ldl-cli-directory-"));
  pki = await createTestPki();
  server = await startDirectoryServer({
    pki,
    persons: [
      {
        rpps: RPPS,
        nom: "MARTIN",
        prenom: "Marie",
        profession: { code: "10", libelle: "Médecin" },
        exercices: [{ finess: FINESS, mailboxes: [{ address: "marie@ch-test.mssante.fr" }] }],
      },
    ],
    structures: [{ finess: FINESS, nom: "CH TEST", codePostal: "75013", commune: "PARIS" }],
  });
  await writeFile(path.join(folder, "ca.pem"), pki.ca);
  await writeFile(path.join(folder, "cle"), `${server.apiKey}\n`);
  await writeFile(path.join(folder, "extraction.txt"), LINES.join("\n"));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const inFolder = (name: string): string => path.join(folder, name);

async function ldl(args: readonly string[], changes: Partial<Io> = {}) {
  let [out, err] = ["", ""];
  const io: Io = {
    ...WORLD,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    ...changes,
  };
  const exitCode: ExitCode = await main(args, io);
  return { exitCode, out, err };
}

describe("ldl directory", () => {
  const store = () => ["--store", inFolder("annuaire")];

  it("imports an extraction, then finds the mailboxes in it", async () => {
    const first = await ldl(["directory", "import", inFolder("extraction.txt"), ...store(), "--json"]);
    expect(first.err).toContain("2 lignes : 2 ajoutées, 0 changées, 0 retirées, 0 en double");
    expect(JSON.parse(first.out)).toMatchObject({ lines: 2, added: 2, total: 2 });
    expect(first.exitCode).toBe(0);

    const found = await ldl(["directory", "find", "--rpps", RPPS, ...store()]);
    expect(found).toMatchObject({
      exitCode: 0,
      out: "marie.martin@medecin.mssante.fr | PER | DR Marie MARTIN | Médecin | CH TEST, PARIS\n",
    });
    const service = await ldl(["directory", "find", "--finess", FINESS, "--service", "cardio", ...store(), "--json"]);
    expect(JSON.parse(service.out)).toMatchObject({ kind: "found", mailbox: { address: "cardio@ch-test.mssante.fr" } });
    expect(await ldl(["directory", "find", "--nom", "PERSONNE", ...store()])).toMatchObject({
      exitCode: 1,
      out: "",
      err: "aucune boîte trouvée\n",
    });
  });

  it("downloads the extraction", async () => {
    await using files = await startFileServer({ files: { "/extraction": LINES.join("\n") } });
    const downloaded = await ldl(["directory", "import", "--url", `${files.origin}/extraction`, ...store()]);
    expect(downloaded.err).toContain("2 lignes");
    expect(downloaded.exitCode).toBe(0);
    const absent = await ldl(["directory", "import", "--url", `${files.origin}/absente`, ...store()]);
    expect(absent.err).toMatch(/^erreur LDL_MSS_HTTP_FAILED : localhost:\d+ : réponse en erreur 404$/m);
  });

  it("refuses what is no extraction, and says so", async () => {
    await writeFile(inFolder("autre.txt"), "a|b\n1|2\n");
    const { exitCode, err } = await ldl(["directory", "import", inFolder("autre.txt"), ...store()]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^erreur LDL_MSS_EXTRACTION_REFUSED : .* une colonne manque$/m);
  });

  it("asks the API with the key of a file, and checks the domain", async () => {
    const api = ["--api-key", inFolder("cle"), "--base-url", server.baseUrl, "--ca", inFolder("ca.pem")];
    const found = await ldl(["directory", "find", "--nom", "martin", "--commune", "Paris", ...api]);
    expect(found).toMatchObject({
      exitCode: 0,
      out: "marie@ch-test.mssante.fr | PER | Marie MARTIN | Médecin | CH TEST, PARIS\n",
    });
    const trusted = ["--white-list", server.whiteListUrl, "--ca", inFolder("ca.pem")];
    const checked = await ldl(["directory", "check", "a@ch-test.mssante.fr", "b@ailleurs.fr", ...trusted]);
    expect(checked).toMatchObject({
      exitCode: 1,
      out: "a@ch-test.mssante.fr : dans l'espace de confiance\nb@ailleurs.fr : hors de l'espace de confiance\n",
    });
    const unreachable = await ldl(["directory", "check", "a@b.fr", "--white-list", "https://localhost:1/liste.xml"]);
    expect(unreachable).toMatchObject({ exitCode: 2, err: "attention : liste blanche inaccessible\n" });
  });

  it.each([
    [["directory"], /import, find ou check attendu/],
    [["directory", "find", "--rpps", RPPS], /--store, --database ou --api-key attendu/],
    [["directory", "import", "x", "--store", "a", "--database", "b"], /--store ou --database attendu/],
    [["directory", "import", "x", "--store", "a", "--max-removed", "2"], /part de 0 à 1/],
    [["directory", "find", "--store", "a"], /LDL-MSS-021/],
    [["directory", "find", "--rpps", "10002422970", "--store", "a"], /LDL-ID-RPPS/],
    [["directory", "check", "pas une adresse"], /LDL-ID-MSS/],
  ])("%j: %s", async (args, message) => {
    const { exitCode, err } = await ldl(args);
    expect(err).toMatch(message);
    expect(exitCode).toBeGreaterThan(0);
  });
});

describe("ldl testbench", () => {
  it("prints what to use, runs until it is interrupted, and keeps its folder", async () => {
    const interruption = new AbortController();
    let printed: (text: string) => void = () => undefined;
    const ready = new Promise<string>((resolve) => {
      printed = resolve;
    });
    const dir = inFolder("banc");
    const running = ldl(["testbench", "--dir", dir], { out: printed, signal: interruption.signal });
    const config = JSON.parse(await ready) as { crlUrls: string[]; ca: string; configs: string[]; directory: object };
    expect(await readFile(config.ca, "utf8")).toContain("BEGIN CERTIFICATE");
    expect((await fetch(config.crlUrls[0] ?? "")).status).toBe(200);
    expect(config.directory).toMatchObject({ apiKey: "cle-du-banc" });
    expect(config.configs).toEqual(
      ["expediteur.json", "destinataire.json", "dmp.json"].map((name) => path.join(dir, name)),
    );
    for (const file of config.configs.slice(0, 2))
      expect(ExchangeConfig.parse(JSON.parse(await readFile(file, "utf8"))).operator.smtp.host).toBe("localhost");
    const opened = await ldl(["dmp", "exists", "--config", path.join(dir, "dmp.json"), "--ins", "279035121518989"]);
    expect(opened).toMatchObject({ exitCode: 0, err: "DMP ouvert\n" });
    const healthy = await ldl(["doctor", "--config", path.join(dir, "expediteur.json")]);
    expect(healthy.exitCode).toBe(0);
    const stranger = await ldl(["testbench", "--patient", "279035121518988"], { signal: interruption.signal });
    expect(stranger.err).toMatch(/LDL-ID-INS-CLE/);
    interruption.abort(new Error("SIGINT"));
    expect(await running).toMatchObject({ exitCode: 0, err: "banc prêt, Ctrl-C pour l'arrêter\nbanc arrêté\n" });
    expect(JSON.parse(await readFile(path.join(dir, "banc.json"), "utf8"))).toEqual(config);
    await expect(fetch(config.crlUrls[0] ?? "")).rejects.toThrow();
  });

  it.each([
    [["testbench", "--port", "80"], /premier port attendu/],
    [["testbench", "x"], /aucun argument attendu/],
  ])("%j: %s", async (args, message) => {
    const { exitCode, err } = await ldl(args);
    expect(err).toMatch(message);
    expect(exitCode).toBe(2);
  });
});
