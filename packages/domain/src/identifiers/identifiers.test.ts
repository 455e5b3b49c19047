import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Finess,
  IdentiteIns,
  Ins,
  Ipp,
  insKey,
  insKindOfOid,
  insOid,
  MssanteAddress,
  mssanteAddressKind,
  Oid,
  PsIdNat,
  patientMssanteAddress,
  psIdNatFromRpps,
  Rpps,
  Siren,
  Siret,
  StructIdNat,
  structIdNatFromFiness,
  Uuid,
} from "../index.ts";
import { passesLuhn } from "./luhn.ts";

const SEED = { seed: 20_240_315, numRuns: 500 };

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((values) => values.join(""));

/** Numbers whose last digit is the Luhn key of the others. */
const luhnNumber = (length: number) =>
  digits(length - 1).map((body) => {
    const key = [..."0123456789"].find((digit) => passesLuhn(body + digit));
    return body + (key ?? "");
  });

const insBody = fc
  .tuple(digits(5), fc.oneof(digits(2), fc.constantFrom("2A", "2B")), digits(6))
  .map((parts) => parts.join(""));

/** Changes one digit of a text into another digit. */
const oneDigitChanged = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.nat(), fc.integer({ min: 1, max: 9 })).map(([value, position, shift]) => {
    const places = [...value].flatMap((char, index) => (/\d/.test(char) ? [index] : []));
    const place = places[position % places.length] ?? 0;
    const changed = (Number(value[place]) + shift) % 10;
    return { before: value, after: value.slice(0, place) + changed + value.slice(place + 1) };
  });

describe("Ins", () => {
  it.each(["279035121518989", "185022A00412308", "185022B03312338"])("accepts %s", (matricule) => {
    expect(Ins.parse(matricule)).toBe(matricule);
  });

  it.each([
    ["too short", "27903512151898", "LDL-ID-INS-FORME"],
    ["blanks", "2 79 03 51 215 189 89", "LDL-ID-INS-FORME"],
    ["letter elsewhere", "2790351A1518989", "LDL-ID-INS-FORME"],
    ["wrong key", "279035121518988", "LDL-ID-INS-CLE"],
  ])("refuses %s", (_, matricule, rule) => {
    expect(Ins.safeParse(matricule).error?.issues[0]?.message).toContain(rule);
  });

  it("accepts every body with its key", () => {
    fc.assert(
      fc.property(insBody, (body) => Ins.safeParse(body + insKey(body)).success),
      SEED,
    );
  });

  it("refuses any change of one digit outside the department letter", () => {
    fc.assert(
      fc.property(oneDigitChanged(insBody.map((body) => body + insKey(body))), ({ before, after }) => {
        const isTwo = before.slice(5, 7) !== after.slice(5, 7) && /[AB]/.test(before);
        return isTwo || !Ins.safeParse(after).success;
      }),
      SEED,
    );
  });

  it("refuses to compute the key of something else", () => {
    expect(() => insKey("123")).toThrow(RangeError);
  });
});

describe("IdentiteIns", () => {
  it.each([
    ["NIR", "production", "1.2.250.1.213.1.4.8"],
    ["NIA", "production", "1.2.250.1.213.1.4.9"],
    ["NIR", "test", "1.2.250.1.213.1.4.10"],
    ["NIR", "demonstration", "1.2.250.1.213.1.4.11"],
  ] as const)("writes a %s of %s under %s, and back", (type, environnement, oid) => {
    expect(insOid({ type, environnement })).toBe(oid);
    expect(insKindOfOid(oid)).toEqual({ type, environnement });
  });

  it("knows no OID for a NIA outside production", () => {
    expect(() => insOid({ type: "NIA", environnement: "test" })).toThrow(RangeError);
    const answer = IdentiteIns.safeParse({ matricule: "279035121518989", type: "NIA", environnement: "test" });
    expect(answer.error?.issues[0]?.message).toContain("LDL-ID-INS-OID");
  });

  it("leaves other OIDs alone", () => {
    expect(insKindOfOid("1.2.250.1.213.1.4.2")).toBeUndefined();
  });
});

describe.each([
  ["Rpps", Rpps, 11, "10002422979"],
  ["Finess", Finess, 9, "750803447"],
  ["Siren", Siren, 9, "356000000"],
  ["Siret", Siret, 14, "35600000000048"],
] as const)("%s", (name, schema, length, example) => {
  it("accepts a known number", () => {
    expect(schema.safeParse(example).success).toBe(true);
  });

  it("accepts any number with a Luhn key, and refuses it with one digit changed", () => {
    const numbers = luhnNumber(length).filter((value) => !value.startsWith("356000000"));
    fc.assert(
      fc.property(oneDigitChanged(numbers), ({ before, after }) => {
        const keptSense = !after.startsWith("356000000");
        return schema.safeParse(before).success && (!keptSense || !schema.safeParse(after).success);
      }),
      SEED,
    );
  });

  it("names the rule it applies", () => {
    expect(schema.safeParse("12").error?.issues[0]?.message).toContain(`LDL-ID-${name.toUpperCase()}-FORME`);
    const wrong = example.slice(0, -1) + ((Number(example.at(-1)) + 1) % 10);
    expect(schema.safeParse(wrong).error?.issues[0]?.message).toContain(`LDL-ID-${name.toUpperCase()}-CLE`);
  });
});

describe("Finess of Corsica", () => {
  it("is accepted on its form alone", () => {
    expect(Finess.safeParse("2A0000014").success).toBe(true);
    expect(Finess.safeParse("2C0000014").success).toBe(false);
  });
});

describe("Siret of La Poste", () => {
  it("follows the sum rule", () => {
    expect(Siret.safeParse("35600000049837").success).toBe(true);
    expect(Siret.safeParse("35600000049838").success).toBe(false);
  });
});

describe("PsIdNat", () => {
  it("comes from an RPPS number", () => {
    expect(psIdNatFromRpps(Rpps.parse("10002422979"))).toBe("810002422979");
  });

  it.each([
    ["0123456789", true],
    ["012345678", false],
    ["810002422979", true],
    ["810002422978", false],
    ["3750803447/DUPONT1", true],
    ["3750803446/DUPONT1", false],
    ["3750803447", false],
    ["3/X", false],
    ["4356000000/12", true],
    ["535600000000048/12", true],
    ["1123456789/AB", true],
    ["61000242297901/AB", true],
    ["6100/AB", false],
    ["9123", false],
    ["", false],
  ])("judges %s: %s", (value, valid) => {
    expect(PsIdNat.safeParse(value).success).toBe(valid);
  });
});

describe("StructIdNat", () => {
  it("comes from a FINESS number", () => {
    expect(structIdNatFromFiness(Finess.parse("750803447"))).toBe("1750803447");
  });

  it.each([
    ["1750803447", true],
    ["1750803448", false],
    ["2356000000", true],
    ["335600000000048", true],
    ["012345678901", true],
    ["4010000000", true],
    ["41ABC", true],
    ["42ABC", false],
    ["5750803447", false],
    ["6750803447", false],
  ])("judges %s: %s", (value, valid) => {
    expect(StructIdNat.safeParse(value).success).toBe(valid);
  });

  it("accepts a practice by its RPPS rank with the Luhn digit only", () => {
    fc.assert(
      fc.property(luhnNumber(14), (body) => {
        const wrong = body.slice(0, -1) + ((Number(body.at(-1)) + 1) % 10);
        const looksLikeRor = /^[01]/.test(wrong);
        return (
          StructIdNat.safeParse(`4${body}`).success && (looksLikeRor || !StructIdNat.safeParse(`4${wrong}`).success)
        );
      }),
      SEED,
    );
  });
});

describe("Oid and Uuid", () => {
  it.each([
    ["1.2.250.1.213.1.1.1.29", true],
    ["2.25.329800735698586629295641978511506172918", true],
    ["3.1", false],
    ["1", false],
    ["1.02", false],
    ["1..2", false],
    [`1.${"2".repeat(63)}`, false],
  ])("Oid %s: %s", (value, valid) => {
    expect(Oid.safeParse(value).success).toBe(valid);
  });

  it("raises a UUID to upper case", () => {
    expect(Uuid.parse("2db3e431-03b4-4fc4-99e5-aa2e3ce1d12a")).toBe("2DB3E431-03B4-4FC4-99E5-AA2E3CE1D12A");
    expect(Uuid.safeParse("2db3e43103b44fc499e5aa2e3ce1d12a").success).toBe(false);
  });

  it("refuses an IPP with blanks around it", () => {
    expect(Ipp.safeParse({ racine: "1.2.3", valeur: "A 1" }).success).toBe(true);
    expect(Ipp.safeParse({ racine: "1.2.3", valeur: "A1 " }).success).toBe(false);
  });
});

describe("MssanteAddress", () => {
  it.each([
    ["secretariat.cardio@chu-exemple.mssante.fr", "professional"],
    ["dr.martin@interop-mssante.apicrypt.org", "professional"],
    ["279035121518989@patient.mssante.fr", "patient"],
    ["279035121518989@PATIENT.mssante.fr", "patient"],
    ["medecin@hopital-exemple.fr", "unknownDomain"],
    ["piege@mssante.fr.exemple.org", "unknownDomain"],
  ] as const)("takes %s for %s", (value, kind) => {
    expect(mssanteAddressKind(MssanteAddress.parse(value))).toBe(kind);
  });

  it.each([
    "sans-domaine",
    "a@b",
    "a b@c.mssante.fr",
    "a@c.mssante.fr\r\nBcc: x@y.fr",
    "<a@c.mssante.fr>",
    '"a"@c.mssante.fr',
    "a..b@c.mssante.fr",
    `${"a".repeat(65)}@c.mssante.fr`,
    "a@-c.mssante.fr",
    "é@c.mssante.fr",
  ])("refuses %s", (value) => {
    expect(MssanteAddress.safeParse(value).success).toBe(false);
  });

  it("builds a patient's mailbox", () => {
    expect(patientMssanteAddress(Ins.parse("279035121518989"))).toBe("279035121518989@patient.mssante.fr");
  });
});
