import { createHash } from "node:crypto";
import { EntryUuid, type UniqueId } from "./identifiers.ts";

/** Name space of OIDs in name-based UUIDs (RFC 9562, appendix A of RFC 4122). */
const OID_NAMESPACE = Buffer.from("6ba7b8129dad11d180b400c04fd430c8", "hex");

/**
 * Derives an entryUUID from the identifier of the document (name-based UUID, version 5).
 *
 * An archive sent by mail has no registry that gives entries their identifier. Deriving it lets the sender name the entry
 * of a document sent earlier, to replace it, from that document's identifier alone; and the same document described
 * twice has the same entry.
 *
 * @remarks RFC 9562 §5.5, name space of OIDs. Not prescribed by IHE, which takes any UUID.
 * @example
 * ```ts
 * import { entryUuidOf, UniqueId } from "@ldl/xds";
 *
 * entryUuidOf(UniqueId.parse("1.2.250.1.999.1.1.7898.4.20240219.1"));
 * ```
 * @param uniqueId - Identifier of the document or of the submission set.
 * @returns The entryUUID.
 * @public
 */
export function entryUuidOf(uniqueId: UniqueId): EntryUuid {
  const hash = createHash("sha1").update(OID_NAMESPACE).update(uniqueId).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex", 0, 16);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return EntryUuid.parse(`urn:uuid:${groups.join("-")}`);
}
