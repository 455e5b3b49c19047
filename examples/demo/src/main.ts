import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import type { ClinicalDocument } from "@ldl/cda";
import { instantOf } from "@ldl/domain";
import type { ExchangeEventInput } from "@ldl/indicators";
import {
  acknowledgementEvents,
  createImapMailbox,
  createRecipientKey,
  createSmtpTransport,
  sendResultEvents,
  submittedEvents,
  type TransmissionContext,
} from "@ldl/mssante";
import { createTestPki, startMssanteOperator } from "@ldl/testbench";
import { check } from "./check.ts";
import { count, hospitalEvents, laboratoryEvents } from "./count.ts";
import { DPI, LGC, profileOf } from "./exchange.ts";
import { feed } from "./feed.ts";
import { indexPage } from "./index-page.ts";
import { acknowledge, fetchOne, integrate } from "./receive.ts";
import { buildLetter, buildReport, compose, pack, render } from "./send.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const out = path.join(root, "out", "demo");
const steps: { readonly what: string; readonly ms: number }[] = [];

async function step<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  steps.push({ what, ms });
  console.log(`${ms.toFixed(0).padStart(6)} ms  ${what}`);
  return result;
}

await mkdir(out, { recursive: true });
const save = (name: string, bytes: Uint8Array | string) => writeFile(path.join(out, name), bytes);

const pki = await step("autorité et certificats de test", () => createTestPki());
await using operator = await step("opérateur MSSanté hors ligne (SMTP, IMAP, TLS mutuel)", () =>
  startMssanteOperator({ pki, mailboxes: [DPI, LGC].map((address) => ({ address, password: "demo" })) }),
);

const [letter, report] = await step("lettre de liaison de sortie et compte rendu de biologie, niveau 3", () =>
  Promise.all([
    buildLetter(path.join(root, "examples/data/ldl-ses.max.json")),
    buildReport(path.join(root, "examples/data/cr-bio.bilan-lipidique.json")),
  ]),
);
const documents = [letter, report];
const kitFolder = process.env["LDL_CISIS_KIT"];
const checks = await step(
  kitFolder === undefined ? "contrôle par les règles du SDK" : "contrôle par les règles du SDK et le kit de l'ANS",
  () => check(documents, kitFolder),
);
const pages = await step("pages HTML et copies PDF/A", () => documents.map(render));
const xdm = await step("IHE_XDM.ZIP et METADATA.XML", () => pack(letter, documents));
const mail = await step("message MSSanté", () => compose(pages, xdm));
for (const [index, name] of ["lettre", "biologie"].entries()) {
  const page = pages[index];
  if (page === undefined) continue;
  await save(`${name}.xml`, page.document.xml);
  await save(`${name}.html`, page.html);
  await save(`${name}.pdf`, page.pdf);
}
await save("IHE_XDM.ZIP", xdm);
await save("message.eml", mail.raw);

const contextOf = (document: ClinicalDocument, origin: TransmissionContext["origin"]): TransmissionContext => ({
  documentIds: [document.header.id.racine],
  origin,
  recipientKind: () => "PER",
  recipientKey: createRecipientKey("a secret of the demo, never the same elsewhere"),
});
const contexts = [contextOf(letter, "DPI"), contextOf(report, "SGL")];
const sent = { messageId: mail.messageId, ...mail.envelope };
await using dpiSmtp = createSmtpTransport(profileOf(operator, pki, pki.sender, DPI));
const result = await step("envoi par SMTP, TLS mutuel", () => dpiSmtp.send(mail));

await using lgcImap = createImapMailbox(profileOf(operator, pki, pki.receiver, LGC));
const received = await step("relève IMAP par le LGC", () => fetchOne(lgcImap, "xdm"));
const integrated = await step("vérification et intégration", () =>
  integrate(received.xdm.bytes, letter.header.patient.ins?.matricule),
);
await using lgcSmtp = createSmtpTransport(profileOf(operator, pki, pki.receiver, LGC));
const mdn = acknowledge(received);
await save("mdn.eml", mdn.raw);
await step("accusé d'intégration (MDN) envoyé", () => lgcSmtp.send(mdn));
await using dpiImap = createImapMailbox(profileOf(operator, pki, pki.sender, DPI));
const answer = await step("accusé relevé et rapproché de l'envoi", () => fetchOne(dpiImap, "mdn"));

const clock = new Date();
const now = instantOf(clock);
const fed = await step("DMP hors ligne : existence, puis dépôt d'un lot signé", () => feed(documents, pki, clock));
const events: readonly ExchangeEventInput[] = [
  ...hospitalEvents(letter, checks[0]?.valid ?? false, now),
  ...laboratoryEvents(report, checks[1]?.valid ?? false, now),
  ...contexts.flatMap((context) => [
    ...submittedEvents(sent, context),
    ...sendResultEvents(result, context),
    ...acknowledgementEvents(answer, sent, context),
  ]),
  ...fed.events,
];
await save("evenements.jsonl", events.map((event) => `${JSON.stringify(event)}\n`).join(""));
const quarter = `${now.slice(0, 4)}-Q${Math.ceil(Number(now.slice(5, 7)) / 3)}`;
const { tableau1, tableau2, ...indicators } = await step("indicateurs MS-1 à MS-4 (PGlite)", () =>
  count(events, quarter),
);
const figures = [
  { name: "MS-1", label: "lettres produites", value: tableau1.total.ms1.display },
  { name: "MS-2", label: "lettres transmises", value: tableau1.total.ms2.display },
  { name: "MS-3", label: "comptes rendus de biologie produits", value: String(tableau2.total.ms3.value) },
  { name: "MS-4", label: "comptes rendus de biologie transmis", value: tableau2.total.ms4.display },
];
await save("indicateurs.json", `${JSON.stringify({ tableau1, tableau2, ...indicators }, null, 2)}\n`);
await save(
  "index.html",
  indexPage({
    integrated,
    checks,
    inDmp: fed.documentIds.length,
    events,
    steps,
    quarter,
    figures,
    recipients: result.recipients,
  }),
);
console.log(`\n${figures.map(({ name, value }) => `${name} ${value}`).join("   ")}   (${quarter})`);
console.log(`Tout est dans ${path.relative(process.cwd(), out) || "."} ; ouvrir index.html`);
