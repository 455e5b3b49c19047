import { describe, expect, it } from "vitest";
import { ContenuBase64 } from "./contenu-base64.ts";

describe("ContenuBase64", () => {
  it.each([["QUJD"], ["QUI="], ["QQ=="], ["QUJ="], ["+/+/"], ["QUJDQQ=="]])("takes %s", (text) => {
    expect(ContenuBase64.parse(text)).toBe(text);
  });

  it.each([
    [""],
    ["QUJ"],
    ["QUJDQ"],
    ["===="],
    ["Q==="],
    ["QQ==QUJD"],
    ["QU=C"],
    ["-_-_"],
    ["QUJD\nQUJ"],
    ["QUJD QUJ"],
    ["\u0141\u0141\u0141\u0141"],
    ["\u0141\u0141\u0141\u0141QUJD"],
    ["éèàçQUJD"],
  ])("refuses %j", (text) => {
    expect(ContenuBase64.safeParse(text).success).toBe(false);
  });
});
