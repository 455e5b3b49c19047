import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { type FromOruOptionsInput, fromOru } from "../../src/index.ts";
import { convert, MSH, messageOf, OPTIONS, obx, PID, rowOf, rulesOf } from "./values-message.ts";

const INS = "279035121518989";
const ROOT = OPTIONS.systemeLocal;

function withPatient(pid: string, options: Partial<FromOruOptionsInput> = {}) {
  return fromOru(messageOf([obx("NM", "5")], MSH, pid), { ...OPTIONS, ...options });
}

describe("an INS without its OID", () => {
  const patient = (identifier: string) =>
    `${PID}|||^^DOMPREMY^^^^BDL^^51215`.replace("42^^^L&1.2.3.4&ISO^PI", `${identifier}~42^^^L&1.2.3.4&ISO^PI`);

  it.each([
    `${INS}^^^ASIP-SANTE-INS-NIR^INS`,
    `${INS}^^^^INS`,
    `${INS}^^^^INS-NIR`,
    `${INS}^^^^INS-C`,
    `${INS}^^^ASIP-SANTE-INS-C&1.2.250.1.213.1.4.2&ISO^INS-C`,
    `${INS}^^^CPAM^SS`,
    INS,
  ])("%s is no number of the laboratory", (identifier) => {
    const conversion = withPatient(patient(identifier));
    expect(conversion.report.patient.ins).toBeUndefined();
    expect(conversion.report.patient.identifiantsLocaux).toEqual([{ racine: "1.2.3.4", valeur: "42" }]);
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-INS-OID PID[1]-3"]);
  });

  it.each<[string, "production" | "test", object]>([
    ["ASIP-SANTE-INS-NIR^INS", "test", { type: "NIR", environnement: "test" }],
    ["^INS", "production", { type: "NIR", environnement: "production" }],
    ["ASIP-SANTE-INS-NIA^INS", "production", { type: "NIA", environnement: "production" }],
  ])("%s is one of the environment %s that the options give", (name, environnementIns, kind) => {
    const conversion = withPatient(patient(`${INS}^^^${name}`), { environnementIns });
    expect(conversion.report.patient.ins).toEqual({ matricule: INS, ...kind });
    expect(rulesOf(conversion)).toEqual([]);
  });

  it.each(["ASIP-SANTE-INS-C^INS", "ASIP-SANTE-INS-NIA^INS"])("%s is left out even so", (name) => {
    const conversion = withPatient(patient(`${INS}^^^${name}`), { environnementIns: "test" });
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-INS-OID PID[1]-3"]);
  });

  it("keeps a number without OID that is none as one of the laboratory", () => {
    expect(withPatient(patient("P0001^^^LABO^PI")).report.patient.identifiantsLocaux?.[0]).toEqual({
      racine: ROOT,
      valeur: "P0001",
    });
  });
});

describe("what PID has no place for", () => {
  const long = PID + "|".repeat(30);
  const put = (field: number, value: string) =>
    long
      .split("|")
      .map((one, index) => (index === field ? value : one))
      .join("|");

  it.each<[number, string, string]>([
    [2, "EXT1", "LDL-HL7-FIELD PID[1]-2"],
    [5, "MARTIN^CLAIRE^^^^^L~ARTISTE^^^^^^A", "LDL-HL7-PART PID[1]-5"],
    [8, "O", "LDL-HL7-FIELD PID[1]-8"],
    [7, "198001011830", "LDL-HL7-PART PID[1]-7"],
    [13, "^PRN^PH^^33^6^12345678", "LDL-HL7-PART PID[1]-13"],
    [18, "DOSS1", "LDL-HL7-FIELD PID[1]-18"],
    [30, "1", "LDL-HL7-FIELD PID[1]-30"],
  ])("PID-%i is told", (field, value, finding) => {
    expect(rulesOf(withPatient(put(field, value)))).toEqual([finding]);
  });

  it("keeps the phone beside the address of mail, and the country", () => {
    const contact = withPatient(put(13, "0612345678^PRN^PH^claire@example.org")).report.patient;
    expect(contact.telecoms?.map(({ valeur }) => valeur)).toEqual(["mailto:claire@example.org", "tel:0612345678"]);
    expect(withPatient(put(11, "1 rue A^^LIEGE^^4000^BEL^H")).report.patient.adresses).toEqual([
      { lignes: ["1 rue A", "4000 LIEGE", "BEL"] },
    ]);
  });
});

describe("the validator of a result (OBX-16)", () => {
  it.each<[string, Readonly<Record<number, string>>]>([
    ["without date", { 16: "810007778888^BIOLO" }],
    ["the second one", { 14: "20240312", 16: "810007778888^BIOLO~810007778995^ANALY" }],
  ])("%s is told", (_, fields) => {
    expect(rulesOf(convert(obx("NM", "5", fields)))).toEqual(["LDL-HL7-VALIDATOR OBX[1]-16"]);
  });
});

describe("the number of a person", () => {
  const validated = (person: string, options: Partial<FromOruOptionsInput> = {}) =>
    fromOru(messageOf([obx("NM", "5", { 14: "20240312", 16: person })]), { ...OPTIONS, ...options });
  const refused = ["LDL-HL7-PERSON OBX[1]-16"];

  it.each<[string, readonly string[]]>([
    ["10007778995^ANALY", []],
    ["810007778995^ANALY^^^^^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^L^^^IDNPS", []],
    ["10007778995^ANALY^^^^^^^^^^^RPPS", []],
    ["759876543^ANALY^^^^^^^^^^^ADELI", []],
    ["759876543^ANALY", refused],
    ["BIOLO0012^ANALY", refused],
    ["10007778995^ANALY^^^^^^^LABO&1.2.250.1.999.1.20&ISO", refused],
    ["10007778995^ANALY^^^^^^^^^^^EI", refused],
  ])("%s", (person, findings) => {
    expect(rulesOf(validated(person))).toEqual(findings);
  });

  it("is national without a key when the laboratory knows the person", () => {
    const known = { id: "0759876543", nom: { nom: "ANALY" } };
    expect(rulesOf(validated("759876543^ANALY", { professionnels: [known] }))).toEqual([]);
  });
});

describe("the laboratory that made an analysis", () => {
  const idnst = (name: string, id: string) => `${name}^L^^^^IDNST&1.2.250.1.71.4.2.2&ISO^IDNST^^^${id}`;

  it.each<[string, Readonly<Record<number, string>>]>([
    ["its identifier under another name", { 23: idnst("LBM TILLEULS", "1750803454") }],
    ["its FINESS in OBX-15", { 15: "750803454^LBM TILLEULS^L" }],
    ["its name in capitals", { 15: "LBMT^LABORATOIRE DE BIOLOGIE DES TILLEULS^L" }],
    ["its director", { 23: "LBM TILLEULS", 25: "810007778995^ANALY^Marc" }],
  ])("is the one of the report by %s", (_, fields) => {
    const conversion = convert(obx("NM", "5", fields));
    expect([rowOf(conversion).comment, rulesOf(conversion)]).toEqual([undefined, []]);
  });

  it("is named without being called another one when only its name differs", () => {
    const conversion = convert(obx("NM", "5", { 15: "LBMT^LBM DES TILLEULS^L" }));
    expect(rowOf(conversion).comment).toBe("Analyse réalisée par LBM DES TILLEULS.");
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-LABORATORY OBX[1]-15"]);
  });

  it.each(["LBM des Tilleuls", "LBMT"])(
    "is the one of the report when the options say that it is called %s",
    (name) => {
      const line = obx("NM", "5", { 15: "LBMT^LBM DES TILLEULS^L" });
      expect(rulesOf(fromOru(messageOf([line]), { ...OPTIONS, nomsDuLaboratoire: [name] }))).toEqual([]);
    },
  );

  it("is another one by its identifier", () => {
    const conversion = convert(obx("NM", "5", { 23: idnst("Laboratoire des Alpes", "1690123450") }));
    expect(rowOf(conversion).comment).toBe("Analyse réalisée par un autre laboratoire : Laboratoire des Alpes.");
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-LABORATORY OBX[1]-23"]);
  });
});

describe("a file (ED)", () => {
  const pdf = Buffer.from("%PDF-1.4 x").toString("base64");

  it.each([
    "^application/pdf^^Base64^",
    "^^application/pdf^BASE64^",
    "^AP^PDF^Base64^",
    "^AP^pdf^base64^",
    "^application^pdf^Base64^",
    "^Application^PDF^B64^",
    "^TEXT^application/pdf^base64^",
  ])("%s is a PDF", (head) => {
    const conversion = convert(obx("NM", "5"), obx("ED", `${head}${pdf}`, { 3: "CR^Compte rendu^L" }));
    expect(conversion.report.secondeIntention?.map(({ base64 }) => base64)).toEqual([pdf]);
    expect(rulesOf(conversion)).toEqual([]);
  });
});
