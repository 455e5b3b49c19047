import type { Hl7Segment } from "./hl7-segment.ts";
import type { MappedOrder } from "./map-order.ts";
import type { OrderResult } from "./map-previous.ts";
import { namedBy, organismsAmong } from "./organisms.ts";

/** A number of an order: what it is, and who gives it by name and OID when that is said. */
interface OrderNumber {
  readonly id: string;
  readonly systems: readonly string[];
}

/** Numbers of an order: of whoever placed it, of the laboratory. */
interface OrderNumbers {
  readonly placer: OrderNumber | undefined;
  readonly filler: OrderNumber | undefined;
}

/** A result, and the order it is of. */
export interface ParentResult {
  readonly parent: MappedOrder;
  readonly organism: OrderResult;
}

/** What a child order says of its parent. */
interface ParentSearch {
  /** The one result that fits. */
  readonly found: ParentResult | undefined;
  /** Name of the parent result in the message (OBR-26.3), unless it contradicts the number beside it. */
  readonly words: string | undefined;
}

/** A number of a field, its parts being components (EI), or subcomponents of one (EIP). */
function numberOf(part: (rank: number) => string): OrderNumber | undefined {
  const systems = [part(2), part(3)].filter((system) => system !== "");
  return part(1) === "" ? undefined : { id: part(1), systems };
}

/** Number of an order: in the OBR, else in the ORC. */
function ownNumber({ order: { obr, orc } }: MappedOrder, field: 2 | 3): OrderNumber | undefined {
  return numberOf((rank) => obr.text(field, rank)) ?? numberOf((rank) => orc?.text(field, rank) ?? "");
}

/** Number of the parent: in the OBR, else in the ORC. */
function parentNumber({ order: { obr, orc } }: MappedOrder, component: 1 | 2): OrderNumber | undefined {
  return numberOf((rank) => obr.text(29, component, rank)) ?? numberOf((rank) => orc?.text(8, component, rank) ?? "");
}

function parentNumbers(child: MappedOrder): OrderNumbers {
  return { placer: parentNumber(child, 1), filler: parentNumber(child, 2) };
}

/** Whether an order says that it goes on from a result of another one. */
export function hasParent(mapped: MappedOrder): boolean {
  const { placer, filler } = parentNumbers(mapped);
  const points = [1, 3].some((component) => mapped.order.obr.text(26, component, 1) !== "");
  return placer !== undefined || filler !== undefined || points;
}

function areSame(one: OrderNumber | undefined, other: OrderNumber | undefined): boolean {
  if (one === undefined || other === undefined || one.id !== other.id) return false;
  const areSaid = one.systems.length > 0 && other.systems.length > 0;
  return !areSaid || one.systems.some((system) => other.systems.includes(system));
}

/** Orders that the numbers of a parent fit: by the number of the laboratory wherever both give one, else by the other. */
function parentOrders(child: MappedOrder, orders: readonly MappedOrder[]): readonly MappedOrder[] {
  const { placer, filler } = parentNumbers(child);
  if (placer === undefined && filler === undefined) return orders;
  const fitting = orders.filter((one) => {
    const own = ownNumber(one, 3);
    return filler === undefined || own === undefined ? areSame(placer, ownNumber(one, 2)) : areSame(filler, own);
  });
  // Orders of one file may share the number of the laboratory: the other one tells them apart.
  const fittingBoth = fitting.filter((one) => areSame(placer, ownNumber(one, 2)));
  return fittingBoth.length > 0 ? fittingBoth : fitting;
}

/** Whether an observation is of the analysis that a pointer names (OBR-26.1), by either of its codes. */
function isOfAnalysis(obx: Hl7Segment, code: string, system: string): boolean {
  const analysis = obx.first(3);
  return [1, 4].some((at) => {
    const own = analysis?.words(at + 2) ?? "";
    return analysis?.words(at) === code && (system === "" || own === "" || own === system);
  });
}

/** Results that a pointer (OBR-26) fits, but for the words. */
function pointedResults(obr: Hl7Segment, results: readonly ParentResult[]): readonly ParentResult[] {
  const [code, system, subId] = [obr.text(26, 1, 1), obr.text(26, 1, 3), obr.text(26, 2)];
  const organisms = organismsAmong(results.map(({ organism }) => organism));
  const fitting = results.filter(({ organism }) =>
    code === "" ? organisms.includes(organism) : isOfAnalysis(organism.obx, code, system),
  );
  if (subId === "") return fitting;
  const numbered = fitting.filter(({ organism }) => organism.subId === subId);
  const [only, ...others] = fitting;
  // A number that points to the one result there is, which has none.
  const isOnly = numbered.length === 0 && only !== undefined && only.organism.subId === "" && others.length === 0;
  return isOnly ? [only] : numbered;
}

/** Whether an observation that gave no result, awaited for example, may be the one that a pointer means. */
function mayBeLeftOut(obr: Hl7Segment, { leftOut }: MappedOrder): boolean {
  const [code, system, subId] = [obr.text(26, 1, 1), obr.text(26, 1, 3), obr.text(26, 2)];
  return leftOut.some((obx) => {
    const isNumbered = subId === "" || ["", subId].includes(obx.text(4));
    return isNumbered && (code === "" || isOfAnalysis(obx, code, system));
  });
}

/**
 * Looks for the result that a child order goes on from: the one, and the only one, that all it says of it fits.
 *
 * @param child - Order with a parent (OBR-26, OBR-29, ORC-8).
 * @param orders - Orders that may be the parent.
 * @returns The result, when there is no doubt; the words of the message for it.
 */
export function findParent(child: MappedOrder, orders: readonly MappedOrder[]): ParentSearch {
  const { obr } = child.order;
  const candidates = parentOrders(
    child,
    orders.filter((one) => one !== child),
  );
  const results = candidates.flatMap((parent) => parent.results.map((organism) => ({ parent, organism })));
  const words = obr.text(26, 3);
  const pointed = obr.text(26, 1, 1) === "" && words === "" ? [] : pointedResults(obr, results);
  const isDoubtful = candidates.some((one) => mayBeLeftOut(obr, one));
  const unnamed = isDoubtful ? [] : pointed;
  const named = words === "" ? unnamed : namedBy(pointed, words, !isDoubtful);
  const contradicts = pointed.length > 0 && named.length === 0 && obr.text(26, 2) !== "";
  return {
    found: named.length === 1 ? named[0] : undefined,
    words: words === "" || contradicts ? undefined : words,
  };
}
