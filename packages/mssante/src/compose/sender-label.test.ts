import { describe, expect, it } from "vitest";
import { senderLabel } from "./sender-label.ts";

describe("senderLabel (ECO.2.2.7)", () => {
  it.each([
    [{ titre: "Dr", prenom: "Marie", nom: "Martin", entite: "Cabinet Medical" }, "Dr_Marie_MARTIN_Cabinet Medical"],
    [{ prenom: "Marie", nom: "Martin" }, "Marie_MARTIN"],
    ["CH Test - Cardiologie", "CH Test - Cardiologie"],
  ])("%j", (sender, expected) => {
    expect(senderLabel(sender)).toBe(expected);
  });
});
