import type { z } from "zod";

const TYPES: Readonly<Record<string, string>> = {
  string: "texte attendu",
  number: "nombre attendu",
  int: "nombre entier attendu",
  boolean: "true ou false attendu",
  array: "liste attendue",
  object: "objet attendu",
};

function among(values: readonly unknown[]): string {
  return `valeur attendue : ${values.map(String).join(", ")}`;
}

function sized(origin: string, quantity: string): string {
  if (origin === "array") return `${quantity} élément(s) attendu(s)`;
  return origin === "string" ? `${quantity} caractère(s) attendu(s)` : `valeur : ${quantity} attendue`;
}

/**
 * Words in French what a schema says of data when it has no message of its own; never the value that it refuses.
 *
 * @param issue - What zod found.
 * @returns The expectation.
 */
export function schemaMessage(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? "donnée obligatoire"
        : (TYPES[issue.expected] ?? "autre type de donnée attendu");
    case "invalid_value":
      return issue.input === undefined ? "donnée obligatoire" : among(issue.values);
    case "too_small":
      return sized(issue.origin, `${issue.inclusive === true ? "au moins" : "plus de"} ${issue.minimum}`);
    case "too_big":
      return sized(issue.origin, `au plus ${issue.maximum}`);
    case "unrecognized_keys":
      return "donnée inconnue";
    case "invalid_union":
      if ("options" in issue && Array.isArray(issue.options)) return among(issue.options);
      return issue.input === undefined ? "donnée obligatoire" : "aucune des formes attendues";
    default:
      return "forme inattendue";
  }
}
