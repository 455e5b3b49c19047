import { SDK_RULES, SDK_RULES_VERSION } from "../src/index.ts";

const SEVERITIES = { error: "erreur", warning: "avertissement", info: "information" } as const;

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** The page that lists the rules of the SDK, made from the rules. */
export function rulesPage(): string {
  const rows = SDK_RULES.map(
    ({ id, severity, message, expected, path, source }) =>
      `| \`${id}\` | ${SEVERITIES[severity]} | ${cell(message)} | ${cell(expected)} | \`${cell(path)}\` | ${cell(source)} |`,
  );
  const count = (severity: keyof typeof SEVERITIES): number =>
    SDK_RULES.filter((rule) => rule.severity === severity).length;
  return `# Règles du SDK

Page écrite par \`packages/cda/scripts/write-rules-page.ts\` à partir des règles elles-mêmes ; ne pas la modifier à la main.

Ces ${SDK_RULES.length} règles (version ${SDK_RULES_VERSION} : ${count("error")} erreurs, ${count("warning")} avertissements, ${count("info")} informations)
portent sur le XML de tout document CDA du CI-SIS et s'appliquent toujours, sans kit officiel : \`validateDocument(octets)\` ou
\`ldl validate DOCUMENT.xml\`. Elles contrôlent ce que les règles officielles laissent passer.

Une erreur rend le document non valide ; un avertissement aussi, avec \`strict\`. Une règle que des exemples officiels enfreignent est un
avertissement, sauf la clé du matricule INS, la naissance postérieure au document et la forme des identifiants, qui ne souffrent pas
d'exception. Les chemins sont donnés sur les noms locaux.

| Règle | Gravité | Ce qui ne va pas | Attendu | Chemin | Source |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
