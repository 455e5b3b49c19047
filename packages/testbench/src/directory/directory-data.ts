import type { TestPki } from "../pki/create-test-pki.ts";

/**
 * A mailbox of the test directory.
 *
 * @public
 */
export interface TestDirectoryMailbox {
  /** Its address. */
  readonly address: string;
  /** Type. Default: `PER` for a person, `ORG` for a structure. */
  readonly type?: "PER" | "CAB" | "ORG" | "APP";
  /** Rank, 1 first. Default: none. */
  readonly rank?: number;
  /** Takes documents without paper. Default: not said. */
  readonly zeroPaper?: boolean;
  /** Service. Default: none. */
  readonly service?: string;
  /** Kept off the published directory. Default: `false`. */
  readonly listeRouge?: boolean;
}

/**
 * A professional of the test directory.
 *
 * @public
 */
export interface TestDirectoryPerson {
  /** RPPS number. */
  readonly rpps: string;
  /** Name in practice. */
  readonly nom: string;
  /** Given name. */
  readonly prenom: string;
  /** Profession: code of TRE_G15, and label. */
  readonly profession: { readonly code: string; readonly libelle: string };
  /** Mailboxes attached to no structure. Default: none. */
  readonly mailboxes?: readonly TestDirectoryMailbox[];
  /** Structures in which the person works, with the mailboxes that the person has there. Default: none. */
  readonly exercices?: readonly { readonly finess: string; readonly mailboxes?: readonly TestDirectoryMailbox[] }[];
}

/**
 * A structure of the test directory.
 *
 * @public
 */
export interface TestDirectoryStructure {
  /** FINESS number. */
  readonly finess: string;
  /** Name. */
  readonly nom: string;
  /** Postal code. */
  readonly codePostal: string;
  /** Town. */
  readonly commune: string;
  /** Its mailboxes. Default: none. */
  readonly mailboxes?: readonly TestDirectoryMailbox[];
  /** Ordinary mail address, which is no mailbox of ours. Default: none. */
  readonly courriel?: string;
}

/**
 * Options of {@link startDirectoryServer}.
 *
 * @public
 */
export interface StartDirectoryServerOptions {
  /** Professionals. Default: none. */
  readonly persons?: readonly TestDirectoryPerson[];
  /** Structures. Default: none. */
  readonly structures?: readonly TestDirectoryStructure[];
  /** Domains of the white list besides those of the mailboxes. Default: none. */
  readonly trustedDomains?: readonly string[];
  /** Key that clients must send. Default: `cle-du-banc`. */
  readonly apiKey?: string;
  /** Results on a page. Default: 50, as the national API. */
  readonly pageSize?: number;
  /** Certificates: the server is then HTTPS. Default: plain HTTP on loopback. */
  readonly pki?: TestPki;
  /** Port. Default: chosen by the system. */
  readonly port?: number;
}
