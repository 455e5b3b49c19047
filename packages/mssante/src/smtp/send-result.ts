import type { MssanteAddress, MssanteRetryClass } from "@ldl/domain";

/**
 * What the operator answered for one recipient.
 *
 * @public
 */
export type RecipientResult =
  | { readonly address: MssanteAddress; readonly accepted: true }
  | {
      readonly address: MssanteAddress;
      readonly accepted: false;
      /** SMTP code. */
      readonly smtpCode: number;
      /** Enhanced status code, when the server gave one. */
      readonly enhancedCode?: string;
      /** What to do next. */
      readonly retryClass: MssanteRetryClass;
    };

/**
 * What became of a message that the operator took for one recipient at least.
 *
 * @public
 */
export interface SendResult {
  /** Message-ID of the message. */
  readonly messageId: string;
  /** Last answer of the server, with its queue identifier. */
  readonly response: string;
  /** One entry for each recipient, in their order. */
  readonly recipients: readonly RecipientResult[];
  /** Whether delivery notifications were asked for; `notOffered` when the server does not know DSN. */
  readonly dsn: "requested" | "notOffered" | "notAsked";
}
