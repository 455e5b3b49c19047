import { type AnyLdlError, isLdlError } from "@ldl/domain";
import type { Outcome } from "@ldl/outbox";
import { failureCode } from "../client/lot-events.ts";
import { isOutcomeUnknown } from "../lot/send-lot.ts";

function outcomeOfFailure(error: AnyLdlError): Outcome {
  const reason = failureCode(error);
  if (isOutcomeUnknown(error)) return { kind: "unknown", reason };
  switch (error.code) {
    case "LDL_DMP_TRANSPORT_FAILED":
      return { kind: "retry", reason };
    case "LDL_DMP_REGISTRY_REFUSED":
      if (error.details.category === "transient") return { kind: "retry", reason };
      return error.details.category === "rights" ? { kind: "park", reason } : { kind: "failed", reason };
    case "LDL_DMP_ACCESS_REFUSED":
      return { kind: "park", reason };
    case "LDL_DMP_SOAP_FAULT":
    case "LDL_DMP_CONFLICT":
      return { kind: "park", reason };
    default:
      return error.retryable ? { kind: "retry", reason } : { kind: "failed", reason };
  }
}

/**
 * What an attempt that threw means for the outbox. What is no error of ours is thrown again: the outbox counts it.
 */
export function outcomeOf(error: unknown): Outcome {
  if (!isLdlError(error) || error.code === "LDL_OUTBOX_LEASE_LOST" || error.code === "LDL_STORE_FAILED") throw error;
  return outcomeOfFailure(error);
}
