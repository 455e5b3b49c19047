import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cx, cxReference, SEED, specialty, xcn, xon, xpn, xtn } from "../../test/support/arbitraries.ts";
import {
  formatCx,
  formatCxReference,
  formatSpecialty,
  formatXcn,
  formatXon,
  formatXpn,
  formatXtn,
  parseCx,
  parseCxReference,
  parseSpecialty,
  parseXcn,
  parseXon,
  parseXpn,
  parseXtn,
} from "./values.ts";

const IDNPS = { autorite: "1.2.250.1.71.4.2.1", typeNom: "D", typeId: "IDNPS" };

describe("values of the field", () => {
  it.each([
    [
      "professional",
      formatXcn({ id: "899900063480", nom: "MAX", prenom: "LIBRE", ...IDNPS }),
      "899900063480^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS",
    ],
    [
      "system",
      formatXcn({
        id: "3750100125/88",
        nom: "DPI",
        prenom: "M1",
        autorite: "1.2.250.1.71.4.2.1",
        typeNom: "U",
        typeId: "RI",
      }),
      "3750100125/88^DPI^M1^^^^^^&1.2.250.1.71.4.2.1&ISO^U^^^RI",
    ],
    [
      "structure",
      formatXon({ nom: "CABINET DR LIBRE", autorite: "1.2.250.1.71.4.2.2", typeId: "IDNST", id: "499900063480001" }),
      "CABINET DR LIBRE^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^499900063480001",
    ],
    ["structure without identifier", formatXon({ nom: "SERVICE" }), "SERVICE"],
    [
      "INS",
      formatCx({ id: "207058575627097", autorite: "1.2.250.1.213.1.4.10", type: "NH" }),
      "207058575627097^^^&1.2.250.1.213.1.4.10&ISO^NH",
    ],
    [
      "IPP",
      formatCx({ id: "0456789999", autorite: "1.2.250.1.999.1.1.7898.2", type: "PI" }),
      "0456789999^^^&1.2.250.1.999.1.1.7898.2&ISO^PI",
    ],
    [
      "order",
      formatCxReference({ id: "P1", autorite: "1.2.3", type: "urn:ihe:iti:xds:2013:order" }),
      "P1^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:order",
    ],
    [
      "speciality",
      formatSpecialty({
        code: "G15_10/SM26",
        libelle: "Médecin - Qualifié en Médecine Générale (SM)",
        systeme: "1.2.250.1.213.1.1.4.5",
      }),
      "G15_10/SM26^Médecin - Qualifié en Médecine Générale (SM)^1.2.250.1.213.1.1.4.5",
    ],
    ["mail address", formatXtn({ equipement: "Internet", adresse: "x@y.mssante.fr" }), "^^Internet^x@y.mssante.fr"],
    ["name at birth", formatXpn({ nom: "VIAL", prenom: "Paul", type: "L" }), "VIAL^Paul^^^^^L"],
  ])("writes a %s", (_, written, expected) => {
    expect(written).toBe(expected);
  });

  it("keeps what it does not model: date of a CX, name space and scheme of an authority", () => {
    const written = "207058575627097^^^ASIP&1.2.250.1.213.1.4.10&OID^NH^^20100907";
    const value = parseCx(written);
    expect(value).toEqual({
      id: "207058575627097",
      autorite: "1.2.250.1.213.1.4.10",
      type: "NH",
      complements: { "4.1": "ASIP", "4.3": "OID", "7": "20100907" },
    });
    expect(value === undefined ? "" : formatCx(value)).toBe(written);
  });

  it.each([
    ["", undefined],
    ["^^^&1.2.3&ISO^NH", undefined],
    ["123", undefined],
    ["123^^^&&ISO", undefined],
    [" 123 ^^^&1.2.3&ISO", { id: "123", autorite: "1.2.3" }],
  ])("reads the CX %j", (text, expected) => {
    expect(parseCx(text)).toEqual(expected);
  });

  it("reads a speciality given as a word", () => {
    expect(parseSpecialty("Cardiologie")).toEqual({ code: "Cardiologie" });
  });

  function readsBack<T>(
    arbitrary: fc.Arbitrary<T>,
    format: (value: T) => string,
    parse: (text: string) => T | undefined,
  ) {
    return () =>
      fc.assert(
        fc.property(arbitrary, (value) => {
          expect(parse(format(value))).toEqual(value);
        }),
        SEED,
      );
  }

  it.each([
    ["CX", readsBack(cx, formatCx, parseCx)],
    ["CXi", readsBack(cxReference, formatCxReference, parseCxReference)],
    ["XCN", readsBack(xcn, formatXcn, parseXcn)],
    ["XON", readsBack(xon, formatXon, parseXon)],
    ["XPN", readsBack(xpn, formatXpn, parseXpn)],
    ["XTN", readsBack(xtn, formatXtn, parseXtn)],
    ["speciality", readsBack(specialty, formatSpecialty, parseSpecialty)],
  ])("reads back any %s", (_, check) => {
    check();
  });
});
