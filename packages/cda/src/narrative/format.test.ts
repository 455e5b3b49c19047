import { Moment } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import type { Frequence } from "../lettre-de-liaison/posologie.ts";
import {
  formatCode,
  formatFrequency,
  formatName,
  formatPeriod,
  formatQuantity,
  formatRange,
  formatTime,
} from "./format.ts";

describe("French wording", () => {
  it.each([
    ["2024-03-15T11:05:00+01:00", "15/03/2024 à 11:05"],
    ["2024-03-15", "15/03/2024"],
    ["2024-03", "03/2024"],
    ["2024", "2024"],
  ])("writes the date %s as %s", (moment, text) => {
    expect(formatTime(Moment.parse(moment))).toBe(text);
  });

  it.each([
    [{ valeur: 1, unite: "{comprime}" }, "1 comprimé"],
    [{ valeur: 0.5, unite: "{comprime}" }, "0,5 comprimé"],
    [{ valeur: 2, unite: "{gelule}" }, "2 gélules"],
    [{ valeur: 3, unite: "[drp]" }, "3 gouttes"],
    [{ valeur: 20, unite: "[IU]/kg" }, "20 UI/kg"],
    [{ valeur: 7.5, unite: "ug" }, "7,5 µg"],
    [{ valeur: 100, unite: "mg/d" }, "100 mg/jour"],
    [{ valeur: 1, unite: "g/(12.h)" }, "1 g/12 h"],
    [{ valeur: 2, unite: "{bandelette}" }, "2 bandelette"],
    [{ valeur: 4 }, "4"],
  ])("writes %j as %s", (quantity, text) => {
    expect(formatQuantity(quantity)).toBe(text);
  });

  it("writes a range once, with the plural of its upper bound", () => {
    expect(formatRange({ valeur: 1, valeurMax: 2, unite: "{comprime}" })).toBe("1 à 2 comprimés");
    expect(formatRange({ valeur: 1, unite: "{comprime}" })).toBe("1 comprimé");
  });

  it.each<[Frequence, string]>([
    [{ genre: "periode", toutesLes: { valeur: 1, unite: "d" } }, "1 fois par jour"],
    [{ genre: "periode", toutesLes: { valeur: 8, unite: "h" } }, "1 fois toutes les 8 heures"],
    [{ genre: "periode", toutesLes: { valeur: 2, unite: "d" } }, "1 fois tous les 2 jours"],
    [
      { genre: "periode", toutesLes: { valeur: 12, unite: "h" }, horairesUsuels: true },
      "1 fois toutes les 12 heures, aux horaires usuels",
    ],
    [{ genre: "moment", moment: "HS" }, "au coucher"],
  ])("writes the frequency %j as %s", (frequency, text) => {
    expect(formatFrequency(frequency)).toBe(text);
  });

  it.each<[debut: string | undefined, fin: string | undefined, text: string]>([
    ["2024-01-02", "2024-02-03", "du 02/01/2024 au 03/02/2024"],
    ["2024-01-02", undefined, "à partir du 02/01/2024"],
    [undefined, "2024-02-03", "jusqu'au 03/02/2024"],
    [undefined, undefined, ""],
  ])("writes the period from %s to %s as '%s'", (debut, fin, text) => {
    const moment = (value: string | undefined) => (value === undefined ? undefined : Moment.parse(value));
    expect(formatPeriod({ debut: moment(debut), fin: moment(fin) })).toBe(text);
  });

  it("names code systems, and people by title", () => {
    expect(formatCode({ code: "I10", systeme: "2.16.840.1.113883.6.3" })).toBe("I10 (CIM-10)");
    expect(formatCode({ code: "X", systeme: "1.2.3", nomSysteme: "Maison" })).toBe("X (Maison)");
    expect(formatCode({ code: "X", systeme: "1.2.3" })).toBe("X (1.2.3)");
    expect(formatName({ nom: "HOSPI", prenom: "Anne", titre: "DR" })).toBe("DR Anne HOSPI");
  });
});
