/** What a code of the XPath specification means for the person who reads a report. */
const FAILURES: Readonly<Record<string, string>> = {
  FODC0002: "un fichier nommé par la règle est absent du kit ou illisible",
  FORG0001: "une valeur n'a pas la forme attendue par la règle",
  FORG0006: "la règle reçoit une valeur d'un type qu'elle n'attend pas",
  FONS0004: "un préfixe n'est pas déclaré",
  FOCA0002: "un nom n'a pas la forme attendue par la règle",
  FOAR0001: "division par zéro",
  FORX0002: "une expression régulière n'est pas prise en charge",
  XPTY0004: "la règle reçoit plusieurs valeurs, ou une valeur d'un autre type, là où elle en attend une",
};

/** The reason why a check could not be carried out, in French. */
export function failureMessage(code: string): string {
  return FAILURES[code] ?? `la règle ne peut pas être évaluée (${code})`;
}

/** What a code of the XML reader means for the person who reads a report. */
const UNREADABLE: Readonly<Record<string, string>> = {
  MALFORMED: "Le document n'est pas du XML bien formé.",
  NAMESPACE: "Le document emploie un préfixe d'espace de noms non déclaré ou réservé.",
  DOCTYPE: "Le document contient une déclaration DOCTYPE, ce qui est interdit.",
  ENTITY: "Le document contient une entité autre que les cinq de XML.",
  INVALID_CHARACTER: "Le document contient un caractère interdit en XML.",
  ENCODING: "Le document n'est pas codé comme il l'annonce.",
  LIMIT: "Le document dépasse les limites de lecture (taille, profondeur ou nombre d'éléments).",
};

/** The reason why a document cannot be read, in French. */
export function unreadableMessage(code: string): string {
  return UNREADABLE[code] ?? "Le document ne peut pas être lu.";
}
