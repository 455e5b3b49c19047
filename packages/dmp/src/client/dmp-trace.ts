import type { DmpExchange } from "@ldl/domain";
import type { DmpService } from "../codes/transactions.ts";

/**
 * What happened on the wire, without what is secret or personal: shapes of messages have their values left out.
 *
 * @public
 */
export type DmpTraceEvent =
  | {
      /** A VIHF was made (EX_AIR-070: keep it with the user and the structure). */
      readonly kind: "vihf";
      readonly exchange: DmpExchange;
      /** Identifier of the assertion. */
      readonly vihfId: string;
      readonly issuedAt: Date;
    }
  | {
      /** A request goes out. */
      readonly kind: "request";
      readonly exchange: DmpExchange;
      readonly service: DmpService;
      /** Bytes of the HTTP body. */
      readonly bytes: number;
    }
  | {
      /** An answer was read. */
      readonly kind: "answer";
      readonly exchange: DmpExchange;
      readonly status: number;
      readonly durationMs: number;
      /** False when `wsa:RelatesTo` names another message: told, not refused. */
      readonly relates: boolean;
      /** The answer with its values left out. */
      readonly shape: string;
    }
  | {
      /** The call failed. */
      readonly kind: "failure";
      readonly exchange: DmpExchange;
      readonly durationMs: number;
      /** Code of the error. */
      readonly code: string;
    };

/** Receives each {@link DmpTraceEvent}; must not throw. @public */
export type OnDmpTrace = (event: DmpTraceEvent) => void;
