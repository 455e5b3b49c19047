import { createHmac } from "node:crypto";

/**
 * Makes the function that hides addresses in events: HMAC-SHA-256 of the address in lower case.
 *
 * @remarks With the same secret the same mailbox always gets the same key, so that events can be counted; without the secret an
 * address cannot be found again by trying all of them.
 * @example
 * ```ts
 * import { createRecipientKey } from "@ldl/mssante";
 *
 * const recipientKey = createRecipientKey("secret de l'établissement, au moins 16 octets");
 * ```
 * @param secret - Secret of the establishment, at least 16 bytes.
 * @returns The function, for {@link TransmissionContext}.
 * @throws RangeError when the secret is too short.
 * @public
 */
export function createRecipientKey(secret: string | Uint8Array): (address: string) => string {
  const key = typeof secret === "string" ? Buffer.from(secret, "utf8") : Buffer.from(secret);
  if (key.length < 16) throw new RangeError("secret: at least 16 bytes are needed");
  return (address) => createHmac("sha256", key).update(address.toLowerCase()).digest("base64url");
}
