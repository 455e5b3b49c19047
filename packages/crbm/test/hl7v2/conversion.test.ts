import { readFileSync } from "node:fs";
import path from "node:path";
import { isLdlError } from "@ldl/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FromOruOptionsInput, flattenReport, fromOru, type OruConversion } from "../../src/index.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../../../examples/data/hl7v2");
const OPTIONS = JSON.parse(readFileSync(path.join(FOLDER, "laboratoire.json"), "utf8")) as FromOruOptionsInput;
const PID = "PID|1||42^^^L&1.2.3.4&ISO^PI||MARTIN^CLAIRE^^^^^L||19800101|F";
const OBR =
  "OBR|1||F1|58410-2^NFS^LN|||20240312081500|||||||20240312091000||||||||20240312163000||HM|F|||||||810007778888&BIOLO&Claire";

/** A message of one order with these lines below it. */
function message(lines: readonly string[], header = "MSH|^~\\&|SIL|LABO|DPI|X|202403121630||ORU^R01|1|P|2.5"): string {
  return [header, PID, OBR, ...lines].join("\r");
}

const convert = (...lines: readonly string[]): OruConversion => fromOru(message(lines), OPTIONS);
const obx = (type: string, value: string, rest = "||||||F"): string => `OBX|1|${type}|718-7^Hb^LN||${value}${rest}`;
const valuesOf = (conversion: OruConversion) => flattenReport(conversion.report).map(({ valeur }) => valeur);
const rulesOf = ({ issues }: OruConversion) => issues.map(({ rule, path: place }) => `${rule} ${place}`);

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!isLdlError(error)) throw error;
    return error.code === "LDL_BIO_HL7V2_UNREADABLE" ? `${error.code} ${error.details.reason}` : error.code;
  }
  return "";
}

describe("values", () => {
  it.each<[string, string, object | undefined]>([
    ["NM with unit", obx("NM", "7.80", "|mmol/L|||||F"), { type: "quantite", valeur: "7.80", unite: "mmol/L" }],
    [
      "NM with a comma and a French unit",
      obx("NM", "5,4", "|G/L|||||F"),
      { type: "quantite", valeur: "5.4", unite: "10*9/L" },
    ],
    ["NM without unit", obx("NM", "+02.0"), { type: "reel", valeur: "2.0" }],
    [
      "NM with a sign",
      obx("NM", "<0.05", "|mg/L|||||F"),
      { type: "censuree", comparateur: "<", valeur: "0.05", unite: "mg/L" },
    ],
    ["NM that is no number", obx("NM", "hémolysé"), { type: "texte", texte: "hémolysé" }],
    ["SN below", obx("SN", "<^3", "|mg/L|||||F"), { type: "censuree", comparateur: "<", valeur: "3", unite: "mg/L" }],
    ["SN titre", obx("SN", "^1^:^80"), { type: "rapport", numerateur: "1", denominateur: "80" }],
    ["SN span", obx("SN", "^1^-^5", "|/uL|||||F"), { type: "intervalle", min: "1", max: "5", unite: "/uL" }],
    ["SN equal", obx("SN", "=^4"), { type: "reel", valeur: "4" }],
    [
      "CWE",
      obx("CWE", "260373001^Présence^SCT^P^présent^L"),
      {
        type: "code",
        code: { code: "260373001", systeme: "2.16.840.1.113883.6.96", libelle: "Présence", nomSysteme: "SNOMED CT" },
        traductions: [{ code: "P", systeme: "1.2.250.1.999.1.20", libelle: "présent" }],
      },
    ],
    ["CWE without code", obx("CWE", "^paille"), { type: "texte", texte: "paille" }],
    ["ST in words", obx("ST", "paille"), { type: "texte", texte: "paille" }],
    [
      "ST that is a number",
      obx("ST", "> 1000", "|U/L|||||F"),
      { type: "censuree", comparateur: ">", valeur: "1000", unite: "U/L" },
    ],
    ["TX on two lines", obx("TX", "un~deux"), { type: "texte", texte: "un\ndeux" }],
    ["DT", obx("DT", "20240115"), { type: "date", date: "2024-01-15" }],
    [
      "escapes",
      obx("ST", "a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f\\.br\\g\\X26\\\\XC3A9\\"),
      { type: "texte", texte: "a|b^c&d~e\\f\ng&é" },
    ],
    ["highlighting and layout", obx("FT", "\\H\\gras\\N\\\\.sp2\\fin"), { type: "texte", texte: "gras\n\nfin" }],
    ["deleted value", obx("ST", '""'), undefined],
  ])("%s", (_, line, valeur) => {
    expect(valuesOf(convert(line))).toEqual([valeur]);
  });

  it("makes one result of each repetition", () => {
    expect(
      valuesOf(convert(obx("CWE", "A^un^L~B^deux^L"))).map((one) => (one?.type === "code" ? one.code.code : "")),
    ).toEqual(["A", "B"]);
  });

  it.each<[string, string, object | undefined]>([
    ["4.00-10.00", "4.00-10.00", { min: "4.00", max: "10.00", unite: "mmol/L" }],
    ["comma", "3,5 - 5,1", { min: "3.5", max: "5.1", unite: "mmol/L" }],
    ["below", "<5.0", { max: "5.0", maxInclus: false, unite: "mmol/L" }],
    ["above or equal", ">=40", { min: "40", unite: "mmol/L" }],
    ["words", "Négatif", { texte: "Négatif" }],
    ["negative", "-2 - 2", { min: "-2", max: "2", unite: "mmol/L" }],
  ])("bounds: %s", (_, written, bornes) => {
    const { report } = convert(obx("NM", "4.1", `|mmol/L|${written}||||F`));
    expect(report.chapitres[0]?.bloc?.elements[0]).toMatchObject({ resultats: [{ bornes }] });
  });
});

describe("what is said of the conversion", () => {
  it.each<[string, readonly string[], string]>([
    ["an unknown segment", ["ZXX|1|secret"], "LDL-HL7-SEGMENT ZXX[1]"],
    ["a field without place", [obx("ST", "a", "||||||F|||20240101||||||||||||||x")], "LDL-HL7-FIELD OBX[1]-28"],
    ["an unknown escape", [obx("ST", "a\\Zxx\\b")], "LDL-HL7-ESCAPE OBX[1]"],
    ["an unfinished escape", [obx("ST", "a\\Xb")], "LDL-HL7-ESCAPE OBX[1]"],
    ["a French unit", [obx("NM", "1", "|UI/L|||||F")], "LDL-HL7-UNIT OBX[1]-6"],
    ["an unknown flag", [obx("NM", "1", "|||ZZ|||F")], "LDL-HL7-FLAG OBX[1]-8"],
    ["an unknown status", [obx("NM", "1", "||||||Q")], "LDL-HL7-STATUS OBX[1]-11"],
    ["an unknown type", [obx("XPN", "A^B")], "LDL-HL7-VALUE OBX[1]-2"],
    ["a pointer", [obx("RP", "http://x/y.pdf"), obx("NM", "1")], "LDL-HL7-POINTER OBX[1]-5"],
    ["a broken file", [obx("ED", "^A^PDF^Base64^%%%"), obx("NM", "1")], "LDL-HL7-FILE OBX[1]-5"],
    ["a bad date", [obx("NM", "1", "||||||F|||2024-01-01")], "LDL-HL7-DATE OBX[1]-14"],
    ["a person without number", [obx("NM", "1", "||||||F|||||^DUPONT")], "LDL-HL7-PERSON OBX[1]-16"],
    ["a system nobody knows", ["OBX|1|NM|X^x^FOO||1||||||F"], "LDL-HL7-SYSTEM OBX[1]-3"],
    [
      "an orphan",
      ["OBR|2||F2|X^x^L||||||||||||||||||||MB|F|630-4&C&LN^1|||^F9", "OBX|1|ST|28-1^A^LN||x||||||F"],
      "LDL-HL7-PARENT OBR[2]-26",
    ],
    ["a specimen without identifier", [obx("NM", "1"), "SPM|1|||SER^Sérum^HL70487"], "LDL-HL7-SPECIMEN SPM[1]-2"],
    ["a result without code", ["OBX|1|NM|||1||||||F", obx("NM", "1")], "LDL-HL7-CODE OBX[1]-3"],
  ])("%s", (_, lines, finding) => {
    const others = lines.some((line) => line.startsWith("OBX")) ? lines : [obx("NM", "1"), ...lines];
    expect(rulesOf(convert(...others))).toContain(finding);
  });

  it("holds nothing of the patient", () => {
    const { issues } = convert(obx("ST", "secret\\Z\\"), "ZXX|secret");
    expect(JSON.stringify(issues)).not.toMatch(/secret|MARTIN/);
  });

  describe("an identity with a reliability", () => {
    const pid =
      "PID|1||279035121518989^^^A&1.2.250.1.213.1.4.10&ISO^INS~42^^^L&1.2.3.4&ISO^PI||MARTIN^CLAIRE^^^^^L||19800101|F|||^^DOMPREMY^^^^BDL^^51215" +
      "|".repeat(21);
    const read = (reliability: string, options: Partial<FromOruOptionsInput>) =>
      fromOru(message([obx("NM", "1")]).replace(PID, `${pid}${reliability}`), { ...OPTIONS, ...options });

    it.each([
      ["PROV", {}],
      ["doute", {}],
      ["VALI", { identitesNonVerifiees: ["VALI"] }],
    ])("%s with %j gives no INS to the report", (reliability, options) => {
      const { report, issues } = read(reliability, options);
      expect(report.patient.ins).toBeUndefined();
      expect(issues.map(({ rule }) => rule)).toContain("LDL-HL7-INS");
    });

    it.each([
      ["VALI", {}],
      ["PROV", { identitesNonVerifiees: [] }],
    ])("%s with %j gives its INS", (reliability, options) => {
      expect(read(reliability, options).report.patient.ins?.matricule).toBe("279035121518989");
    });
  });

  it.each([
    ["BDL", {}],
    ["N", { adresseDeNaissance: "N" }],
  ])("takes the address of type %s with %j as the place of birth, not as an address", (type, options) => {
    const pid = `${PID}|||1 rue A^^PARIS^^75001^FRA^H~^^DOMPREMY^^^^${type}^^51215`;
    const { patient } = fromOru(message([obx("NM", "1")]).replace(PID, pid), { ...OPTIONS, ...options }).report;
    expect(patient.lieuNaissance).toEqual({ codeCog: "51215", commune: "DOMPREMY" });
    expect(patient.adresses).toEqual([{ lignes: ["1 rue A", "75001 PARIS"] }]);
  });

  it("takes an image as an illustration and a copy of the report as its copy", () => {
    const png = Buffer.from("89504e470d0a1a0a", "hex").toString("base64");
    const pdf = Buffer.from("%PDF-1.4 x").toString("base64");
    const { report } = convert(
      obx("NM", "1"),
      `OBX|2|ED|IMG^Courbe^L||^Image^PNG^Base64^${png}||||||F`,
      `OBX|3|ED|11502-2^CR^LN||^A^PDF^Base64^${pdf}||||||F`,
    );
    expect(report.copiePdf?.base64).toBe(pdf);
    expect(report.chapitres[0]?.bloc?.elements[0]).toMatchObject({
      images: [{ mediaType: "image/png", base64: png, legende: "Courbe" }],
    });
  });
});

describe("the wire", () => {
  const plain = message([obx("ST", "é")]);

  it.each<[string, string]>([
    ["LF", plain.replaceAll("\r", "\n")],
    ["CR LF", plain.replaceAll("\r", "\r\n")],
    ["an MLLP block", `\u000B${plain}\u001C\r`],
    ["a byte order mark", `\uFEFF${plain}`],
    ["other delimiters", plain.replaceAll("|", "#").replaceAll("^", "$").replace("$~\\&", "$*!%").replaceAll("&", "%")],
  ])("%s", (_, text) => {
    expect(valuesOf(fromOru(text, OPTIONS))).toEqual([{ type: "texte", texte: "é" }]);
  });

  it.each<[string, string, "utf8" | "latin1", boolean]>([
    ["UTF-8 as declared", "UNICODE UTF-8", "utf8", true],
    ["8859/1 as declared", "8859/1", "latin1", true],
    ["UTF-8 without declaration", "", "utf8", true],
    ["8859/1 without declaration", "", "latin1", false],
    ["8859/1 declared UTF-8", "UNICODE UTF-8", "latin1", false],
    ["an unknown declaration", "KLINGON", "utf8", false],
  ])("%s", (_, charset, encoding, isSure) => {
    const header = `MSH|^~\\&|SIL|LABO|DPI|X|202403121630||ORU^R01|1|P|2.5||||||${charset}`;
    const conversion = fromOru(Buffer.from(message([obx("ST", "é")], header), encoding), OPTIONS);
    expect(valuesOf(conversion)).toEqual([{ type: "texte", texte: "é" }]);
    expect(rulesOf(conversion).includes("LDL-HL7-CHARSET MSH[1]-18")).toBe(!isSure);
  });
});

describe("what is no message of results of one patient", () => {
  it.each<[string, string | Uint8Array, string]>([
    ["nothing", "", "LDL_BIO_HL7V2_UNREADABLE no-header"],
    ["XML", "<a/>", "LDL_BIO_HL7V2_UNREADABLE no-header"],
    ["a header alone", "MSH|^~\\&", "LDL_BIO_HL7V2_UNREADABLE not-oru"],
    ["letters as delimiters", "MSHA^~\\&A", "LDL_BIO_HL7V2_UNREADABLE delimiters"],
    ["one delimiter twice", "MSH||~\\&|", "LDL_BIO_HL7V2_UNREADABLE delimiters"],
    ["another message", message([]).replace("ORU^R01", "ADT^A01"), "LDL_BIO_HL7V2_UNREADABLE not-oru"],
    ["no patient", message([]).replace(PID, "NTE|1"), "LDL_BIO_HL7V2_UNREADABLE no-patient"],
    ["two patients", message([PID]), "LDL_BIO_HL7V2_UNREADABLE several-patients"],
    ["no order", message([]).replace(OBR, ""), "LDL_BIO_HL7V2_UNREADABLE no-result"],
    ["an order without result", message([]), "LDL_INPUT_INVALID"],
    ["too many fields", message([`OBX${"|".repeat(600)}`]), "LDL_BIO_HL7V2_UNREADABLE too-large"],
    ["too many repetitions", message([obx("ST", "~".repeat(600))]), "LDL_BIO_HL7V2_UNREADABLE too-large"],
    ["too many components", message([obx("CWE", "^".repeat(300))]), "LDL_BIO_HL7V2_UNREADABLE too-large"],
    [
      "too many segments",
      message(Array.from({ length: 20_001 }, () => "NTE|1||x")),
      "LDL_BIO_HL7V2_UNREADABLE too-large",
    ],
    ["too many bytes", new Uint8Array(33_554_433), "LDL_BIO_HL7V2_UNREADABLE too-large"],
  ])("%s", (_, source, code) => {
    expect(codeOf(() => fromOru(source, OPTIONS))).toBe(code);
  });

  it("never fails otherwise, whatever a character becomes", () => {
    const whole = readFileSync(path.join(FOLDER, "05-ecbu-antibiogramme.hl7"), "utf8");
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.constantFrom("", "|", "^", "~", "\\", "&", "\r", '""', "\u0000", "é", "9"),
        (at, inserted) => {
          const code = codeOf(() => fromOru(whole.slice(0, at) + inserted + whole.slice(at + 1), OPTIONS));
          expect(["", "LDL_INPUT_INVALID"].includes(code) || code.startsWith("LDL_BIO_HL7V2_UNREADABLE")).toBe(true);
        },
      ),
      { seed: 20240402, numRuns: 400 },
    );
  });

  it("refuses options that are none", () => {
    expect(codeOf(() => fromOru(message([obx("NM", "1")]), { ...OPTIONS, systemeLocal: "x" }))).toBe(
      "LDL_INPUT_INVALID",
    );
  });
});
