import { createHmac } from "node:crypto";

/** Shortest secret: as long as the hash. */
const SECRET_BYTES = 32;

/** Turns local identifiers into keys that say nothing of the patient. @public */
export interface Pseudonymizer {
  /**
   * Key of a stay.
   *
   * @param entityId - Entity of the events (FINESS ET or the vendor's own key), without `|`.
   * @param localStayId - Number of the stay in the establishment's software.
   * @returns 43 characters.
   */
  stayKey(entityId: string, localStayId: string): string;
  /**
   * Key of a document or lineage whose identifier may carry a patient or stay number.
   *
   * @param entityId - Entity of the events, without `|`.
   * @param localDocumentId - CDA `root^extension`.
   * @returns 43 characters.
   */
  documentKey(entityId: string, localDocumentId: string): string;
  /**
   * Key of a recipient; the case of the address does not matter.
   *
   * @param address - MSSanté address.
   * @returns 43 characters.
   */
  recipientKey(address: string): string;
}

/**
 * Makes pseudonymous keys by HMAC-SHA-256 with a secret that never leaves the establishment or laboratory. Who does not hold
 * the secret cannot test whether a given stay is behind a key.
 *
 * @example
 * ```ts
 * import { randomBytes } from "node:crypto";
 * import { createPseudonymizer } from "@ldl/indicators";
 *
 * const { stayKey } = createPseudonymizer({ secret: randomBytes(32) });
 * console.log(stayKey("010000024", "2018-000123"));
 * ```
 * @param options - `secret`: at least 32 random bytes, kept as long as the events are.
 * @returns The functions.
 * @throws `RangeError` when the secret is too short, or an entity holds `|`.
 * @public
 */
export function createPseudonymizer(options: { readonly secret: Uint8Array }): Pseudonymizer {
  if (options.secret.length < SECRET_BYTES) throw new RangeError(`secret: at least ${SECRET_BYTES} bytes expected`);
  const secret = Uint8Array.from(options.secret);
  const keyOf = (text: string): string => createHmac("sha256", secret).update(text, "utf8").digest("base64url");
  const scoped = (entityId: string): string => {
    if (entityId.includes("|")) throw new RangeError("entityId: no « | » expected");
    return entityId;
  };
  return {
    stayKey: (entityId, localStayId) => keyOf(`${scoped(entityId)}|${localStayId}`),
    documentKey: (entityId, localDocumentId) => keyOf(`document|${scoped(entityId)}|${localDocumentId}`),
    recipientKey: (address) => keyOf(`recipient|${address.toLowerCase()}`),
  };
}
