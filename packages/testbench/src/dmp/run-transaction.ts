import type { DmpTransaction } from "./codes/transactions.ts";
import { patientExists } from "./patients/patient-exists.ts";
import { setAuthorization } from "./patients/set-authorization.ts";
import { provideAndRegister } from "./registry/provide-and-register.ts";
import { retrieve } from "./registry/retrieve.ts";
import { storedQuery } from "./registry/stored-query.ts";
import { updateDocumentSet } from "./registry/update.ts";
import type { TransactionContext, TransactionResult } from "./transaction-context.ts";

type Runner = (context: TransactionContext) => Promise<TransactionResult> | TransactionResult;

const RUNNERS: Readonly<Record<DmpTransaction, Runner>> = {
  "TD0.2": patientExists,
  "TD0.3": setAuthorization,
  "ITI-18": storedQuery,
  "ITI-41": provideAndRegister,
  "ITI-43": retrieve,
  "ITI-57": updateDocumentSet,
};

/** Carries a transaction out, alone: what it checks stays true until it is committed. */
export async function runTransaction(
  transaction: DmpTransaction,
  context: TransactionContext,
): Promise<TransactionResult> {
  return context.store.exclusive(async () => RUNNERS[transaction](context));
}
