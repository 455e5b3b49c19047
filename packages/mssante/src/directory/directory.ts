import { Finess, type MssanteAddress, Rpps } from "@ldl/domain";
import { z } from "zod";

/**
 * A mailbox as the directory knows it.
 *
 * @public
 */
export interface DirectoryMailbox {
  /** Its address. */
  readonly address: MssanteAddress;
  /** `PER` personal, `CAB` practice, `ORG` organisational, `APP` applicative; other types may come. */
  readonly type: string;
  /** Rank given by its holder, 1 first. */
  readonly rank?: number;
  /** The holder takes documents without paper. */
  readonly zeroPaper?: boolean;
  /** Description. */
  readonly description?: string;
  /** Service. */
  readonly service?: string;
  /** Who holds it. */
  readonly person?: DirectoryPerson;
  /** Where it is attached. */
  readonly structure?: DirectoryStructure;
}

/**
 * A professional as the directory knows it.
 *
 * @public
 */
export interface DirectoryPerson {
  /** National identifier, type digit included: `8` then the RPPS number. */
  readonly idNat?: string;
  /** Name in practice. */
  readonly name: string;
  /** Given name. */
  readonly givenName?: string;
  /** Civility. */
  readonly civility?: string;
  /** Code of the profession (TRE_G15). */
  readonly professionCode?: string;
  /** Profession, when its label is known. */
  readonly profession?: string;
  /** Speciality, when its label is known. */
  readonly speciality?: string;
}

/**
 * A structure as the directory knows it.
 *
 * @public
 */
export interface DirectoryStructure {
  /** FINESS, SIRET or other number, as written. */
  readonly id?: string;
  /** Name. */
  readonly name?: string;
  /** Postal code. */
  readonly postalCode?: string;
  /** Town. */
  readonly city?: string;
}

const Words = z.string().trim().min(1).max(200);

/**
 * Whose mailbox is looked for: a professional by number, a structure by number, or a professional by name.
 *
 * @remarks A name, given name, town, profession or service without letter or digit, once folded to ASCII, fits nobody.
 *
 * @public
 */
export const DirectoryQuery = z
  .strictObject({
    /** RPPS number. */
    rpps: Rpps.optional(),
    /** FINESS number of the structure; with `rpps` or `name`, where the professional is written to. */
    finess: Finess.optional(),
    /** Name in practice, whole; case and accents do not count. */
    name: Words.optional(),
    /** Given name, or its beginning. */
    givenName: Words.optional(),
    /** Town. */
    city: Words.optional(),
    /** Postal code. */
    postalCode: z
      .string()
      .regex(/^\d{5}$/, { error: "code postal de 5 chiffres attendu (LDL-MSS-020)" })
      .optional(),
    /** Code of the profession, `10`, or its label, `Médecin`. */
    profession: Words.optional(),
    /** Service of the structure, or a part of its name. */
    service: Words.optional(),
  })
  .refine(({ rpps, finess, name }) => rpps !== undefined || finess !== undefined || name !== undefined, {
    error: "numéro RPPS, numéro FINESS ou nom attendu (LDL-MSS-021)",
  });
/** What the schema of the same name gives. @public */
export interface DirectoryQuery extends z.infer<typeof DirectoryQuery> {}

/**
 * Options of a search.
 *
 * @public
 */
export interface DirectorySearchOptions {
  /** Stops the search. */
  readonly signal?: AbortSignal;
}

/**
 * What a search gave.
 *
 * @public
 */
export interface DirectoryAnswer {
  /** Mailboxes that fit, none twice for the same person and structure. */
  readonly mailboxes: readonly DirectoryMailbox[];
  /** Whether nothing that fits may have been left out for being too much; otherwise nothing is chosen among the mailboxes. */
  readonly complete: boolean;
  /** When the directory said so: now for the API, the last import for an extraction; absent when nothing was imported. */
  readonly asOf?: Date;
}

/**
 * A directory of mailboxes: the national API, the extraction in a database, or one of the host's own (LDAP).
 *
 * @public
 */
export interface MailboxDirectory {
  /**
   * Looks for mailboxes.
   *
   * @param query - Whose.
   * @param options - Signal.
   * @returns The mailboxes that fit.
   */
  search(query: DirectoryQuery, options?: DirectorySearchOptions): Promise<DirectoryAnswer>;
  /**
   * Looks an address up.
   *
   * @param address - The address, whatever its case.
   * @param options - Signal.
   * @returns Who holds it, once for each structure; empty when the directory does not publish it.
   */
  lookupAddress(address: MssanteAddress, options?: DirectorySearchOptions): Promise<readonly DirectoryMailbox[]>;
}
