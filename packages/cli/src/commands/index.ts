import type { Command } from "../command.ts";

/** A verb: loaded only when it is called, so that a call pays for what it uses. */
export interface CommandEntry {
  readonly name: string;
  /** One line, in French. */
  readonly summary: string;
  load(): Promise<{ readonly command: Command }>;
}

/** Every verb, in the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: "build", summary: "Construit un document CDA à partir de données JSON", load: () => import("./build.ts") },
  { name: "schema", summary: "Schéma JSON des données d'entrée", load: () => import("./schema.ts") },
  { name: "read", summary: "Lit un document CDA et donne son contenu en JSON", load: () => import("./read.ts") },
  {
    name: "validate",
    summary: "Contrôle des documents : règles du SDK, règles officielles avec un kit",
    load: () => import("./validate.ts"),
  },
  { name: "render", summary: "Met un document en page (HTML, PDF/A)", load: () => import("./render.ts") },
  { name: "xdm", summary: "Met des documents dans une archive IHE_XDM, ou l'ouvre", load: () => import("./xdm.ts") },
  { name: "mail", summary: "Compose ou lit un message MSSanté, sans serveur", load: () => import("./mail.ts") },
  {
    name: "send",
    summary: "Envoie des documents par MSSanté, par une boîte d'envoi durable",
    load: () => import("./send.ts"),
  },
  {
    name: "receive",
    summary: "Relève une boîte MSSanté, range les documents, répond à l'émetteur",
    load: () => import("./receive.ts"),
  },
  {
    name: "inbox",
    summary: "Montre ce qui est reçu, tranche ce qui attend, reprend ce qui est mis de côté",
    load: () => import("./inbox.ts"),
  },
  { name: "outbox", summary: "Montre, relance ou annule ce qui est à envoyer", load: () => import("./outbox.ts") },
  {
    name: "doctor",
    summary: "Contrôle certificats, DNS, TLS, jeton, boîte et base, sans rien envoyer",
    load: () => import("./doctor.ts"),
  },
  {
    name: "directory",
    summary: "Importe l'annuaire, trouve une boîte MSSanté, vérifie un domaine",
    load: () => import("./directory.ts"),
  },
  {
    name: "dmp",
    summary: "Alimente, cherche, lit ou corrige un DMP",
    load: () => import("./dmp.ts"),
  },
  {
    name: "testbench",
    summary: "Lance le banc hors ligne : opérateur, jetons, annuaire, DMP",
    load: () => import("./testbench.ts"),
  },
  {
    name: "indicators",
    summary: "Compte MS-1 à MS-4 d'après les évènements, avec preuves et rapport",
    load: () => import("./indicators.ts"),
  },
];
