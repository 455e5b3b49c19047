/**
 * Certificates of an HTTPS service.
 *
 * @public
 */
export interface HttpTls {
  /** Trust anchors, PEM; they replace those of Node. Default: those of Node. */
  readonly ca?: string | readonly string[];
  /** Our certificate followed by its intermediates, PEM. Default: none is presented. */
  readonly certificate?: string;
  /** Private key of our certificate, PEM. */
  readonly key?: string;
  /** Our certificate and key as PKCS#12, instead of `certificate` and `key`. */
  readonly pkcs12?: { readonly bytes: Uint8Array; readonly password: string };
  /** Revocation lists of every authority of the chain, PEM. Default: revocation is not checked. */
  readonly crl?: readonly string[];
}

/**
 * How an HTTP service is called.
 *
 * @public
 */
export interface HttpOptions {
  /** Certificates. Default: the trust anchors of Node, no certificate of ours. */
  readonly tls?: HttpTls;
  /** Proxy of the site, `http://host:port`. Default: none; environment variables are not read. */
  readonly proxy?: string;
  /** Time to connect, TLS included. Default: 10 000 ms. */
  readonly connectTimeoutMs?: number;
  /** Time for a whole call, answer included. Default: 30 000 ms. */
  readonly timeoutMs?: number;
}
