import { LdlError } from "@ldl/domain";

/** Span that figures are counted over: whole civil months. @public */
export interface ReferencePeriod {
  /** As written: `2018-Q2`, `2018-06/2018-08` or `2018-05`. */
  readonly id: string;
  /** Civil quarter, any three whole months, or one month (follow-up only). */
  readonly kind: "quarter" | "threeMonths" | "month";
  /** Months of the period, `2018-04`, in order. */
  readonly months: readonly string[];
  /** First day, `2018-04-01`. */
  readonly firstDay: string;
  /** First day after the period, `2018-07-01`: the span is half open. */
  readonly endDay: string;
  /** How many such periods a year has: what yearly activity is divided by. */
  readonly perYear: 4 | 12;
}

const QUARTER = /^(\d{4})-Q([1-4])$/;
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

function monthText(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

function monthIndex(text: string): number | undefined {
  const [, year, month] = MONTH.exec(text) ?? [];
  return year === undefined || month === undefined ? undefined : Number(year) * 12 + Number(month) - 1;
}

/** Month `count` months after (or before, when negative) another. */
export function addMonths(month: string, count: number): string {
  return monthText((monthIndex(month) ?? 0) + count);
}

function periodFrom(id: string, kind: ReferencePeriod["kind"], first: number, length: number): ReferencePeriod {
  const months = Array.from({ length }, (_, offset) => monthText(first + offset));
  const firstDay = `${monthText(first)}-01`;
  return { id, kind, months, firstDay, endDay: `${monthText(first + length)}-01`, perYear: kind === "month" ? 12 : 4 };
}

/**
 * Reads a period: a civil quarter `2018-Q2`, three whole consecutive months `2018-06/2018-08`, or a month `2018-05`.
 *
 * @remarks Instruction DGOS/PF5/2017/11, annexe 4: « trimestre de référence précisé sur le tableau ». Any three whole
 * months are accepted; a month serves the « rapport flash » only.
 * @example
 * ```ts
 * import { parsePeriod } from "@ldl/indicators";
 *
 * parsePeriod("2018-Q2").endDay; // "2018-07-01"
 * ```
 * @param id - The period as text.
 * @returns The period.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` when it is none of the three.
 * @public
 */
export function parsePeriod(id: string): ReferencePeriod {
  const [, year, quarter] = QUARTER.exec(id) ?? [];
  if (year !== undefined) return periodFrom(id, "quarter", Number(year) * 12 + (Number(quarter) - 1) * 3, 3);
  const [from = "", to] = id.split("/", 2);
  const first = monthIndex(from);
  const last = to === undefined ? undefined : monthIndex(to);
  if (first !== undefined && to === undefined) return periodFrom(id, "month", first, 1);
  if (first !== undefined && last === first + 2 && id.length === 15) return periodFrom(id, "threeMonths", first, 3);
  const message = "trimestre 2018-Q2, trois mois entiers 2018-06/2018-08 ou mois 2018-05 attendu";
  throw new LdlError("LDL_INPUT_INVALID", `period : ${message} (LDL-IND-PERIOD)`, {
    details: { issues: [{ rule: "LDL-IND-PERIOD", path: "period", message, severity: "error" }] },
  });
}
