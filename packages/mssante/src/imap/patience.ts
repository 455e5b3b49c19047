import { isLdlError } from "@ldl/domain";

/** Times that one thing may fail before another way is taken. */
const ENOUGH = 3;

/** What fails again and again in a mailbox, although the mailbox itself can be used. */
export interface Patience {
  /** Notes what became of one try; true when this failure is one too many. */
  isSpent(what: string, error: unknown): boolean;
  /** Forgets the failures of what has been done. */
  forget(what: string): void;
}

/** A command that was refused or an answer that broke off; not a server that cannot be reached, nor a login. */
function isAboutContent(error: unknown): boolean {
  if (!isLdlError(error)) return false;
  if (error.code === "LDL_MSS_MAILBOX_FAILED") return error.details.operation !== "connect";
  if (error.code !== "LDL_MSS_CONNECTION_FAILED") return false;
  return error.details.reason === "closed" || error.details.reason === "timeout";
}

/** Begins to count. */
export function createPatience(): Patience {
  const failures = new Map<string, number>();
  return {
    isSpent(what, error) {
      if (!isAboutContent(error)) return false;
      const count = (failures.get(what) ?? 0) + 1;
      failures.set(what, count);
      return count >= ENOUGH;
    },
    forget: (what) => void failures.delete(what),
  };
}
