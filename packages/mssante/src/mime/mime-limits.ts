/**
 * Limits on the reading of a received message. Going over one is the only reason for which reading throws.
 *
 * @public
 */
export interface MailLimits {
  /** Size of the whole message. Default: 40 MiB. */
  readonly maxBytes: number;
  /** Parts of all levels, those of forwarded messages included. Default: 200. */
  readonly maxParts: number;
  /** Multiparts and forwarded messages inside one another. Default: 20. */
  readonly maxDepth: number;
  /** Headers of one part, in bytes. Default: 256 KiB. */
  readonly maxHeaderBytes: number;
}

/** The limits that apply unless others are given. */
export const DEFAULT_MAIL_LIMITS: MailLimits = {
  maxBytes: 40 * 1024 * 1024,
  maxParts: 200,
  maxDepth: 20,
  maxHeaderBytes: 256 * 1024,
};
