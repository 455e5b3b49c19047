import { LOINC_OID, present, some } from "@ldl/cda";
import type { z } from "zod";
import type { Chapitre } from "../model/chapitre.ts";
import { groupBy } from "./group-by.ts";
import { GENERAL_CHAPTER, SERVICE_CHAPTERS } from "./hl7-tables.ts";
import type { CodeInput } from "./map-codes.ts";
import { gatherIsolates, type Isolates } from "./map-isolates.ts";
import { batterieOf, type MappedOrder } from "./map-order.ts";
import { type PrelevementInput, readSpecimens } from "./map-specimens.ts";
import type { OruContext } from "./oru-context.ts";

/** A chapter as a vendor gives one. */
export type ChapitreInput = z.input<typeof Chapitre>;
type BlocInput = NonNullable<ChapitreInput["bloc"]>;
type ElementInput = BlocInput["elements"][number];

function chapterOf({ order: { obr } }: MappedOrder, context: OruContext): CodeInput {
  const service = obr.text(24);
  const own = context.options.chapitres?.[service];
  if (own !== undefined) return own;
  const known = SERVICE_CHAPTERS[service];
  if (known === undefined) context.find("LDL-HL7-CHAPTER", obr, 24);
  const [code, libelle] = known ?? GENERAL_CHAPTER;
  return { code, systeme: LOINC_OID, libelle, nomSysteme: "LOINC" };
}

/** An order with the elements it gives, and its specimens. */
interface Part {
  readonly mapped: MappedOrder;
  readonly chapter: CodeInput;
  readonly elements: readonly ElementInput[];
  readonly prelevements: readonly PrelevementInput[];
}

/** A panel of one result that says nothing more than the result is the result. */
function isSingle(mapped: MappedOrder, results: MappedOrder["results"]): boolean {
  const { order, images, comment, statut } = mapped;
  const [only] = results;
  if (only === undefined || results.length > 1 || images.length > 0) return false;
  return comment === undefined && statut === "completed" && order.obr.text(4) === only.obx.text(3);
}

function elementsOf(mapped: MappedOrder, isolates: Isolates, context: OruContext): readonly ElementInput[] {
  const results = mapped.results.filter((result) => !isolates.taken.has(result));
  const own = isolates.byOrder.get(mapped) ?? [];
  const [only] = results;
  if (only !== undefined && isSingle(mapped, results)) return [{ genre: "resultat", ...only.resultat }, ...own];
  const says =
    results.length > 0 || mapped.images.length > 0 || mapped.comment !== undefined || mapped.statut !== "completed";
  return says ? [batterieOf(mapped, results, context), ...own] : own;
}

/** Specimens of an element, where it can have some: an isolate has those of its block. */
function withSpecimens(element: ElementInput, prelevements: readonly PrelevementInput[]): ElementInput {
  return element.genre === "isolat" ? element : { ...element, ...present({ prelevements: some(prelevements) }) };
}

function specimensOf(parts: readonly Part[]): readonly PrelevementInput[] {
  const all = parts.flatMap(({ prelevements }) => prelevements);
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function statusOf(parts: readonly Part[]): NonNullable<BlocInput["statut"]> {
  if (parts.some(({ mapped }) => mapped.statut === "active")) return "active";
  return parts.every(({ mapped }) => mapped.statut === "aborted") ? "aborted" : "completed";
}

function blocOf(parts: readonly Part[]): BlocInput {
  const all = specimensOf(parts);
  const key = JSON.stringify(all);
  const areShared = parts.every(({ prelevements }) => JSON.stringify(prelevements) === key);
  const hasIsolates = parts.some(({ elements }) => elements.some(({ genre }) => genre === "isolat"));
  const elements = parts.flatMap((part) =>
    areShared ? part.elements : part.elements.map((element) => withSpecimens(element, part.prelevements)),
  );
  return {
    statut: statusOf(parts),
    ...present({ prelevements: areShared || hasIsolates ? some(all) : undefined }),
    elements,
  };
}

/**
 * Gives the orders of a message as chapters: one for each discipline, in the order of the message.
 *
 * @param orders - Orders as converted.
 * @param context - Where what is wrong is reported.
 * @returns The chapters that hold something.
 */
export function chaptersOf(orders: readonly MappedOrder[], context: OruContext): readonly ChapitreInput[] {
  const isolates = gatherIsolates(orders, context);
  const parts = orders
    .filter((mapped) => !isolates.children.has(mapped))
    .map(
      (mapped): Part => ({
        mapped,
        chapter: chapterOf(mapped, context),
        elements: elementsOf(mapped, isolates, context),
        prelevements: readSpecimens(mapped.order, context),
      }),
    );
  const byChapter = groupBy(parts, ({ chapter }) => `${chapter.systeme}|${chapter.code}`);
  return [...byChapter.values()].flatMap((same) => {
    const code = same[0]?.chapter;
    const bloc = blocOf(same);
    return code === undefined || bloc.elements.length === 0 ? [] : [{ code, bloc }];
  });
}
