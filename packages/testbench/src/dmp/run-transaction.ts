import type { DmpTransaction } from "./codes/transactions.ts";
import { patientExists } from "./patients/patient-exists.ts";
import { setAuthorization } from "./patients/set-authorization.ts";
import { provideAndRegister } from "./registry/provide-and-register.ts";
import type { TransactionContext, TransactionResult } from "./transaction-context.ts";

const RUNNERS: Readonly<
  Partial<Record<DmpTransaction, (context: TransactionContext) => Promise<TransactionResult> | TransactionResult>>
> = {
  "TD0.2": patientExists,
  "TD0.3": setAuthorization,
  "ITI-41": provideAndRegister,
};

/** Carries a transaction out, alone: what it checks stays true until it is committed. */
export async function runTransaction(
  transaction: DmpTransaction,
  context: TransactionContext,
): Promise<TransactionResult> {
  const runner = RUNNERS[transaction];
  if (runner === undefined) throw new TypeError("not yet");
  return context.store.exclusive(async () => runner(context));
}
