import type { z } from "zod";
import { sum } from "./sum.ts";

/** Adds rows of counts up, name by name; zeros when there is no row. */
export function addFacts<S extends z.ZodObject>(shape: S, rows: readonly z.output<S>[]): z.output<S> {
  const countIn = (row: Readonly<Record<string, unknown>>, name: string): number => Number(row[name] ?? 0);
  const totals = Object.keys(shape.shape).map((name) => [name, sum(rows.map((row) => countIn(row, name)))]);
  return shape.parse(Object.fromEntries(totals));
}
