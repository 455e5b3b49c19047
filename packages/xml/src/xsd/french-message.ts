/** A form of libxml2's messages and how it is told. Values of the document are matched but never told. */
type Form = readonly [pattern: RegExp, tell: (groups: Readonly<Record<string, string>>) => string];

// Message templates of libxml2 (xmlschemas.c), without the element or attribute they start with.
const FORMS: readonly Form[] = [
  [/^The attribute '(?<name>[^']*)' is not allowed\./, ({ name }) => `l'attribut ${name} n'est pas permis`],
  [/^The attribute '(?<name>[^']*)' is required but missing\./, ({ name }) => `l'attribut ${name} manque`],
  [
    /^This element is not expected\. Expected is (?:one of )?\( (?<names>.*) \)\./s,
    ({ names }) => `élément inattendu ; attendu : ${list(names)}`,
  ],
  [/^This element is not expected\./, () => "élément inattendu"],
  [
    /^Missing child element\(s\)\. Expected is (?:one of )?\( (?<names>.*) \)\./s,
    ({ names }) => `il manque un élément ; attendu : ${list(names)}`,
  ],
  [/^Missing child element\(s\)\./, () => "il manque un élément"],
  [
    /^\[facet 'enumeration'\] .* is not an element of the set \{(?<values>[^{}]*)\}\.$/s,
    ({ values }) => `la valeur n'est pas l'une de celles permises : ${values?.replaceAll("'", "")}`,
  ],
  [
    /^\[facet 'pattern'\] .* is not accepted by the pattern '(?<pattern>.*)'\.$/s,
    ({ pattern }) => `la valeur ne suit pas le modèle ${pattern}`,
  ],
  [
    /^\[facet '(?:minInclusive|minExclusive)'\] .* \('(?<bound>[^']*)'\)\.$/s,
    ({ bound }) => `la valeur est trop petite (borne : ${bound})`,
  ],
  [
    /^\[facet '(?:maxInclusive|maxExclusive)'\] .* \('(?<bound>[^']*)'\)\.$/s,
    ({ bound }) => `la valeur est trop grande (borne : ${bound})`,
  ],
  [/^\[facet 'length'\] .* of '(?<bound>\d+)'\.$/s, ({ bound }) => `la valeur doit avoir une longueur de ${bound}`],
  [/^\[facet 'minLength'\] .* of '(?<bound>\d+)'\.$/s, ({ bound }) => `la valeur est trop courte (minimum : ${bound})`],
  [/^\[facet 'maxLength'\] .* of '(?<bound>\d+)'\.$/s, ({ bound }) => `la valeur est trop longue (maximum : ${bound})`],
  [
    /^\[facet '(?:totalDigits|fractionDigits)'\] .* \('(?<bound>\d+)'\)\.$/s,
    ({ bound }) => `la valeur a trop de chiffres (maximum : ${bound})`,
  ],
  [
    / is not a valid value of (?:the )?(?:local )?(?:atomic|list|union)(?: type)? '(?<type>[^']*)'\.$/s,
    ({ type }) => `la valeur n'est pas du type ${local(type)}`,
  ],
  [
    / is not a valid value of (?:the |a )?(?:local )?(?:atomic|list|union)? ?(?:type|union)\.$/s,
    () => "la valeur n'est pas du type attendu",
  ],
  [
    /^The QName value '.*' of the attribute '(?<name>[^']*)' does not resolve/s,
    ({ name }) => `la valeur de ${local(name)} n'est pas un type connu`,
  ],
  [
    /^The type definition '.*', specified by (?<name>[^,]*), is blocked/s,
    ({ name }) => `le type donné par ${name} n'est pas permis ici`,
  ],
  [
    /^No matching global (?:element )?declaration available(?: for the validation root|, but demanded)/,
    () => "élément inconnu du schéma",
  ],
  [/^No matching global attribute declaration/, () => "attribut inconnu du schéma"],
  [/^Character content other than whitespace is not allowed/, () => "aucun texte n'est permis dans cet élément"],
  [/^Character content is not allowed/, () => "aucun texte n'est permis dans cet élément"],
  [/^Element content is not allowed/, () => "aucun élément n'est permis dans cet élément"],
  [/^Neither character nor element content is allowed/, () => "cet élément, déclaré nul, doit être vide"],
  [/^The element is not 'nillable'/, () => "cet élément ne peut pas être déclaré nul"],
  [/^The (?:element declaration|type definition) is abstract/, () => "cet élément demande un type précis (xsi:type)"],
  [
    /^The actual value '.*' does not match the fixed value constraint '(?<value>[^']*)'/s,
    ({ value }) => `la valeur doit être ${value}`,
  ],
  [
    /^Duplicate key-sequence .* in (?<what>\w+) identity-constraint '(?<name>[^']*)'/s,
    ({ name }) => `valeur en double (contrainte ${local(name)})`,
  ],
  [
    /^No match found for key-sequence .* of keyref '(?<name>[^']*)'/s,
    ({ name }) => `référence sans cible (contrainte ${local(name)})`,
  ],
  [
    /^Not all fields of key identity-constraint '(?<name>[^']*)'/,
    ({ name }) => `clé incomplète (contrainte ${local(name)})`,
  ],
];

const SUBJECT = /^Element '(?<element>[^']*)'(?:, attribute '(?<attribute>[^']*)')?: /;

/** Tells in French what libxml2 says in English, leaving out the values that it quotes. */
export function frenchMessage(message: string): string {
  const text = message.trimEnd();
  const subject = SUBJECT.exec(text);
  const rest = text.slice(subject?.[0].length ?? 0);
  const told = tell(rest) ?? "contenu non conforme au schéma";
  const { element, attribute } = subject?.groups ?? {};
  if (element === undefined) return `${told}.`;
  if (attribute === undefined || rest.startsWith("The attribute '")) return `${local(element)} : ${told}.`;
  return `${local(element)}/@${local(attribute)} : ${told}.`;
}

function tell(text: string): string | undefined {
  for (const [pattern, say] of FORMS) {
    const match = pattern.exec(text);
    if (match !== null) return say(match.groups ?? {});
  }
  return undefined;
}

/** `{urn:hl7-org:v3}id` as `id`. */
function local(name: string | undefined): string {
  return (name ?? "").replace(/\{[^}]*\}/g, "");
}

/** The names of a list of expected elements. */
function list(names: string | undefined): string {
  return local(names);
}
