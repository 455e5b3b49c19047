import type { RevocationState } from "../crl/crl-store.ts";

/**
 * Has the revocation lists of the authorities ready for each new connection: a {@link CrlStore}, or something of the host's own.
 *
 * @public
 */
export interface CrlProvider {
  /**
   * Gives the lists for a new connection.
   *
   * @returns The lists, or that revocation is not to be checked for now.
   * @throws LdlError `LDL_MSS_CRL_UNAVAILABLE` when no connection is to be made without them.
   */
  getCrls(): Promise<RevocationState>;
}
