import { describe, expect, it } from "vitest";
import { convert, linesOf, observation, order, rulesOf, segment } from "./structure-message.ts";

const COLI = "112283007^Escherichia coli^SCT";
const FAECALIS = "78065002^Enterococcus faecalis^SCT";
const AUREUS = "3092008^Staphylococcus aureus^SCT";
const germ = (value: string, subId = ""): string =>
  observation("CWE", "630-4^Germe^LN", value, { 4: subId, 14: "20240313" });
const count = (value: string, subId = ""): string =>
  observation("NM", "51480-2^Compte^LN", value, { 4: subId, 6: "UFC/mL", 14: "20240313" });
const answer = (drug: string, flag: string, subId = ""): string =>
  observation("ST", `${drug}^${drug}^L`, "", { 4: subId, 8: flag, 14: "20240314" });
const ecbu = (filler: string, placer = ""): string => order(filler, "ECBU^ECBU^L", { 2: placer });
const child = (filler: string, pointer: string, parent: string, more: Readonly<Record<number, string>> = {}): string =>
  order(filler, "ATB^Antibiogramme^L", { 26: pointer, 29: parent, ...more });

const PARENT = "LDL-HL7-PARENT";
const isolateRules = (lines: readonly string[]): readonly string[] =>
  rulesOf(convert(...lines)).filter((rule) => /^LDL-HL7-(?:PARENT|CHILD|ISOLATE)/.test(rule));

describe("the parent of an antibiogram", () => {
  const orders = [
    ecbu("F1", "ORD1"),
    germ(COLI, "1"),
    order("F2", "HEMOC^Hémoculture^L", { 2: "ORD1" }),
    germ(AUREUS, "1"),
  ];
  const oxacillin = answer("Oxacilline", "R");
  const [coli, aureus] = [
    "Escherichia coli | Germe | Escherichia coli",
    "Staphylococcus aureus | Germe | Staphylococcus aureus",
  ];

  it.each(["ORD1^F2", "^F2", "ORD1&SIL^F2&LABO"])("%s is told by the number of the laboratory", (parent) => {
    const lines = [...orders, child("F3", "630-4&Germe&LN^1", parent, { 2: "ORD1" }), oxacillin];
    expect(linesOf(convert(...lines))).toEqual([
      "- | Germe | Escherichia coli",
      aureus,
      "Staphylococcus aureus | Oxacilline | R",
    ]);
    expect(isolateRules(lines)).toEqual([]);
  });

  it("is told by the number of the placer among orders that share the one of the laboratory", () => {
    const lines = [
      ...[ecbu("F1", "ORD1"), germ(COLI, "1"), order("F1", "HEMOC^Hémoculture^L", { 2: "ORD2" }), germ(AUREUS, "1")],
      ...[child("F1", "630-4&Germe&LN^1", "ORD2^F1", { 2: "ORD3" }), oxacillin],
    ];
    expect(linesOf(convert(...lines)).slice(1)).toEqual([aureus, "Staphylococcus aureus | Oxacilline | R"]);
  });

  it.each<[string, string, string]>([
    ["the number of the placer fits several", "630-4&Germe&LN^1", "ORD1"],
    ["no number is given and several results fit", "630-4&Germe&LN^1", ""],
    ["no order has the number", "630-4&Germe&LN^1", "^F9"],
    ["the laboratory of the number is another one", "630-4&Germe&LN^1", "^F2&AUTRE"],
    ["the result is of another code", "600-7&Germe&LN^1", "^F2"],
    ["the code is of another system", "630-4&Germe&L^1", "^F2"],
    ["no result has the sub-identifier", "630-4&Germe&LN^2", "^F2"],
    ["the name is of another micro-organism", "630-4&Germe&LN^1^Escherichia coli", "^F2"],
    ["nothing tells which result it is", "", "^F2"],
  ])("is none when %s: the antibiogram stays apart", (_, pointer, parent) => {
    const [first = "", ...others] = orders;
    const named = [`${first.replace("|F1|", "|F1^LABO|")}`, ...others.map((line) => line.replace("|F2|", "|F2^LABO|"))];
    const lines = [...named, child("F3", pointer, parent, { 2: "ORD1" }), oxacillin];
    expect(linesOf(convert(...lines))).toEqual([
      "- | Germe | Escherichia coli",
      "- | Germe | Staphylococcus aureus",
      "- | Oxacilline | R",
    ]);
    expect(isolateRules(lines)).toEqual([`${PARENT} OBR[3]-26`]);
  });

  it("is told by the number of the placer when it leaves no doubt", () => {
    const lines = [
      ecbu("F1", "ORD1"),
      germ(COLI, "1"),
      child("F3", "630-4&Germe&LN^1", "ORD1", { 2: "ORD1" }),
      oxacillin,
    ];
    expect(linesOf(convert(...lines))).toEqual([coli, "Escherichia coli | Oxacilline | R"]);
  });

  it("is told by the ORC when the OBR does not", () => {
    const orc = segment("ORC", { 1: "RE", 8: "^F2" });
    const lines = [...orders, orc, child("F3", "630-4&Germe&LN^1", ""), oxacillin];
    expect(linesOf(convert(...lines)).at(-1)).toBe("Staphylococcus aureus | Oxacilline | R");
  });

  it("gives its name to its isolates when nothing is left of its panel", () => {
    const { report, issues } = convert(...orders, child("F3", "630-4&Germe&LN^1", "^F2"), oxacillin);
    expect(report.chapitres[0]?.bloc?.elements).toMatchObject([
      { genre: "batterie", libelle: "ECBU" },
      { genre: "isolat", commentaires: [{ texte: "Examen : Hémoculture" }] },
    ]);
    expect(issues.map(({ rule, path }) => `${rule} ${path}`)).toContain("LDL-HL7-PART OBR[2]-4");
  });

  it("may be a child itself", () => {
    const lines = [
      ...[ecbu("F1"), observation("ST", "GRAM^Gram^L", "bacilles à Gram négatif")],
      ...[order("F2", "CULT^Culture^L", { 26: "GRAM&Gram&L", 29: "^F1" }), germ(COLI, "1")],
      ...[child("F3", "630-4&Germe&LN^1", "^F2"), oxacillin],
    ];
    expect(linesOf(convert(...lines))).toEqual([
      "- | Gram | bacilles à Gram négatif",
      coli,
      "Escherichia coli | Oxacilline | R",
    ]);
    expect(isolateRules(lines)).toEqual(["LDL-HL7-CHILD OBR[2]-26"]);
  });

  it("is no antibiogram: two that point to each other are both kept", () => {
    const lines = [...[child("F1", "B&B&L", "^F2"), answer("A", "R"), child("F2", "A&A&L", "^F1"), answer("B", "S")]];
    expect(linesOf(convert(...lines))).toEqual(["- | A | R", "- | B | S"]);
    expect(isolateRules(lines)).toEqual([`${PARENT} OBR[1]-26`, `${PARENT} OBR[2]-26`]);
  });
});

describe("a micro-organism by its name (OBR-26.3)", () => {
  const orders = [ecbu("F1"), germ(COLI), germ(FAECALIS)];
  const resultOf = (pointer: string): readonly string[] =>
    linesOf(convert(...orders, child("F2", pointer, "^F1"), answer("Amoxicilline", "S"))).filter((line) =>
      line.includes("Amoxicilline"),
    );

  it.each(["Enterococcus faecalis", "ENTEROCOCCUS  FAECALIS", "E. faecalis", "Enterococcus faecalis VanA", "78065002"])(
    "%s is found among those without number",
    (name) => {
      expect(resultOf(`630-4&Germe&LN^^${name}`)).toEqual(["Enterococcus faecalis | Amoxicilline | S"]);
      expect(resultOf(`^^${name}`)).toEqual(["Enterococcus faecalis | Amoxicilline | S"]);
    },
  );

  it.each(["630-4&Germe&LN", "630-4&Germe&LN^^Klebsiella pneumoniae", "630-4&Germe&LN^^E."])(
    "%s leaves a doubt: the antibiogram stays apart",
    (pointer) => {
      expect(resultOf(pointer)).toEqual(["- | Amoxicilline | S"]);
    },
  );

  it("is kept in words when the antibiogram stays apart, under a label that names none", () => {
    const { report, issues } = convert(
      ...orders,
      child("F2", "630-4&Germe&LN^^Klebsiella pneumoniae", "^F1"),
      answer("Amoxicilline", "S"),
    );
    expect(report.chapitres[0]?.bloc?.elements).toMatchObject([
      { genre: "batterie", libelle: "ECBU" },
      {
        genre: "batterie",
        libelle: "Antibiogramme",
        commentaires: [{ texte: "Résultat parent selon le message : Klebsiella pneumoniae" }],
      },
    ]);
    expect(issues.map(({ rule }) => rule)).toContain(PARENT);
  });

  it("is not kept when it contradicts the number beside it", () => {
    const { report } = convert(ecbu("F1"), germ(COLI, "1"), child("F2", "630-4^1^Klebsiella", "^F1"), answer("A", "S"));
    expect(JSON.stringify(report)).not.toContain("Klebsiella");
  });
});

describe("what makes a child order an antibiogram", () => {
  const concentration = (code: string, value: string): string =>
    observation("SN", code, value, { 6: "mg/L", 14: "20240314" });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      "concentrations alone",
      [order("F2", "X^Résultats^L", { 26: "630-4^1", 29: "^F1" }), concentration("AMX^Amoxicilline^L", "<=^2")],
      ["Escherichia coli | Amoxicilline | <=2"],
    ],
    [
      "its name",
      [child("F2", "630-4^1", "^F1"), observation("NM", "AMX^Amoxicilline^L", "2", { 14: "20240314" })],
      ["Escherichia coli | Amoxicilline | 2"],
    ],
    [
      "answers in its values",
      [
        order("F2", "X^Résultats^L", { 26: "630-4^1", 29: "^F1" }),
        observation("ST", "AMX^Amoxicilline^L", "Résistant"),
        observation("ST", "GEN^Gentamicine^L", "S"),
      ],
      ["Escherichia coli | Amoxicilline | Résistant", "Escherichia coli | Gentamicine | S"],
    ],
  ])("%s", (_, lines, expected) => {
    expect(linesOf(convert(ecbu("F1"), germ(COLI, "1"), ...lines)).slice(1)).toEqual(expected);
  });

  it("nothing else: another child order stays apart, and is told", () => {
    const lines = [
      ...[ecbu("F1"), germ(COLI, "1")],
      ...[order("F2", "TYP^Sérotypage^L", { 26: "630-4^1", 29: "^F1" }), observation("ST", "SER^Sérotype^L", "O157")],
    ];
    expect(linesOf(convert(...lines))).toEqual(["- | Germe | Escherichia coli", "- | Sérotype | O157"]);
    expect(isolateRules(lines)).toEqual(["LDL-HL7-CHILD OBR[2]-26"]);
  });
});

describe("groups of one order (OBX-4)", () => {
  const colour = observation("ST", "5778-6^Couleur^LN", "jaune");
  const expected = [
    "- | Couleur | jaune",
    "Escherichia coli | Germe | Escherichia coli",
    "Escherichia coli | Compte | 1000000",
    "Escherichia coli | Amoxicilline | R",
    "Enterococcus faecalis | Germe | Enterococcus faecalis",
    "Enterococcus faecalis | Compte | 10000",
    "Enterococcus faecalis | Amoxicilline | S",
  ];

  it.each<[string, readonly string[]]>([
    ["with one number", ["1", "1", "1", "2", "2", "2"]],
    ["with numbers of a common stem", ["1", "1.1", "1.2", "2", "2.1", "2.2"]],
    ["with numbers all below a stem", ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]],
    ["with two numbers of the same stem", ["1.1", "1.1", "1.1", "1.2", "1.2", "1.2"]],
  ])("become isolates with their antibiograms %s", (_, [a, b, c, d, e, f]) => {
    const lines = [
      ...[ecbu("F1"), colour, germ(COLI, a), count("1000000", b), answer("Amoxicilline", "R", c)],
      ...[germ(FAECALIS, d), count("10000", e), answer("Amoxicilline", "S", f)],
    ];
    expect(linesOf(convert(...lines))).toEqual(expected);
    expect(isolateRules(lines)).toEqual([]);
  });

  it("become isolates wherever their lines stand, and with a micro-organism in words", () => {
    const name = (value: string, subId: string): string =>
      observation("ST", "GERME^Germe isolé^L", value, { 4: subId });
    const lines = [
      ...[ecbu("F1"), name("E. coli", "1"), name("E. faecalis", "2")],
      ...[answer("Amoxicilline", "S", "2"), answer("Amoxicilline", "R", "1")],
    ];
    expect(linesOf(convert(...lines))).toEqual([
      "E. coli | Germe isolé | E. coli",
      "E. coli | Amoxicilline | R",
      "E. faecalis | Germe isolé | E. faecalis",
      "E. faecalis | Amoxicilline | S",
    ]);
  });

  it("keep their counts without antibiogram", () => {
    const lines = [ecbu("F1"), germ(COLI, "1"), count("1000000", "1"), germ(FAECALIS, "2"), count("10000", "2")];
    expect(linesOf(convert(...lines))).toEqual(expected.filter((line) => /Germe|Compte/.test(line)));
  });

  it("give an isolate nothing but its own when one number stands for the whole order", () => {
    const lines = [
      ...[ecbu("F1"), observation("ST", "5778-6^Couleur^LN", "jaune", { 4: "1" })],
      ...[germ(COLI, "1"), count("1000000", "1"), answer("Amoxicilline", "R", "1")],
    ];
    expect(linesOf(convert(...lines))).toEqual(expected.slice(0, 4));
  });

  it("take the antibiogram of a child order beside their own", () => {
    const lines = [
      ...[ecbu("F1"), colour, germ(COLI, "1"), answer("Amoxicilline", "R", "1")],
      ...[child("F2", "630-4^1^Escherichia coli", "^F1"), answer("Gentamicine", "S")],
    ];
    expect(linesOf(convert(...lines)).slice(1)).toEqual([
      "Escherichia coli | Germe | Escherichia coli",
      "Escherichia coli | Amoxicilline | R",
      "Escherichia coli | Gentamicine | S",
    ]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      "without numbers",
      [germ(COLI), answer("Amoxicilline", "R"), germ(FAECALIS), answer("Amoxicilline", "S")],
      ["Germe", "Amoxicilline", "Germe", "Amoxicilline"],
    ],
    [
      "with two micro-organisms under one number",
      [germ(COLI, "1"), germ(FAECALIS, "1"), answer("Amoxicilline", "R", "1")],
      ["Germe", "Germe", "Amoxicilline"],
    ],
    ["without a micro-organism", [germ(COLI, "1"), answer("Amoxicilline", "R", "2")], ["Germe", "Amoxicilline"]],
    [
      "of something else than a culture",
      [
        ...[
          observation("NM", "GLU^Glycémie^L", "0.9", { 4: "1" }),
          observation("NM", "INS^Insuline^L", "4", { 4: "1" }),
        ],
        ...[
          observation("NM", "GLU^Glycémie^L", "1.5", { 4: "2" }),
          observation("NM", "INS^Insuline^L", "60", { 4: "2" }),
        ],
      ],
      ["Glycémie", "Insuline", "Glycémie", "Insuline"],
    ],
  ])("%s stay in their order, and are told", (_, results, labels) => {
    const lines = [ecbu("F1"), ...results];
    const conversion = convert(...lines);
    expect(linesOf(conversion).map((line) => line.split(" | ").slice(0, 2))).toEqual(
      labels.map((label) => ["-", label]),
    );
    expect(isolateRules(lines)).toEqual(["LDL-HL7-ISOLATE OBR[1]"]);
  });
});
