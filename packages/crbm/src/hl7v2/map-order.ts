import { present, some } from "@ldl/cda";
import type { Moment } from "@ldl/domain";
import type { z } from "zod";
import type { Batterie, Image } from "../model/bloc.ts";
import type { OruObservation, OruOrder } from "./group-message.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import { AWAITING_STATUSES, NOT_SOUGHT_STATUSES, REPORT_CODES } from "./hl7-tables.ts";
import { labelOf } from "./map-codes.ts";
import { imageOf, readFile } from "./map-files.ts";
import { textOfNotes } from "./map-notes.ts";
import { dateOf, fateOf, type ResultatInput, readIdentity, readObservation } from "./map-observation.ts";
import { type OrderResult, withPrevious } from "./map-previous.ts";
import type { OruContext } from "./oru-context.ts";
import type { OruRule } from "./oru-findings.ts";

/** A panel as a vendor gives one. */
export type BatterieInput = z.input<typeof Batterie>;

/** A PDF of an order. */
interface OrderPdf {
  readonly titre: string;
  readonly base64: string;
  readonly date?: Moment;
  readonly obx: Hl7Segment;
}

/** What an order became. */
export interface MappedOrder {
  readonly order: OruOrder;
  readonly results: readonly OrderResult[];
  /** Observations that gave no result: awaited, deleted… */
  readonly leftOut: readonly Hl7Segment[];
  readonly images: readonly z.input<typeof Image>[];
  /** PDFs of the whole report, then PDFs of other laboratories. */
  readonly copies: readonly OrderPdf[];
  readonly reports: readonly OrderPdf[];
  /** Comments below the order. */
  readonly comment: string | undefined;
  readonly statut: "completed" | "active" | "aborted";
  readonly hasCorrections: boolean;
}

/** What an order gathers while its observations are read. */
interface Harvest {
  readonly results: OrderResult[];
  readonly images: z.input<typeof Image>[];
  readonly copies: OrderPdf[];
  readonly reports: OrderPdf[];
}

function readData(observation: OruObservation, harvest: Harvest, context: OruContext): void {
  const { obx } = observation;
  const file = readFile(obx, context);
  const { loinc, label = "Document joint" } = readIdentity(obx, 3, context);
  if (file === undefined) return;
  const date = dateOf(obx, context);
  const image = imageOf(file, label);
  obx.ignore(1, 4, 8);
  if (image !== undefined) harvest.images.push(image);
  else if (file.mediaType === "application/pdf") {
    const isCopy = loinc !== undefined && REPORT_CODES.has(loinc.code);
    const pdf = { titre: labelOf(label) ?? label, base64: file.base64, ...present({ date }), obx };
    (isCopy ? harvest.copies : harvest.reports).push(pdf);
  } else context.find("LDL-HL7-FILE", obx, 5);
}

/** Why observations are left out (OBX-11). */
const LEFT_OUT = { pending: "LDL-HL7-PENDING", deleted: "LDL-HL7-DELETED" } as const;

/** Leaves an observation out; its comments, which may say why, are told. */
function leaveOut({ obx, notes }: OruObservation, rule: OruRule, context: OruContext): void {
  context.find(rule, obx, 11);
  obx.ignore(...obx.unread());
  for (const note of notes) if (textOfNotes([note]) !== undefined) context.find("LDL-HL7-SEGMENT", note);
}

/** Leaves out an observation of which no result was sought (OBX-11 `N` or `O`); a value that it has all the same is told. */
function leaveOutUnsought(observation: OruObservation, context: OruContext): void {
  const { obx } = observation;
  if ((obx.first(5)?.whole() ?? "") !== "") context.find("LDL-HL7-FIELD", obx, 5);
  obx.ignore(5);
  leaveOut(observation, "LDL-HL7-NOT-SOUGHT", context);
}

function readOne(observation: OruObservation, harvest: Harvest, context: OruContext): void {
  const { obx, specimen } = observation;
  if (NOT_SOUGHT_STATUSES.has(obx.text(11))) {
    leaveOutUnsought(observation, context);
    return;
  }
  const fate = fateOf(obx, context);
  const type = obx.text(2);
  if (fate === "pending" || fate === "deleted") {
    leaveOut(observation, LEFT_OUT[fate], context);
  } else if (type === "RP") {
    context.find("LDL-HL7-POINTER", obx, 5);
    obx.ignore(...obx.unread());
  } else if (type === "ED") readData(observation, harvest, context);
  else {
    const subId = obx.text(4);
    for (const resultat of readObservation(observation, fate, context))
      harvest.results.push({ resultat, subId, obx, specimen });
  }
}

function statusOf({ obr, observations }: OruOrder, context: OruContext): MappedOrder["statut"] {
  const status = obr.text(25);
  if (status === "X") return "aborted";
  const sought = observations.filter(({ obx }) => !NOT_SOUGHT_STATUSES.has(obx.text(11)));
  const isAwaiting = sought.some(({ obx }) => fateOf(obx, context) === "pending");
  return AWAITING_STATUSES.has(status) || isAwaiting ? "active" : "completed";
}

/**
 * Converts an order: its results with their history, its files, its state.
 *
 * @param order - Order.
 * @param context - Where what is wrong is reported.
 * @returns What the order became.
 */
export function mapOrder(order: OruOrder, context: OruContext): MappedOrder {
  const harvest: Harvest = { results: [], images: [], copies: [], reports: [] };
  for (const observation of order.observations) readOne(observation, harvest, context);
  const given = new Set(harvest.results.map(({ obx }) => obx));
  return {
    ...harvest,
    order,
    leftOut: order.observations.map(({ obx }) => obx).filter((obx) => !given.has(obx)),
    results: withPrevious(harvest.results, order, context),
    comment: textOfNotes(order.notes),
    statut: statusOf(order, context),
    hasCorrections: order.observations.some(({ obx }) => obx.text(11) === "C"),
  };
}

/**
 * Takes out of results the validation that all of them share: it is said once for the group.
 *
 * @param results - Results of a group.
 * @returns The results, and what they shared.
 */
export function withoutShared(results: readonly OrderResult[]): {
  readonly resultats: readonly ResultatInput[];
  readonly validation?: ResultatInput["validation"];
} {
  const all = results.map(({ resultat }) => resultat);
  const [first] = all;
  const key = JSON.stringify(first?.validation);
  const isShared = all.length > 1 && key !== undefined && all.every((one) => JSON.stringify(one.validation) === key);
  if (!isShared || first === undefined) return { resultats: all };
  return {
    resultats: all.map(({ validation: _validation, ...resultat }) => resultat),
    validation: first.validation,
  };
}

/**
 * Gives an order as a panel.
 *
 * @param mapped - The order.
 * @param results - Its results.
 * @param context - Where an unknown code system is reported.
 * @returns The panel.
 */
export function batterieOf(
  { order, images, comment, statut }: MappedOrder,
  results: readonly OrderResult[],
  context: OruContext,
): BatterieInput {
  const { loinc, local, label } = readIdentity(order.obr, 4, context);
  return {
    genre: "batterie",
    ...present({ code: loinc, codeLocal: local, libelle: local?.libelle ?? label }),
    statut,
    ...present({
      images: some(images),
      commentaires: comment === undefined ? undefined : [{ texte: comment }],
    }),
    ...withoutShared(results),
  };
}
