import type { TransactionRow } from "./codes/transactions.ts";
import type { DmpFaultAction } from "./dmp-fault.ts";
import { HttpRefusal } from "./http/http-refusal.ts";
import { RegistryFailure } from "./registry/registry-error.ts";
import { SoapFault } from "./soap/soap-fault.ts";

const INJECTED = "LDL-DMP-INJECTED";

function failure(code: string): RegistryFailure {
  return new RegistryFailure([{ code, context: "panne injectée", rule: INJECTED }]);
}

/** Plays a fault that answers in place of the transaction; returns for the others. */
export function playFault(fault: DmpFaultAction | undefined, { service }: TransactionRow): void {
  switch (fault?.kind) {
    case "busy":
      throw failure(service === "repository" ? "XDSRepositoryBusy" : "XDSRegistryBusy");
    case "registryError":
      throw failure(fault.code);
    case "duplicate":
      throw failure("XDSDuplicateUniqueIdInRegistry");
    case "http":
      throw new HttpRefusal(fault.status, INJECTED, "injected");
    case "soapFault":
      throw new SoapFault({
        code: fault.code ?? "Receiver",
        reason: fault.reason ?? "panne injectée",
        rule: INJECTED,
        ...(fault.subcode === undefined ? {} : { subcode: fault.subcode }),
      });
    case "partialSuccess":
    case "silence":
    case "slow":
    case "truncate":
    case undefined:
      break;
  }
}
