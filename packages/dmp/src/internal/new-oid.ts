import { Oid } from "@ldl/domain";

/**
 * Makes an OID of a UUID, under the arc that ITU-T X.667 gives to them.
 *
 * @throws TypeError when the source of identifiers gives no UUID.
 */
export function oidOfUuid(uuid: string): Oid {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid)) throw new TypeError("newId: a UUID is expected");
  return Oid.parse(`2.25.${BigInt(`0x${uuid.replaceAll("-", "")}`)}`);
}
