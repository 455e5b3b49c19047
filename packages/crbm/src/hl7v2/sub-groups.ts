import { groupBy } from "./group-by.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import type { MappedOrder } from "./map-order.ts";
import type { OrderResult } from "./map-previous.ts";
import { isConcentration, isCount, isSusceptibility, organismsAmong } from "./organisms.ts";

/** Results of an order that share a sub-identifier (OBX-4), and the one micro-organism they are about. */
export interface SubGroup {
  readonly organism: OrderResult;
  /** How it answers to antibiotics. */
  readonly answers: readonly OrderResult[];
  /** The micro-organism, its count, what else is known of it. */
  readonly facts: readonly OrderResult[];
}

/** Results by sub-identifier; `1.1` and `1.2` go together unless each has a micro-organism of its own. */
function gather(results: readonly OrderResult[]): readonly (readonly OrderResult[])[] {
  const numbered = results.filter(({ subId }) => subId !== "");
  const byStem = groupBy(numbered, ({ subId }) => subId.split(".")[0]);
  return [...byStem.values()].flatMap((same) =>
    organismsAmong(same).length > 1 ? [...groupBy(same, ({ subId }) => subId).values()] : [same],
  );
}

/** Whether an observation that gave no result, awaited for example, names the micro-organism of the same group. */
function isSecond(obx: Hl7Segment, organism: OrderResult, same: readonly OrderResult[]): boolean {
  const isOfGroup = same.some(({ subId }) => subId === obx.text(4));
  return isOfGroup && obx.first(3)?.words(1) === organism.obx.first(3)?.words(1);
}

/**
 * Gives the groups of an order that are about one micro-organism each.
 *
 * @param mapped - Order.
 * @returns The groups; none for results whose micro-organism is not certain.
 */
export function subGroupsOf({ results, leftOut }: MappedOrder): readonly SubGroup[] {
  return gather(results).flatMap((same) => {
    const [organism, ...others] = organismsAmong(same);
    if (organism === undefined || others.length > 0) return [];
    if (leftOut.some((obx) => isSecond(obx, organism, same))) return [];
    const answers = same.filter((one) => one !== organism && (isSusceptibility(one) || isConcentration(one)));
    // One number for a whole order tells nothing apart: colour and cells are not of the micro-organism.
    const isWhole = same.length === results.length;
    const facts = same.filter((one) => one === organism || (isWhole ? isCount(one) : !answers.includes(one)));
    return [{ organism, answers, facts }];
  });
}

/** Whether an order has several groups of results that its isolates do not keep together. */
export function hasLooseGroups({ results }: MappedOrder, taken: ReadonlySet<OrderResult>): boolean {
  const loose = gather(results.filter((result) => !taken.has(result)));
  return loose.filter((same) => same.length > 1).length > 1;
}
