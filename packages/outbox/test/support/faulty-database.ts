import type { SqlDatabase, SqlExecutor } from "@ldl/domain";

/** What becomes of one statement: sent, failed before it is sent, or sent with its answer lost. */
export type Fault = "none" | "fail" | "lose-answer";

function diskFull(): Error {
  return Object.assign(new Error("could not extend file: No space left on device"), { code: "53100" });
}

/** A database whose statements fail as `faultOf` says; statements are told apart by their text. */
export function faultyDatabase(database: SqlDatabase, faultOf: (text: string) => Fault): SqlDatabase {
  const faulty = (executor: SqlExecutor): SqlExecutor => ({
    ...executor,
    async query(text, parameters) {
      const fault = faultOf(text);
      if (fault === "fail") throw diskFull();
      const answer = await executor.query(text, parameters);
      if (fault === "lose-answer") throw new Error("Connection terminated unexpectedly");
      return answer as never;
    },
  });
  return {
    ...faulty(database),
    transaction: (work) => database.transaction((transaction) => work(faulty(transaction))),
    close: () => database.close(),
  };
}

const FRAGMENTS = {
  record: "line_kind",
  lease: "SKIP LOCKED",
  payload: "AS piece",
  renew: "FROM held WHERE",
  dispatching: "SET dispatched = true",
  enqueue: "INTO ldl_outbox_",
} as const;

/** Tells the statements of the outbox apart. */
export function isStatement(name: keyof typeof FRAGMENTS, text: string): boolean {
  return text.includes(FRAGMENTS[name]);
}
