import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Io, main } from "../src/index.ts";

const GOLDEN = path.join(import.meta.dirname, "../../cda/test/golden");
const LETTER = readFileSync(path.join(GOLDEN, "ldl-ses.max.xml"), "utf8");
const WRONG = LETTER.replace("279035121518989", "279035121518988");
const WORKER = new URL("./support/validate-worker.mjs", import.meta.url);

const SCH =
  '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><ns prefix="h" uri="urn:hl7-org:v3"/>';
const rule = (context: string, test: string): string =>
  `${SCH}<pattern id="p"><rule context="${context}"><assert test="${test}">règle enfreinte</assert></rule></pattern></schema>`;

/** A kit of the shape of the official one, each rule set of one rule. */
function kitFiles(structure: string): Readonly<Record<string, string>> {
  return {
    "infrastructure/cda/CDA_extended.xsd": `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:hl7-org:v3"><xs:element name="ClinicalDocument"><xs:complexType><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:schema>`,
    "jeuxDeValeurs/JDV.xml": "<a/>",
    "schematrons/profils/IHE.sch": rule("h:section", "h:title"),
    "schematrons/profils/terminologies/schematron/terminologie.sch": rule(
      "h:code",
      "@code or @nullFlavor or h:originalText",
    ),
    "schematrons/profils/CI-SIS_ModelesDeContenusCDA.sch": rule("h:ClinicalDocument", "h:title"),
    "schematrons/profils/structurationMinimale/ASIP-STRUCT-MIN-StrucMin.sch": structure,
    "schematrons/profils/CI-SIS_Modeles_ANS.sch": rule("h:entry", "*"),
  };
}

let folder = "";
const at = (name: string): string => path.join(folder, name);

function write(name: string, content: string): string {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
  return at(name);
}

function writeKit(name: string, structure: string): string {
  for (const [file, content] of Object.entries(kitFiles(structure))) write(`${name}/${file}`, content);
  return at(name);
}

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "validate-"));
  write("envoi/bonne.xml", LETTER);
  write("envoi/sous/fausse.xml", WRONG);
  writeKit("kit", rule("h:ClinicalDocument", "h:setId"));
  writeKit("autre", rule("h:ClinicalDocument", "h:absent"));
  writeKit("muet", rule("h:nothing", "h:absent"));
  writeKit("inconnu", rule("h:ClinicalDocument", "saxon:evaluate('1')"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function fakeIo(said: { out: string; err: string }, signal: AbortSignal): Io {
  return {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    isTerminal: false,
    now: () => new Date("2024-03-15T10:00:00Z"),
    read: (file) => readFile(file),
    write: async (file, bytes) => {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes);
    },
    signal,
  };
}

async function validate(...args: readonly string[]): Promise<Said> {
  const said = { out: "", err: "" };
  const code = await main(["validate", ...args, "--no-cache"], fakeIo(said, new AbortController().signal));
  return { code, ...said };
}

describe("ldl validate", () => {
  it("ends with 0 for a valid document, with 1 for another", async () => {
    expect(await validate(at("envoi/bonne.xml"))).toMatchObject({
      code: 0,
      out: expect.stringContaining("valide") as string,
    });
    const { code, out } = await validate(at("envoi/sous/fausse.xml"));
    expect(code).toBe(1);
    expect(out).toContain("[LDL-V-INS-CLE]");
    expect(out).not.toContain("279035121518988");
  });

  it("takes folders and patterns, each document once", async () => {
    for (const args of [[at("envoi")], [`${folder}/envoi/**/*.xml`], [at("envoi"), at("envoi/bonne.xml")]]) {
      const { code, out } = await validate(...args);
      expect(code).toBe(1);
      expect(out).toContain("2 documents, 1 valide(s), 1 non valide(s)");
    }
  });

  it("applies the kit, and compares kits", async () => {
    expect(await validate(at("envoi/bonne.xml"), "--kit", at("kit"))).toMatchObject({ code: 0 });
    const { code, out } = await validate(
      at("envoi/bonne.xml"),
      "--kit",
      `dmp=${at("kit")}`,
      "--kit",
      `segur=${at("autre")}`,
    );
    expect(code).toBe(1);
    expect(out).toContain("Différences entre les kits (1)");
    expect(out).toContain("segur oui, dmp non");
  });

  it.each([
    ["a kit that is none", ["envoi/bonne.xml", "--kit", "envoi"], "LDL_VALIDATION_KIT_NOT_FOUND"],
    ["a kit with an unknown function", ["envoi/bonne.xml", "--kit", "inconnu"], "ASIP-STRUCT-MIN-StrucMin.sch:1"],
    ["a rule set that fires no rule", ["envoi/bonne.xml", "--kit", "muet"], "aucune règle ne s'est appliquée"],
    ["a file that is not there", ["absent.xml"], "fichier introuvable (ENOENT)"],
    ["a pattern without document", ["*.zzz"], "aucun document"],
    ["an unknown volet", ["envoi/bonne.xml", "--kit", "kit", "--volet", "X"], "LDL_VALIDATION_VOLET_UNKNOWN"],
    ["two kits of one name", ["envoi/bonne.xml", "--kit", "kit", "--kit", "autre"], "NOM=DOSSIER"],
    ["an unknown format", ["envoi/bonne.xml", "--format", "pdf"], "--format"],
    ["a number of threads that is none", ["envoi/bonne.xml", "--jobs", "0"], "--jobs"],
  ])("ends with 2 for %s", async (_title, args, text) => {
    const places = new Set(["envoi/bonne.xml", "envoi", "kit", "autre", "muet", "inconnu", "absent.xml", "*.zzz"]);
    const { code, out, err } = await validate(...args.map((arg) => (places.has(arg) ? at(arg) : arg)));
    expect(code).toBe(2);
    expect(out + err).toContain(text);
  });

  it("writes its report where it is told, in any form", async () => {
    for (const [format, text] of [
      ["json", '"reportVersion": 1'],
      ["sarif", '"version": "2.1.0"'],
      ["html", "<!DOCTYPE html>"],
    ] as const) {
      const file = at(`rapports/r.${format}`);
      expect(await validate(at("envoi"), "--format", format, "--out", file)).toMatchObject({ code: 1, out: "" });
      expect(readFileSync(file, "utf8")).toContain(text);
    }
  });

  it("with --strict, warnings count", async () => {
    const warned = write("avertie.xml", LETTER.replace("810002422979", "810002422978"));
    expect((await validate(warned)).code).toBe(0);
    expect((await validate(warned, "--strict")).code).toBe(1);
  });
});

describe("ldl validate --watch", () => {
  it("starts again when a document changes, and ends when interrupted", async () => {
    const watched = write("surveille/lettre.xml", LETTER);
    const interruption = new AbortController();
    const said = { out: "", err: "" };
    const io = fakeIo(said, interruption.signal);
    const out = (text: string): void => {
      said.out += text;
      if (said.out.includes("[LDL-V-INS-CLE]")) interruption.abort();
      else setTimeout(() => writeFileSync(watched, WRONG), 50);
    };
    const code = await main(["validate", at("surveille"), "--watch"], { ...io, out });
    expect(said.out).toMatch(/ : valide[\s\S]* : non valide/);
    expect(code).toBe(1);
  });
});

describe("ldl validate in several threads", () => {
  it("gives the same report as in one, in the same order", async () => {
    for (let rank = 0; rank < 14; rank++)
      write(`lot/${String(rank).padStart(2, "0")}.xml`, rank % 5 === 3 ? WRONG : LETTER);
    const [one, three] = await Promise.all(["1", "3"].map(run));
    expect(three).toEqual(one);
    expect(one?.code).toBe(1);
    expect(one?.err).toBe("");
    expect(one?.out.match(/"verdict": "invalid"/g)?.length).toBeGreaterThan(3);
  });

  async function run(jobs: string): Promise<Said> {
    const said = { out: "", err: "" };
    const io = { ...fakeIo(said, new AbortController().signal), workerFile: WORKER };
    const args = [at("lot"), "--kit", at("kit"), "--format", "json", "--cache", at("cache"), "--jobs", jobs];
    const code = await main(["validate", ...args], io);
    return { code, ...said };
  }
});
