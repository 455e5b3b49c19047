import { z } from "zod";

/**
 * Identifier of a document or of a submission set: an OID, or `OID^extension` as a CDA `id` may give.
 *
 * The DMP takes no extension: check with `Oid` before sending there.
 *
 * @remarks IHE ITI TF-3, uniqueId: at most 128 characters, an OID of at most 64.
 * @example
 * ```ts
 * import { UniqueId } from "@ldl/xds";
 *
 * UniqueId.parse("1.2.250.1.999.1.1.7898.4.20240219.1");
 * ```
 * @public
 */
export const UniqueId = z
  .string()
  .max(128, { error: "identifiant unique de 128 caractères au plus (LDL-XDS-UNIQUEID)" })
  .regex(/^(?=[\d.]{3,64}(?:\^|$))[0-2](?:\.(?:0|[1-9]\d*))+(?:\^[^\s^|&~\\]+)?$/, {
    error: "identifiant unique attendu : OID, suivi ou non de ^extension (LDL-XDS-UNIQUEID)",
  })
  .brand<"UniqueId">();
/** What the schema of the same name gives. @public */
export type UniqueId = z.infer<typeof UniqueId>;

const UUID_URN = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function uuidUrn(rule: string): z.ZodString {
  return z
    .string()
    .toLowerCase()
    .regex(UUID_URN, { error: `urn:uuid: et un UUID attendus (${rule})` });
}

/**
 * Identifier of one version of an entry in a registry, `urn:uuid:…`: what RPLC and the updates of a registry name.
 *
 * Not the identifier of the document, which is its {@link UniqueId}.
 *
 * @public
 */
export const EntryUuid = uuidUrn("LDL-XDS-ENTRYUUID").brand<"EntryUuid">();
/** What the schema of the same name gives. @public */
export type EntryUuid = z.infer<typeof EntryUuid>;

/** Identifier that all versions of an entry share in a registry, `urn:uuid:…`. @public */
export const LogicalId = uuidUrn("LDL-XDS-LOGICALID").brand<"LogicalId">();
/** What the schema of the same name gives. @public */
export type LogicalId = z.infer<typeof LogicalId>;

/** Name of an object inside one message, for example `Document01`; the registry replaces it. @public */
export const SymbolicId = z
  .string()
  .max(64)
  .regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/, { error: "nom symbolique attendu : Document01 (LDL-XDS-SYMBOLICID)" })
  .brand<"SymbolicId">();
/** What the schema of the same name gives. @public */
export type SymbolicId = z.infer<typeof SymbolicId>;

/** What names an object in a message: an {@link EntryUuid}, or a {@link SymbolicId}. @public */
export const RegistryId = z.union([EntryUuid, SymbolicId], {
  error: "urn:uuid ou nom symbolique attendu (LDL-XDS-REGISTRYID)",
});
/** What the schema of the same name gives. @public */
export type RegistryId = z.infer<typeof RegistryId>;
