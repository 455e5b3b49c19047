import type { SqlDatabase } from "@ldl/domain";
import type { Tables } from "./tables.ts";

/** What every statement needs. */
export interface Store {
  readonly database: SqlDatabase;
  readonly tables: Tables;
  /** Injected clock; without one, the database's own clock rules and the clocks of the machines do not matter. */
  readonly now: (() => Date) | undefined;
}

/** First parameter of every statement that needs the time. */
export function timeParameter(store: Store): string | null {
  return store.now === undefined ? null : store.now().toISOString();
}

/** Common table expression that gives `clock.at`, from parameter `$1`. */
export const CLOCK = "clock AS MATERIALIZED (SELECT COALESCE($1::timestamptz, clock_timestamp()) AS at)";
export const AT = "(SELECT at FROM clock)";

/** SQL for an interval of `$n` milliseconds. */
export function milliseconds(expression: string): string {
  return `(${expression})::double precision * interval '1 millisecond'`;
}
