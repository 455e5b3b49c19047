import { MssanteAddress } from "@ldl/domain";
import { z } from "zod";

/** A secret: never in the configuration itself. */
export const Secret = z.union([
  z.strictObject({
    /** File that holds it; a line end after it does not count. */
    file: z.string().min(1),
  }),
  z.strictObject({
    /** Environment variable that holds it. */
    env: z.string().regex(/^[A-Z][A-Z0-9_]*$/, { error: "nom de variable d'environnement attendu (LDL-CFG-001)" }),
  }),
]);
export type Secret = z.infer<typeof Secret>;

/** Whether an entry is an address to fetch from, not a file. */
export const isAddress = (entry: string): boolean => /^https?:\/\//i.test(entry);

const Server = z.strictObject({
  /** Host name. */
  host: z.string().min(1),
  /** Port. */
  port: z.int().min(1).max(65_535),
  /** How TLS starts. */
  mode: z.enum(["starttls", "implicit"]),
});

const Auth = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("certificate") }),
  z.strictObject({ kind: z.literal("external"), user: z.string().optional() }),
  z.strictObject({ kind: z.literal("password"), user: z.string().min(1), password: Secret }),
  z.strictObject({
    /** An access token that another program keeps fresh in a file or a variable. */
    kind: z.literal("token"),
    user: z.string().min(1),
    token: Secret,
    mechanism: z.enum(["XOAUTH2", "OAUTHBEARER"]).optional(),
  }),
  z.strictObject({
    /** Client credentials at the operator's issuer. */
    kind: z.literal("clientCredentials"),
    user: z.string().min(1),
    issuer: z.url(),
    tokenEndpoint: z.url(),
    clientId: z.string().min(1),
    clientSecret: Secret,
    scope: z.string().optional(),
    mechanism: z.enum(["XOAUTH2", "OAUTHBEARER"]).optional(),
  }),
]);

/** Configuration of the verbs that speak with servers: `send`, `receive`, `outbox`, `doctor`. Paths are relative to its file. */
export const ExchangeConfig = z.strictObject({
  /** Mailbox that sends and receives. */
  mailbox: MssanteAddress,
  /** Reference of the product at the Convergence portal. */
  nil: z.string().min(1),
  /** Where the outbox and the inbox are kept. */
  database: z.union([
    z.strictObject({
      /** Folder of an embedded database, for one process. */
      folder: z.string().min(1),
    }),
    z.strictObject({
      /** Address of a PostgreSQL server, password included. */
      postgres: Secret,
    }),
  ]),
  /** The operator. */
  operator: z.strictObject({
    smtp: Server,
    imap: Server,
    tls: z.strictObject({
      /** Trust anchors, PEM files. */
      ca: z.array(z.string().min(1)).min(1),
      /** Revocation lists: PEM files, each of one list or several; or addresses from which they are fetched when due. */
      crl: z
        .array(z.string().min(1))
        .refine((entries) => new Set(entries.map(isAddress)).size < 2, {
          error: "des fichiers ou des adresses http(s), pas les deux (LDL-CFG-002)",
        })
        .optional(),
      /** Folder that keeps the lists that were fetched through a restart. */
      crlFolder: z.string().min(1).optional(),
      /** What follows when a list cannot be had: no connection, or one that is not checked. */
      crlFailure: z.enum(["closed", "open"]).optional(),
      /** Our certificate with its chain, PEM file. */
      certificate: z.string().min(1).optional(),
      /** Our private key, PEM. */
      key: Secret.optional(),
    }),
    auth: Auth,
    maxMessageBytes: z.int().positive().optional(),
    maxConnections: z.int().positive().optional(),
    maxMessagesPerMinute: z.int().positive().optional(),
  }),
  /** Folder where received documents are put. */
  received: z.string().min(1).optional(),
  /** Writes each operation on the mailbox to a file, one line of JSON each. Default: none. */
  trace: z
    .strictObject({
      /** File that lines are added to. */
      file: z.string().min(1),
      /** Identifier of the application, as lines name their author. Default: `ldl`. */
      author: z.string().min(1).max(200).optional(),
    })
    .optional(),
  /** Puts a copy of what is sent in the mailbox: in its folder for sent mail, or in a named one. Default: none. */
  sentCopy: z.union([z.boolean(), z.strictObject({ folder: z.string().min(1) })]).optional(),
  /** IMAP folders that messages are moved to. */
  folders: z.strictObject({ settled: z.string().optional(), quarantined: z.string().optional() }).optional(),
});
export interface ExchangeConfig extends z.infer<typeof ExchangeConfig> {}
