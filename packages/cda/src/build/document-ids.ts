import { randomUUID } from "node:crypto";
import { Oid, type Uuid } from "@ldl/domain";
import type { DocumentId } from "../header/document-id.ts";

/** Arc under which a UUID is an OID (ITU-T X.667). */
const UUID_ARC = "2.25";

/** The form of a UUID, checked here for each entry: the schema of the domain would cost more than writing the entry. */
const UUID = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

/**
 * Makes UUIDs in upper case out of a source, and checks that it gives UUIDs.
 *
 * @param newId - Source. Default: random UUIDs.
 * @returns The source of UUIDs.
 * @internal
 */
export function uuidSource(newId?: () => string): () => Uuid {
  if (newId === undefined) return () => randomUUID().toUpperCase() as Uuid;
  return () => {
    const id = newId();
    if (!UUID.test(id)) throw new TypeError("newId must return a UUID");
    return id.toUpperCase() as Uuid;
  };
}

/** Makes an OID out of a UUID. @internal */
export function oidOfUuid(uuid: Uuid): Oid {
  return Oid.parse(`${UUID_ARC}.${BigInt(`0x${uuid.replaceAll("-", "")}`)}`);
}

/** Makes the identifier of a document out of a UUID. @internal */
export function documentIdOf(uuid: Uuid): DocumentId {
  return { racine: oidOfUuid(uuid) };
}
