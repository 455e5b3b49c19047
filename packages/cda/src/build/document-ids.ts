import { randomUUID } from "node:crypto";
import { Oid, Uuid } from "@ldl/domain";
import type { DocumentId } from "../header/document-id.ts";

/** Arc under which a UUID is an OID (ITU-T X.667). */
const UUID_ARC = "2.25";

/** Makes UUIDs in upper case out of a source, and checks that it gives UUIDs. */
export function uuidSource(newId: () => string = randomUUID): () => Uuid {
  return () => {
    const uuid = Uuid.safeParse(newId());
    if (!uuid.success) throw new TypeError("newId must return a UUID");
    return uuid.data;
  };
}

/** Makes an OID out of a UUID. */
export function oidOfUuid(uuid: Uuid): Oid {
  return Oid.parse(`${UUID_ARC}.${BigInt(`0x${uuid.replaceAll("-", "")}`)}`);
}

/** Makes the identifier of a document out of a UUID. */
export function documentIdOf(uuid: Uuid): DocumentId {
  return { racine: oidOfUuid(uuid) };
}
