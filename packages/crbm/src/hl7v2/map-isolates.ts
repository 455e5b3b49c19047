import { LOINC_OID, present, some } from "@ldl/cda";
import { groupBy } from "./group-by.ts";
import { ANTIBIOGRAM_PANELS, ANTIBIOGRAM_WORDS, SUSCEPTIBILITIES } from "./hl7-tables.ts";
import { type BatterieInput, batterieOf, type MappedOrder, withoutShared } from "./map-order.ts";
import type { OrderResult } from "./map-previous.ts";
import { findParent, hasParent, type ParentResult } from "./order-links.ts";
import { germeOf, type IsolatInput, isConcentration, isSusceptibility, organismsAmong } from "./organisms.ts";
import type { OruContext } from "./oru-context.ts";
import { hasLooseGroups, type SubGroup, subGroupsOf } from "./sub-groups.ts";

const ANTIBIOGRAM = { code: "18769-0", systeme: LOINC_OID, libelle: "Antibiogramme", nomSysteme: "LOINC" } as const;

/** A child order, and the result of another order that it goes on from. */
interface Link extends ParentResult {
  readonly child: MappedOrder;
}

/** Orders once the antibiograms are under their isolates. */
export interface Isolates {
  /** Isolates of each order that has some. */
  readonly byOrder: ReadonlyMap<MappedOrder, readonly IsolatInput[]>;
  /** Results that are in an isolate. */
  readonly taken: ReadonlySet<OrderResult>;
  /** Orders that are antibiograms of an isolate. */
  readonly children: ReadonlySet<MappedOrder>;
  /** What the message names as the micro-organism of antibiograms that are under none. */
  readonly words: ReadonlyMap<MappedOrder, string>;
}

/** Whether a child order tests antibiotics: by its flags, its name, or because it is but concentrations. */
function isAntibiogram({ order: { obr }, results }: MappedOrder): boolean {
  if (results.length === 0 || organismsAmong(results).length > 0) return false;
  if (results.some(isSusceptibility) || results.every(isConcentration)) return true;
  const panel = obr.first(4);
  const isPanel = [1, 4].some((component) => ANTIBIOGRAM_PANELS.has(panel?.words(component) ?? ""));
  return isPanel || [2, 5].some((component) => ANTIBIOGRAM_WORDS.test(panel?.words(component) ?? ""));
}

function linksOf(
  orders: readonly MappedOrder[],
  words: Map<MappedOrder, string>,
  context: OruContext,
): readonly Link[] {
  const children = orders.filter(hasParent);
  const antibiograms = children.filter(isAntibiogram);
  const parents = orders.filter((one) => !antibiograms.includes(one));
  return children.flatMap((child): readonly Link[] => {
    const isOne = antibiograms.includes(child);
    const search = findParent(child, parents);
    const found = isOne && search.found !== undefined && germeOf(search.found.organism) !== undefined;
    if (found) return [{ ...search.found, child }];
    context.find(isOne || search.found === undefined ? "LDL-HL7-PARENT" : "LDL-HL7-CHILD", child.order.obr, 26);
    if (isOne && search.words !== undefined) words.set(child, search.words);
    return [];
  });
}

/** The groups of an order that are isolates: tested on antibiotics, named by a child order, or told apart by their counts. */
function isolatesAmong(groups: readonly SubGroup[], linked: ReadonlySet<OrderResult>): readonly SubGroup[] {
  const counted = groups.filter(({ organism, facts }) => facts.length > 1 && organism.resultat.valeur?.type === "code");
  return groups.filter(
    (group) =>
      group.answers.length > 0 || linked.has(group.organism) || (counted.length > 1 && counted.includes(group)),
  );
}

function isolateOf(
  { organism, facts, answers }: SubGroup,
  links: readonly Link[],
  statut: BatterieInput["statut"],
  context: OruContext,
): IsolatInput | undefined {
  const germe = germeOf(organism);
  if (germe === undefined) return undefined;
  const inline: readonly BatterieInput[] =
    answers.length === 0 ? [] : [{ genre: "batterie", code: ANTIBIOGRAM, statut, ...withoutShared(answers) }];
  const antibiogrammes = [...inline, ...links.map(({ child }) => batterieOf(child, child.results, context))];
  return {
    genre: "isolat",
    germe,
    statut: antibiogrammes.some((one) => one.statut === "active") ? "active" : "completed",
    ...present({ date: organism.resultat.date }),
    ...withoutShared(facts),
    ...present({ antibiogrammes: some(antibiogrammes) }),
  };
}

/** Reports the answers to antibiotics, and the groups, that no isolate of an order holds. */
function reportLoose(mapped: MappedOrder, taken: ReadonlySet<OrderResult>, context: OruContext): void {
  const isLoose = mapped.results.some(
    (result) => !taken.has(result) && SUSCEPTIBILITIES.has(result.resultat.interpretation ?? ""),
  );
  if (isLoose || hasLooseGroups(mapped, taken)) context.find("LDL-HL7-ISOLATE", mapped.order.obr);
}

/**
 * Puts the antibiograms under the organisms they were made on: child orders (OBR-26, OBR-29), and the results of one
 * order that share a sub-identifier (OBX-4). What is not certain stays apart, and is told.
 *
 * @param orders - Orders of a message.
 * @param context - Where antibiograms without a certain organism are reported.
 * @returns Isolates, and what they took.
 */
export function gatherIsolates(orders: readonly MappedOrder[], context: OruContext): Isolates {
  const words = new Map<MappedOrder, string>();
  const links = groupBy(linksOf(orders, words, context), ({ organism }) => organism);
  const children = new Set([...links.values()].flat().map(({ child }) => child));
  const byOrder = new Map<MappedOrder, readonly IsolatInput[]>();
  const taken = new Set<OrderResult>();
  for (const mapped of orders.filter((one) => !children.has(one))) {
    const groups = subGroupsOf(mapped);
    const alone = mapped.results
      .filter((result) => links.has(result) && !groups.some(({ organism }) => organism === result))
      .map((organism): SubGroup => ({ organism, answers: [], facts: [organism] }));
    const found = [...isolatesAmong(groups, new Set(links.keys())), ...alone];
    const rankOf = ({ organism }: SubGroup): number => mapped.results.indexOf(organism);
    const isolats = found
      .toSorted((one, other) => rankOf(one) - rankOf(other))
      .flatMap((group) => {
        const isolat = isolateOf(group, links.get(group.organism) ?? [], mapped.statut, context);
        for (const result of isolat === undefined ? [] : [...group.facts, ...group.answers]) taken.add(result);
        return isolat ?? [];
      });
    if (isolats.length > 0) byOrder.set(mapped, isolats);
    if (!hasParent(mapped) || !isAntibiogram(mapped)) reportLoose(mapped, taken, context);
  }
  return { byOrder, taken, children, words };
}
