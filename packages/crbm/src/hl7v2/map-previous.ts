import { formatTime, present, some } from "@ldl/cda";
import { Moment, momentBounds } from "@ldl/domain";
import { groupBy } from "./group-by.ts";
import type { OruOrder, OruSpecimen } from "./group-message.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import type { ResultatInput } from "./map-observation.ts";
import type { OruContext } from "./oru-context.ts";

/** A result, the sub-identifier (OBX-4) that ties it to an isolate, and the specimen that it stands under. */
export interface OrderResult {
  readonly resultat: ResultatInput;
  readonly subId: string;
  readonly obx: Hl7Segment;
  readonly specimen: OruSpecimen | undefined;
}

/** Hours between two days that are not one night of samples. */
const HOURS_BETWEEN_DAYS = 12;
/** Earlier results that a result holds. */
const MAX_PREVIOUS = 50;
/** Types of values (OBX-2) that are numbers. */
const NUMERIC: ReadonlySet<string> = new Set(["NM", "SN"]);
/** Fields of an earlier result that its table has no column for: validator, analyser, laboratory. */
const WITHOUT_COLUMN = { validation: 16, automate: 18, executant: 23 } as const;

function fromOf(moment: Moment, { options }: OruContext): number {
  return momentBounds(moment, present({ timeZone: options.fuseau })).from;
}

/** When the specimens of an order were taken: the earliest that the message says. */
function collectionOf({ obr, specimens }: OruOrder, context: OruContext): Moment | undefined {
  const all = [context.moment(obr, 7), ...specimens.map(({ spm }) => context.moment(spm, 17))];
  const known = all.flatMap((moment) => moment ?? []);
  return known.toSorted((one, other) => fromOf(one, context) - fromOf(other, context))[0];
}

/** Whether a time is of another day than the collection that follows it, and not of the same night. */
function isOfEarlierDay(moment: Moment, taken: Moment, context: OruContext): boolean {
  const { to } = momentBounds(moment, present({ timeZone: context.options.fuseau }));
  const hours = (fromOf(taken, context) - to) / 3_600_000;
  if (hours <= 0 || moment.slice(0, 10) === taken.slice(0, 10)) return false;
  const areTimes = moment.includes("T") && taken.includes("T");
  return !areTimes || hours >= HOURS_BETWEEN_DAYS;
}

/** Whether a result was observed, by all its times, before the specimens of its order were taken. */
function isEarlier({ obx, resultat }: OrderResult, taken: Moment | undefined, context: OruContext): boolean {
  if (taken === undefined || resultat.date === undefined) return false;
  const moments = [context.moment(obx, 14), context.moment(obx, 19)].flatMap((moment) => moment ?? []);
  return moments.length > 0 && moments.every((moment) => isOfEarlierDay(moment, taken, context));
}

function unitOfResult({ resultat: { valeur } }: OrderResult): string | undefined {
  return valeur !== undefined && "unite" in valeur ? valeur.unite : undefined;
}

/** Whether an earlier result is a number that goes with the result of today. */
function goesWith(earlier: OrderResult, today: OrderResult): boolean {
  if (!NUMERIC.has(earlier.obx.text(2)) || earlier.resultat.valeur === undefined) return false;
  if (earlier.resultat.valeur.type === "texte") return false;
  const isNumber = NUMERIC.has(today.obx.text(2)) && today.resultat.valeur?.type !== "texte";
  const isMeasured = isNumber && today.resultat.valeur !== undefined;
  if (isMeasured) return unitOfResult(today) === unitOfResult(earlier);
  // Given up or said in words today: the unit is the one that stands in the message, if any.
  return ["", earlier.obx.text(6)].includes(today.obx.text(6));
}

/** Results of the same analysis on the same specimen, as a message says them: OBX-3, OBX-4, the SPM above. */
function analyteOf({ resultat, subId, specimen }: OrderResult, { specimens }: OruOrder): string {
  const { loinc, codeLocal } = resultat.analyse;
  const rank = specimen === undefined ? -1 : specimens.indexOf(specimen);
  return [subId, rank, loinc?.code, codeLocal?.systeme, codeLocal?.code].join("|");
}

/** Puts earlier results under the one of today; their comments become comments of it. */
function withHistory(today: OrderResult, history: readonly OrderResult[], context: OruContext): OrderResult {
  const current = JSON.stringify(today.resultat.bornes);
  const comments: NonNullable<ResultatInput["commentaires"]>[number][] = [];
  const anteriorites = history.flatMap(({ obx, resultat }) => {
    const { date, valeur, interpretation, methode, bornes } = resultat;
    if (date === undefined || valeur === undefined) return [];
    context.find("LDL-HL7-PREVIOUS", obx);
    for (const member of ["validation", "automate", "executant"] as const)
      if (resultat[member] !== undefined) context.find("LDL-HL7-PREVIOUS-FIELD", obx, WITHOUT_COLUMN[member]);
    for (const comment of resultat.commentaires ?? [])
      comments.push({ ...comment, texte: `Antériorité du ${formatTime(Moment.parse(date))} : ${comment.texte}` });
    // Bounds are repeated only where they have changed.
    const changed = JSON.stringify(bornes) === current ? undefined : bornes;
    return [{ date, valeur, ...present({ interpretation, methode, bornes: changed }) }];
  });
  const commentaires = some([...(today.resultat.commentaires ?? []), ...comments]);
  return { ...today, resultat: { ...today.resultat, anteriorites, ...present({ commentaires }) } };
}

function historyOf(earlier: readonly OrderResult[], today: OrderResult, context: OruContext): readonly OrderResult[] {
  const dateOf = ({ resultat }: OrderResult): number =>
    resultat.date === undefined ? 0 : fromOf(Moment.parse(resultat.date), context);
  const fitting = earlier.filter((one) => goesWith(one, today));
  return fitting.toSorted((one, other) => dateOf(other) - dateOf(one)).slice(0, MAX_PREVIOUS);
}

/**
 * Puts the earlier results of an analysis under the one of today, where that is what they are: numbers of the same unit
 * and specimen, observed on an earlier day than the one on which the specimens of the order were taken. Anything else —
 * two germs, the times of a glucose tolerance test, two samples of a day — stays apart, in the order of the message.
 *
 * @param results - Results of an order.
 * @param order - The order.
 * @param context - Where earlier results, and those that stay apart, are reported.
 * @returns The results.
 */
export function withPrevious(
  results: readonly OrderResult[],
  order: OruOrder,
  context: OruContext,
): readonly OrderResult[] {
  const taken = collectionOf(order, context);
  const placed = new Map<OrderResult, OrderResult | undefined>();
  for (const same of groupBy(results, (result) => analyteOf(result, order)).values()) {
    const earlier = same.filter((result) => isEarlier(result, taken, context));
    const [today, ...others] = same.filter((result) => !earlier.includes(result));
    const history = today === undefined || others.length > 0 ? [] : historyOf(earlier, today, context);
    for (const one of history) placed.set(one, undefined);
    if (today !== undefined && history.length > 0) placed.set(today, withHistory(today, history, context));
    const apart = same.filter((result) => !placed.has(result));
    const dates = new Set(apart.map(({ resultat }) => resultat.date));
    const isSeries = apart.some((result) => earlier.includes(result)) || (apart.length > 1 && dates.size > 1);
    if (isSeries) for (const { obx } of apart) context.find("LDL-HL7-SERIES", obx);
  }
  return results.flatMap((result) => (placed.has(result) ? (placed.get(result) ?? []) : [result]));
}
