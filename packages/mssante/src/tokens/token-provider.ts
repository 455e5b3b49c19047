/**
 * What a login asks of a provider.
 *
 * @public
 */
export interface GetTokenOptions {
  /** Stops waiting; a renewal that others wait for goes on. */
  readonly signal?: AbortSignal;
  /** Renews even a token that is still valid, because the server refused it. Default: `false`. */
  readonly force?: boolean;
}

/**
 * Gives the access token of a mailbox: asked before each login, and once more with `force` when the server refused the token.
 *
 * @remarks ECO.1.2.5: tokens are kept in memory only.
 * @public
 */
export interface TokenProvider {
  /**
   * Gives a token that is valid for a while.
   *
   * @param options - Signal, and whether the last token was refused.
   * @returns The access token.
   */
  getToken(options?: GetTokenOptions): Promise<string>;
}
