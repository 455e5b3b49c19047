import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isLdlError } from "./ldl-error.ts";
import { parseInput } from "./parse-input.ts";

const Schema = z.strictObject({
  texte: z.string().optional(),
  nombre: z.number().min(1).max(9).optional(),
  liste: z.array(z.string()).min(1).max(2).optional(),
  choix: z.enum(["a", "b"]).optional(),
  forme: z
    .discriminatedUnion("genre", [z.strictObject({ genre: z.literal("x") }), z.strictObject({ genre: z.literal("y") })])
    .optional(),
  regle: z.string().regex(/^a$/, { error: "lettre a attendue (LDL-X-001)" }).optional(),
  motif: z.string().regex(/^a$/).optional(),
  court: z.string().max(1).optional(),
  positif: z.number().positive().optional(),
});

function issuesOf(data: unknown): readonly string[] {
  try {
    parseInput(Schema, data);
  } catch (error) {
    if (isLdlError(error) && error.code === "LDL_INPUT_INVALID")
      return error.details.issues.map(({ path, message, rule }) => `${path} | ${message} | ${rule}`);
    throw error;
  }
  return [];
}

describe("what a schema says", () => {
  it.each([
    [{ texte: 1 }, "texte | texte attendu | LDL-SCHEMA-INVALID-TYPE"],
    [{ nombre: "secret" }, "nombre | nombre attendu | LDL-SCHEMA-INVALID-TYPE"],
    [{ nombre: 0 }, "nombre | valeur : au moins 1 attendue | LDL-SCHEMA-TOO-SMALL"],
    [{ nombre: 10 }, "nombre | valeur : au plus 9 attendue | LDL-SCHEMA-TOO-BIG"],
    [{ positif: 0 }, "positif | valeur : plus de 0 attendue | LDL-SCHEMA-TOO-SMALL"],
    [{ liste: [] }, "liste | au moins 1 élément(s) attendu(s) | LDL-SCHEMA-TOO-SMALL"],
    [{ liste: ["a", "b", "c"] }, "liste | au plus 2 élément(s) attendu(s) | LDL-SCHEMA-TOO-BIG"],
    [{ court: "secret" }, "court | au plus 1 caractère(s) attendu(s) | LDL-SCHEMA-TOO-BIG"],
    [{ choix: "secret" }, "choix | valeur attendue : a, b | LDL-SCHEMA-INVALID-VALUE"],
    [{ forme: { genre: "secret" } }, "forme.genre | valeur attendue : x, y | LDL-SCHEMA-INVALID-UNION"],
    [{ forme: {} }, "forme.genre | valeur attendue : x, y | LDL-SCHEMA-INVALID-UNION"],
    [{ regle: "secret" }, "regle | lettre a attendue | LDL-X-001"],
    [{ motif: "secret" }, "motif | forme inattendue | LDL-SCHEMA-INVALID-FORMAT"],
    [{ inconnu: "secret" }, "inconnu | donnée inconnue | LDL-SCHEMA-UNRECOGNIZED-KEYS"],
    [[], " | objet attendu | LDL-SCHEMA-INVALID-TYPE"],
    [undefined, " | donnée obligatoire | LDL-SCHEMA-INVALID-TYPE"],
  ])("is in French without the value: %j", (data, issue) => {
    expect(issuesOf(data)).toEqual([issue]);
  });

  it("has one issue for each unknown member", () => {
    expect(issuesOf({ un: 1, deux: 2 })).toHaveLength(2);
  });
});
