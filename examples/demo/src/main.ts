import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
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
import { count, recordEvents } from "./count.ts";
import { DPI, LGC, profileOf } from "./exchange.ts";
import { indexPage } from "./index-page.ts";
import { acknowledge, fetchOne, integrate } from "./receive.ts";
import { buildLetter, composeLetter, packLetter, renderLetter } from "./send.ts";

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

const letter = await step("lettre de liaison de sortie, niveau 3", () =>
  buildLetter(path.join(root, "examples/data/ldl-ses.max.json")),
);
const { html, pdf } = await step("page HTML et copie PDF/A", () => renderLetter(letter));
const xdm = await step("IHE_XDM.ZIP et METADATA.XML", () => packLetter(letter));
const mail = await step("message MSSanté", () => composeLetter(letter, xdm, pdf));
await save("lettre.xml", letter.xml);
await save("lettre.html", html);
await save("lettre.pdf", pdf);
await save("IHE_XDM.ZIP", xdm);
await save("message.eml", mail.raw);

const context: TransmissionContext = {
  documentIds: [letter.header.id.racine],
  origin: "DPI",
  recipientKind: () => "PER",
  recipientKey: createRecipientKey("a secret of the demo, never the same elsewhere"),
};
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

const now = instantOf(new Date());
const events: readonly ExchangeEventInput[] = [
  ...recordEvents(letter, now),
  ...submittedEvents(sent, context),
  ...sendResultEvents(result, context),
  ...acknowledgementEvents(answer, sent, context),
];
await save("evenements.jsonl", events.map((event) => `${JSON.stringify(event)}\n`).join(""));
const quarter = `${now.slice(0, 4)}-Q${Math.ceil(Number(now.slice(5, 7)) / 3)}`;
const report = await step("indicateurs MS-1 et MS-2 (PGlite)", () => count(events, quarter));
const { ms1, ms2 } = report.tableau1.total;
await save("indicateurs.json", `${JSON.stringify(report, null, 2)}\n`);
await save(
  "index.html",
  indexPage({ integrated, events, steps, quarter, ms1: ms1.display, ms2: ms2.display, recipients: result.recipients }),
);
console.log(`\nMS-1 ${ms1.display}   MS-2 ${ms2.display}   (${quarter})`);
console.log(`Tout est dans ${path.relative(process.cwd(), out) || "."} ; ouvrir index.html`);
