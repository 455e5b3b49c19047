import { Oid, Uuid } from "@ldl/domain";
import { z } from "zod";

/**
 * Identifier of a CDA document or of a set of versions: a root and, rarely, an extension.
 *
 * @remarks A document for the DMP has an OID and no extension. A UUID is only met when reading.
 * @public
 */
export const DocumentId = z.strictObject({
  /** OID (or upper-case UUID). */
  racine: z.union([Oid, Uuid]),
  /** Extension, at most 64 characters. */
  extension: z.string().min(1).max(64).optional(),
});
/** What the schema of the same name gives. @public */
export interface DocumentId extends z.infer<typeof DocumentId> {}
