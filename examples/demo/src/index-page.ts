import type { ExchangeEventInput } from "@ldl/indicators";
import type { SendResult } from "@ldl/mssante";
import type { DocumentCheck } from "./check.ts";
import type { IntegratedDocument } from "./receive.ts";

/** What the page tells. */
export interface DemoFacts {
  readonly integrated: readonly IntegratedDocument[];
  readonly checks: readonly DocumentCheck[];
  /** Documents that the DMP took. */
  readonly inDmp: number;
  readonly events: readonly ExchangeEventInput[];
  readonly steps: readonly { readonly what: string; readonly ms: number }[];
  readonly quarter: string;
  readonly figures: readonly { readonly name: string; readonly label: string; readonly value: string }[];
  readonly recipients: SendResult["recipients"];
}

const FILES = [
  ["lettre.html", "La lettre, mise en page"],
  ["lettre.pdf", "Sa copie PDF/A, jointe au message"],
  ["lettre.xml", "Le document CDA R2 niveau 3 de la lettre"],
  ["biologie.html", "Le compte rendu de biologie, mis en page"],
  ["biologie.pdf", "Sa copie PDF/A"],
  ["biologie.xml", "Son document CDA R2 niveau 3"],
  ["IHE_XDM.ZIP", "L'archive IHE_XDM et ses métadonnées"],
  ["message.eml", "Le message MSSanté envoyé"],
  ["mdn.eml", "L'accusé d'intégration reçu"],
  ["evenements.jsonl", "Les événements de l'échange"],
  ["indicateurs.json", "Les indicateurs et les requêtes qui les comptent"],
] as const;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeText = (text: string) => text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
const row = (...cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${escapeText(cell)}</td>`).join("")}</tr>`;

const sentence = ({ document: { header, kind }, content }: IntegratedDocument): string =>
  `${kind} version ${header.version}, « ${header.titre} » : ${content}.`;

/** One page that links everything the demonstration left. */
export function indexPage({
  integrated,
  checks,
  inDmp,
  events,
  steps,
  quarter,
  figures,
  recipients,
}: DemoFacts): string {
  const patient = integrated[0]?.document.header.patient;
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Démonstration : une lettre de liaison de bout en bout</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;color:#1b2733;max-width:56rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;color:#0b4f71}h2{font-size:1.15rem;margin-top:2rem;color:#0b4f71}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #cbd5dd;padding:.35rem .5rem;text-align:left}
td:last-child,th:last-child{text-align:right;white-space:nowrap}ul{padding-left:1.2rem}a{color:#0a5a94}
.figures{display:flex;flex-wrap:wrap;gap:1rem}.figures p{flex:1 1 10rem;border:1px solid #cbd5dd;border-radius:.4rem;padding:.8rem;margin:0}
.figures b{display:block;font-size:1.5rem}
</style></head><body>
<h1>Une lettre de liaison et un compte rendu de biologie, de l'hôpital au médecin traitant</h1>
<p>Patient de test ${escapeText(`${patient?.nomNaissance ?? ""} ${patient?.premierPrenomNaissance ?? ""}`)}.
Destinataires acceptés : ${recipients.filter(({ accepted }) => accepted).length} sur ${recipients.length}.
À la réception : empreinte et taille vérifiées, INS identique à celle du dossier. Documents déposés dans le DMP du banc
d'essai : ${inDmp}.</p>
<ul>${integrated.map((item) => `<li>${escapeText(sentence(item))}</li>`).join("")}</ul>
<div class="figures">${figures.map(({ name, label, value }) => `<p>${name}, ${escapeText(label)}<b>${escapeText(value)}</b>${escapeText(quarter)}</p>`).join("")}</div>
<h2>Le contrôle</h2><ul>${checks.map(({ summary }) => `<li>${escapeText(summary)}</li>`).join("")}</ul>
<h2>Les fichiers</h2><ul>${FILES.map(([file, what]) => `<li><a href="${file}">${escapeText(what)}</a> (${file})</li>`).join("")}</ul>
<h2>Les étapes</h2><table><thead><tr><th scope="col">Étape</th><th scope="col">Durée</th></tr></thead>
<tbody>${steps.map(({ what, ms }) => row(what, `${ms.toFixed(0)} ms`)).join("")}</tbody></table>
<h2>Les événements</h2><table><thead><tr><th scope="col">Événement</th><th scope="col">Date</th></tr></thead>
<tbody>${events.map((event) => row(event.type, event.occurredAt)).join("")}</tbody></table>
</body></html>
`;
}
