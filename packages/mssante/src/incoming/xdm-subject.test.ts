import { describe, expect, it } from "vitest";
import { displayedSubject, errorCodeOfSubject, isXdmSubject } from "./xdm-subject.ts";

describe("isXdmSubject", () => {
  it.each([
    ["TR : xdm/1.0/ddm+CR VIAL Paul", true],
    ["XDM/1.0", false],
    ["XDM/1x0/DDM+CR", false],
    ["Bonjour", false],
    ["", false],
  ])("%s: %s", (subject, expected) => {
    expect(isXdmSubject(subject)).toBe(expected);
  });
});

describe("displayedSubject (ECO.3.1.3)", () => {
  it.each([
    ["XDM/1.0/DDM+CR VIAL Paul 26/11/1978", "CR VIAL Paul 26/11/1978"],
    ["XDM/1.0/DDM+ CR VIAL Paul", "CR VIAL Paul"],
    ["Re: XDM/1.0/DDM+CR VIAL Paul", "Re: CR VIAL Paul"],
    ["Bonjour", "Bonjour"],
  ])("%s gives %s", (subject, expected) => {
    expect(displayedSubject(subject)).toBe(expected);
  });
});

describe("errorCodeOfSubject", () => {
  it.each([
    ["[KO Intégration système !][902] XDM/1.0/DDM+CR", "902"],
    ["[Erreur d’intégration !][904] XDM/1.0/DDM+CR", "904"],
    ["[902] XDM/1.0/DDM+CR", undefined],
    ["Re: [KO][902] XDM/1.0/DDM+CR", undefined],
    ["[KO][902] Bonjour", undefined],
  ])("%s: %s", (subject, expected) => {
    expect(errorCodeOfSubject(subject)).toBe(expected);
  });
});
