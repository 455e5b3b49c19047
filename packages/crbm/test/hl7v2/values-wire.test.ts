import { Buffer } from "node:buffer";
import { isLdlError } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { flattenReport, fromOru } from "../../src/index.ts";
import { convert, MSH, messageOf, OPTIONS, obx, rowOf, rulesOf } from "./values-message.ts";

describe("times without offset", () => {
  const dateOf = (header: string, written: string, fuseau?: string) =>
    rowOf(
      fromOru(messageOf([obx("NM", "5", { 14: written })], MSH.replace("202403121630", header)), {
        ...OPTIONS,
        ...(fuseau === undefined ? {} : { fuseau }),
      }),
    ).date;

  it.each<[string, string, string | undefined, string]>([
    ["202403121930+0400", "20240312100000", undefined, "2024-03-12T10:00:00+04:00"],
    ["202403121930+0400", "2024031210", undefined, "2024-03-12T10:00+04:00"],
    ["202403121930+0400", "20240312100000+0100", undefined, "2024-03-12T10:00:00+01:00"],
    ["202403121930+0400", "20240312", undefined, "2024-03-12"],
    ["202403121630+0100", "20240712100000", undefined, "2024-07-12T10:00:00+02:00"],
    ["202403121630", "20240312100000", undefined, "2024-03-12T10:00:00+01:00"],
    ["202403121630", "20240312100000", "Indian/Reunion", "2024-03-12T10:00:00+04:00"],
    ["202403121930-0300", "20240312100000", "Indian/Reunion", "2024-03-12T10:00:00-03:00"],
  ])("header %s, result %s, zone %s: %s", (header, written, fuseau, date) => {
    expect(dateOf(header, written, fuseau)).toBe(date);
  });

  it("are those of the header for the whole report", () => {
    const { report } = fromOru(messageOf([obx("NM", "5")], MSH.replace("202403121630", "202403121930+0400")), OPTIONS);
    expect([report.creeLe, report.renduLe, report.recuLe]).toEqual([
      "2024-03-12T19:30+04:00",
      "2024-03-12T16:30:00+04:00",
      "2024-03-12T09:10:00+04:00",
    ]);
  });
});

describe("lines that are no segment", () => {
  it("are told by their rank, without a word of theirs", () => {
    const conversion = convert(obx("NM", "5"), "MME DURAND LUCETTE née le 12/03/1950", "Dr|X");
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-SEGMENT ?[5]", "LDL-HL7-SEGMENT ?[6]"]);
    expect(JSON.stringify(conversion.issues)).not.toMatch(/DURAND|Dr/);
  });
});

describe("findings beyond two hundred of a rule", () => {
  it("are counted by the last that is kept", () => {
    const { issues } = convert(obx("NM", "5"), ...Array.from({ length: 250 }, () => "ZZZ|1"));
    expect(issues.length).toBe(200);
    expect(issues.at(-1)?.path).toBe("ZZZ[200]");
    expect(issues.at(-1)?.message).toContain("et 50 autre(s)");
  });
});

describe("encodings", () => {
  const headed = (charset: string) => messageOf([obx("ST", "Présence élevée")], `${MSH}||||||${charset}`);
  const read = (bytes: Uint8Array) => {
    const conversion = fromOru(bytes, OPTIONS);
    return [flattenReport(conversion.report)[0]?.value, rulesOf(conversion)];
  };
  const contradicted = ["LDL-HL7-CHARSET MSH[1]-18"];

  it.each<[string, "utf8" | "latin1" | "utf16le", readonly string[]]>([
    ["8859/1", "utf8", contradicted],
    ["8859/15", "utf8", contradicted],
    ["8859/1", "latin1", []],
    ["8859-1", "latin1", []],
    ["WINDOWS-1252", "latin1", []],
    ["UNICODE", "utf8", []],
    ["UNICODE UTF-16", "utf16le", []],
    ["UNICODE UTF-8", "utf16le", contradicted],
    ["constructor", "latin1", contradicted],
  ])("%s declared, bytes in %s", (charset, encoding, findings) => {
    expect(read(Buffer.from(headed(charset), encoding))).toEqual(["Présence élevée", findings]);
  });

  it("reads UTF-16 of either order, with or without its mark", () => {
    const little = Buffer.from(`\uFEFF${headed("UNICODE UTF-16")}`, "utf16le");
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big, big.subarray(2)]) expect(read(bytes)).toEqual(["Présence élevée", []]);
  });
});

describe("input that is none", () => {
  const refusalOf = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      if (isLdlError(error) && error.code === "LDL_INPUT_INVALID")
        return error.details.issues.map(({ path, message }) => `${path} : ${message}`).join(" ; ");
      throw error;
    }
    return "";
  };
  // As a program without types would call it.
  const call: (message: never, options: never) => unknown = fromOru;

  it.each<[unknown, unknown, string]>([
    [undefined, OPTIONS, "message : donnée obligatoire"],
    [12, OPTIONS, "message : aucune des formes attendues"],
    [messageOf([]), undefined, "options : donnée obligatoire"],
    [
      messageOf([]),
      { ...OPTIONS, systemeLocal: undefined, inconnu: 1 },
      "options.systemeLocal : donnée obligatoire ; options.inconnu : donnée inconnue",
    ],
  ])("is refused in French", (message, options, refusal) => {
    expect(refusalOf(() => Reflect.apply(call, undefined, [message, options]))).toBe(refusal);
  });
});
