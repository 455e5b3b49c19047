import { LOINC_OID, present, some } from "@ldl/cda";
import type { z } from "zod";
import type { Chapitre } from "../model/chapitre.ts";
import { groupBy } from "./group-by.ts";
import { GENERAL_CHAPTER, SERVICE_CHAPTERS } from "./hl7-tables.ts";
import type { CodeInput } from "./map-codes.ts";
import { gatherIsolates, type Isolates } from "./map-isolates.ts";
import { readIdentity } from "./map-observation.ts";
import { batterieOf, type MappedOrder } from "./map-order.ts";
import { type OrderSpecimen, type PrelevementInput, readSpecimens, withOwnSpecimens } from "./map-specimens.ts";
import type { IsolatInput } from "./organisms.ts";
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
  readonly elements: readonly ElementInput[];
  readonly specimens: readonly OrderSpecimen[];
}

/** A part that gives elements, and the chapter they go in. */
interface Placed extends Part {
  readonly chapter: CodeInput;
}

/** A panel of one result that says nothing more than the result is the result. */
function isSingle(mapped: MappedOrder, results: MappedOrder["results"]): boolean {
  const { order, images, comment, statut } = mapped;
  const [only] = results;
  if (only === undefined || results.length > 1 || images.length > 0) return false;
  return comment === undefined && statut === "completed" && order.obr.text(4) === only.obx.text(3);
}

/** An order with the name that the message gives to the micro-organism of an antibiogram that is under none. */
function withWords(mapped: MappedOrder, { words }: Isolates): MappedOrder {
  const name = words.get(mapped);
  if (name === undefined) return mapped;
  const lines = [mapped.comment, `Résultat parent selon le message : ${name}`];
  return { ...mapped, comment: lines.filter((line) => line !== undefined).join("\n") };
}

/** Isolates of an order that gives no panel: they say themselves of which analysis they are. */
function named(isolats: readonly IsolatInput[], { order: { obr } }: MappedOrder, context: OruContext) {
  const { local, label } = readIdentity(obr, 4, context);
  const name = local?.libelle ?? label;
  if (name === undefined) return isolats;
  // Its code has no place.
  context.find("LDL-HL7-PART", obr, 4);
  return isolats.map((isolat) => ({
    ...isolat,
    commentaires: [{ texte: `Examen : ${name}` }, ...(isolat.commentaires ?? [])],
  }));
}

function elementsOf(order: MappedOrder, isolates: Isolates, context: OruContext): readonly ElementInput[] {
  const mapped = withWords(order, isolates);
  const results = mapped.results.filter((result) => !isolates.taken.has(result));
  const own = isolates.byOrder.get(order) ?? [];
  const [only] = results;
  if (only !== undefined && isSingle(mapped, results)) return [{ genre: "resultat", ...only.resultat }, ...own];
  const says =
    results.length > 0 || mapped.images.length > 0 || mapped.comment !== undefined || mapped.statut !== "completed";
  if (says) return [batterieOf(mapped, results, context), ...own];
  return own.length === 0 ? [] : named(own, mapped, context);
}

/** Specimens of an element; an isolate has them with each of its results. */
function withSpecimens(element: ElementInput, prelevements: readonly PrelevementInput[]): ElementInput {
  const own = present({ prelevements: some(prelevements) });
  if (element.genre !== "isolat") return { ...own, ...element };
  return {
    ...element,
    ...present({
      resultats: element.resultats?.map((resultat) => ({ ...own, ...resultat })),
      antibiogrammes: element.antibiogrammes?.map((batterie) => ({ ...batterie, ...own })),
    }),
  };
}

function statusOf(parts: readonly Part[]): NonNullable<BlocInput["statut"]> {
  const isAwaited = parts.some(
    ({ mapped, elements }) =>
      mapped.statut === "active" ||
      elements.some((element) => element.genre === "isolat" && element.statut === "active"),
  );
  if (isAwaited) return "active";
  return parts.every(({ mapped }) => mapped.statut === "aborted") ? "aborted" : "completed";
}

function blocOf(parts: readonly Part[]): BlocInput {
  const all = parts.map(({ specimens }) => specimens.map(({ prelevement }) => prelevement));
  const [first = []] = all;
  const key = JSON.stringify(first);
  const areShared = all.every((prelevements) => JSON.stringify(prelevements) === key);
  const elements = parts.flatMap((part, index) =>
    areShared ? part.elements : part.elements.map((element) => withSpecimens(element, all[index] ?? [])),
  );
  return { statut: statusOf(parts), ...present({ prelevements: areShared ? some(first) : undefined }), elements };
}

/** A specimen as it is compared: two that are not numbered are one when they say the same. */
function keysOf({ prelevement, hasId }: OrderSpecimen): readonly string[] {
  const bare = JSON.stringify({ ...prelevement, echantillon: undefined });
  return hasId ? [JSON.stringify(prelevement), bare] : [bare];
}

/** Reports the specimens of orders that give no element of their own, unless an element has them too. */
function reportSpecimens(parts: readonly Part[], context: OruContext): void {
  const isPlaced = ({ elements }: Part): boolean => elements.length > 0;
  const known = new Set(parts.filter(isPlaced).flatMap(({ specimens }) => specimens.flatMap(keysOf)));
  for (const { mapped, specimens } of parts.filter((part) => !isPlaced(part)))
    for (const specimen of specimens) {
      const [key = ""] = keysOf(specimen);
      if (known.has(key)) continue;
      if (specimen.source === undefined) context.find("LDL-HL7-FIELD", mapped.order.obr, 15);
      else context.find("LDL-HL7-SEGMENT", specimen.source.spm);
    }
}

/**
 * Gives the orders of a message as chapters: one for each discipline, in the order of the message.
 *
 * @param orders - Orders as converted.
 * @param context - Where what is wrong is reported.
 * @returns The chapters that hold something.
 */
export function chaptersOf(orders: readonly MappedOrder[], context: OruContext): readonly ChapitreInput[] {
  const read = orders.map((mapped) => {
    const specimens = readSpecimens(mapped.order, context);
    return { mapped: { ...mapped, results: withOwnSpecimens(mapped.results, specimens) }, specimens };
  });
  const isolates = gatherIsolates(
    read.map(({ mapped }) => mapped),
    context,
  );
  const parts = read.map(
    ({ mapped, specimens }): Part => ({
      mapped,
      elements: isolates.children.has(mapped) ? [] : elementsOf(mapped, isolates, context),
      specimens,
    }),
  );
  reportSpecimens(parts, context);
  const placed = parts
    .filter(({ elements }) => elements.length > 0)
    .map((part): Placed => ({ ...part, chapter: chapterOf(part.mapped, context) }));
  const byChapter = groupBy(placed, ({ chapter }) => `${chapter.systeme}|${chapter.code}`);
  return [...byChapter.values()].flatMap((same) => {
    const code = same[0]?.chapter;
    return code === undefined ? [] : [{ code, bloc: blocOf(same) }];
  });
}
