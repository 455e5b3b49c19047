import { present, SNOMED_CT_OID, some } from "@ldl/cda";
import type { z } from "zod";
import { NCBI_OID } from "../codes/systems.ts";
import type { Isolat } from "../model/bloc.ts";
import { groupBy } from "./group-by.ts";
import { SUSCEPTIBILITIES } from "./hl7-tables.ts";
import { type BatterieInput, batterieOf, type MappedOrder, withoutShared } from "./map-order.ts";
import type { OrderResult } from "./map-previous.ts";
import type { OruContext } from "./oru-context.ts";

/** An isolate as a vendor gives one. */
export type IsolatInput = z.input<typeof Isolat>;

/** A child order, and the result of another order that it goes on from. */
interface Child {
  readonly child: MappedOrder;
  readonly parent: MappedOrder;
  readonly organism: OrderResult;
}

function numbersOf({ order: { obr, orc } }: MappedOrder): readonly string[] {
  return [obr.text(2), obr.text(3), orc?.text(2) ?? "", orc?.text(3) ?? ""].filter((number) => number !== "");
}

/** Numbers of the parent order (OBR-29 or ORC-8): placer and filler. */
function parentNumbers({ order: { obr, orc } }: MappedOrder): readonly string[] {
  const numbers = [obr.text(29, 1), obr.text(29, 2), orc?.text(8, 1) ?? "", orc?.text(8, 2) ?? ""];
  return numbers.filter((number) => number !== "");
}

/** Whether an order goes on from a result of another one. */
export function hasParent(mapped: MappedOrder): boolean {
  return parentNumbers(mapped).length > 0 || mapped.order.obr.text(26) !== "";
}

function findParent(child: MappedOrder, orders: readonly MappedOrder[]): Child | undefined {
  const { obr } = child.order;
  const [code, subId] = [obr.text(26, 1, 1), obr.text(26, 2)];
  const numbers = parentNumbers(child);
  const candidates = orders.filter((one) => one !== child && !hasParent(one));
  const parent = candidates.find((one) => numbersOf(one).some((number) => numbers.includes(number)));
  for (const one of parent === undefined ? candidates : [parent]) {
    const organism = one.results.find(
      (result) => result.obx.text(3) === code && (subId === "" || result.subId === subId),
    );
    if (organism !== undefined) return { child, parent: one, organism };
  }
  return undefined;
}

function isAntibiogram({ results }: MappedOrder): boolean {
  return results.some(({ resultat }) => SUSCEPTIBILITIES.has(resultat.interpretation ?? ""));
}

function organismOf({ resultat: { valeur } }: OrderResult): IsolatInput["germe"] | undefined {
  if (valeur?.type === "texte") return { libelle: valeur.texte.slice(0, 250).replace(/\s+/g, " ").trim() };
  if (valeur?.type !== "code") return undefined;
  const codes = [valeur.code, ...(valeur.traductions ?? [])];
  return {
    libelle: valeur.texte ?? valeur.code.libelle,
    ...present({
      snomed: codes.find(({ systeme }) => systeme === SNOMED_CT_OID),
      ncbi: codes.find(({ systeme }) => systeme === NCBI_OID),
    }),
  };
}

/** Orders once the antibiograms are under their isolates. */
export interface Isolates {
  /** Isolates of each order that has some. */
  readonly byOrder: ReadonlyMap<MappedOrder, readonly IsolatInput[]>;
  /** Results that are in an isolate. */
  readonly taken: ReadonlySet<OrderResult>;
  /** Orders that are antibiograms of an isolate. */
  readonly children: ReadonlySet<MappedOrder>;
}

function isolateOf(
  organism: OrderResult,
  parent: MappedOrder,
  antibiogrammes: readonly BatterieInput[],
): { readonly isolat: IsolatInput; readonly results: readonly OrderResult[] } | undefined {
  const germe = organismOf(organism);
  if (germe === undefined) return undefined;
  const own = parent.results.filter((one) => one === organism || (one.subId !== "" && one.subId === organism.subId));
  const isActive = antibiogrammes.some(({ statut }) => statut === "active");
  return {
    isolat: {
      genre: "isolat",
      germe,
      statut: isActive ? "active" : "completed",
      ...present({ date: organism.resultat.date }),
      ...withoutShared(own),
      ...present({ antibiogrammes: some(antibiogrammes) }),
    },
    results: own,
  };
}

/**
 * Puts the antibiograms (child orders: OBR-26, OBR-29) under the organisms they were made on.
 *
 * @param orders - Orders of a message.
 * @param context - Where a child whose parent is missing is reported.
 * @returns Isolates, and what they took.
 */
export function gatherIsolates(orders: readonly MappedOrder[], context: OruContext): Isolates {
  const links = orders.filter(hasParent).flatMap((child): readonly Child[] => {
    const found = findParent(child, orders);
    if (found === undefined) context.find("LDL-HL7-PARENT", child.order.obr, 26);
    return found === undefined || !isAntibiogram(child) ? [] : [found];
  });
  const byOrder = new Map<MappedOrder, IsolatInput[]>();
  const taken = new Set<OrderResult>();
  const children = new Set<MappedOrder>();
  for (const [organism, same] of groupBy(links, (link) => link.organism)) {
    const parent = same[0]?.parent;
    const antibiogrammes = same.map(({ child }) => batterieOf(child, child.results, context));
    const made = parent === undefined ? undefined : isolateOf(organism, parent, antibiogrammes);
    if (parent === undefined || made === undefined) continue;
    for (const result of made.results) taken.add(result);
    for (const { child } of same) children.add(child);
    byOrder.set(parent, [...(byOrder.get(parent) ?? []), made.isolat]);
  }
  return { byOrder, taken, children };
}
