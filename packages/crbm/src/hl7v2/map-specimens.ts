import { type Concept, present, some } from "@ldl/cda";
import type { Moment } from "@ldl/domain";
import type { z } from "zod";
import { SPECIMEN_TYPE } from "../codes/jdv/specimen-type.ts";
import type { Prelevement } from "../model/prelevement.ts";
import type { OruOrder, OruSpecimen } from "./group-message.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import { type CodeInput, labelOf, readCoded } from "./map-codes.ts";
import { textOfNotes } from "./map-notes.ts";
import { readPeople } from "./map-people.ts";
import type { OrderResult } from "./map-previous.ts";
import type { OruContext } from "./oru-context.ts";

/** A specimen as a vendor gives one. */
export type PrelevementInput = z.input<typeof Prelevement>;

/** A specimen of an order, and where the message says it. */
export interface OrderSpecimen {
  readonly prelevement: PrelevementInput;
  /** The SPM; `undefined` when the order says it itself (OBR-15). */
  readonly source: OruSpecimen | undefined;
  /** Whether the message numbers it. */
  readonly hasId: boolean;
}

const SPECIMEN_TYPE_OID = "2.16.840.1.113883.18.311";
const UNSPECIFIED: CodeInput = { code: "USPEC", systeme: SPECIMEN_TYPE_OID, libelle: "Origine non spécifiée" };
/** Names of the tables of natures of specimens (OBR-15.1): the code alone is of them. */
const SOURCE_TABLES: ReadonlySet<string> = new Set(["", "HL70070", "HL70487"]);

function readNature(spm: Hl7Segment, context: OruContext): CodeInput {
  const value = spm.first(4);
  const coded = value === undefined ? undefined : readCoded(value, { segment: spm, field: 4 }, context);
  const nature = coded?.codes.find(({ systeme }) => systeme === SPECIMEN_TYPE_OID) ?? coded?.codes[0];
  if (nature === undefined) context.find("LDL-HL7-SPECIMEN", spm, 4);
  return nature ?? UNSPECIFIED;
}

/** Identifier of the laboratory, else the one of whoever placed the order (EIP). */
function readId(spm: Hl7Segment, context: OruContext): PrelevementInput["echantillon"] | undefined {
  const value = spm.first(2);
  for (const component of [2, 1]) {
    const valeur = value?.text(component, 1) ?? "";
    if (valeur !== "") return { racine: value?.text(component, 3) || context.options.systemeLocal, valeur };
  }
  return undefined;
}

/** Identifier of a specimen that the message does not number: its rank in the order. */
function idInOrder(obr: Hl7Segment, rank: string, context: OruContext): PrelevementInput["echantillon"] {
  return { racine: context.options.systemeLocal, valeur: `${obr.text(3) || obr.text(2)}-${rank || "1"}` };
}

function readSite(spm: Hl7Segment, context: OruContext): CodeInput | undefined {
  const value = spm.first(8);
  return value === undefined ? undefined : readCoded(value, { segment: spm, field: 8 }, context).codes[0];
}

function commentsOf(texts: readonly (string | undefined)[]): PrelevementInput["commentaires"] {
  return some(texts.flatMap((texte) => (texte === undefined ? [] : [{ texte }])));
}

/** What an order says of whatever specimen it has. */
function factsOf(
  obr: Hl7Segment,
  context: OruContext,
): Pick<PrelevementInput, "preleveur"> & { readonly recuLe?: Moment } {
  const [preleveur] = readPeople(obr, 10, context);
  return present({ preleveur, recuLe: context.moment(obr, 14) });
}

function readSpecimen(source: OruSpecimen, { obr }: OruOrder, context: OruContext): OrderSpecimen | undefined {
  const { spm, notes } = source;
  spm.ignore(1);
  const nature = readNature(spm, context);
  const id = readId(spm, context);
  if (id === undefined) context.find("LDL-HL7-SPECIMEN", spm, 2);
  const site = readSite(spm, context);
  const date = context.moment(spm, 17, 1) ?? context.moment(obr, 7);
  const words = spm.values(14).map((value) => value.whole());
  const commentaires = commentsOf([words.join(" ").trim() || undefined, textOfNotes(notes)]);
  const echantillon = id ?? idInOrder(obr, spm.text(1), context);
  if (date === undefined) {
    context.find("LDL-HL7-SPECIMEN-DATE", spm, 17);
    return undefined;
  }
  const { preleveur, recuLe } = factsOf(obr, context);
  const received = context.moment(spm, 18) ?? recuLe;
  const prelevement = {
    date,
    echantillon,
    nature,
    ...present({ site, preleveur, recuLe: received, commentaires }),
  };
  return { prelevement, source, hasId: id !== undefined };
}

/** The specimen that an order says in one field (OBR-15), as messages did before SPM. */
function readSource({ obr }: OruOrder, context: OruContext): OrderSpecimen | undefined {
  const value = obr.first(15);
  const date = context.moment(obr, 7);
  if (value === undefined) return undefined;
  if (date === undefined) {
    context.find("LDL-HL7-SPECIMEN-DATE", obr, 15);
    return undefined;
  }
  context.find("LDL-HL7-SPECIMEN", obr, 15);
  const [code, words] = [value.text(1, 1), labelOf(value.text(1, 2))];
  const known: Concept | undefined = SOURCE_TABLES.has(value.text(1, 3))
    ? SPECIMEN_TYPE.concepts.get(`${SPECIMEN_TYPE_OID}|${code}`)
    : undefined;
  // Additives, words, site and method of collection: the report has codes of other tables for them.
  const others = [2, 3, 4, 5, 6].map((component) => value.text(component, 2) || value.text(component, 1));
  const prelevement = {
    date,
    echantillon: idInOrder(obr, "1", context),
    nature: known ?? UNSPECIFIED,
    ...factsOf(obr, context),
    ...present({
      commentaires: commentsOf([known === undefined ? (words ?? labelOf(code)) : undefined, ...others.map(labelOf)]),
    }),
  };
  return { prelevement, source: undefined, hasId: false };
}

/** Reports what an order says of its specimen (OBR-15) beside its SPM, unless they say the same. */
function compareSource({ obr, specimens }: OruOrder, context: OruContext): void {
  const value = obr.first(15);
  const said = [value?.text(1, 1) ?? "", value?.text(1, 2) ?? ""].filter((text) => text !== "");
  const isSame = specimens.some(({ spm }) => [1, 2].some((part) => said.includes(spm.first(4)?.words(part) ?? "")));
  if (value !== undefined && !isSame) context.find("LDL-HL7-FIELD", obr, 15);
}

/**
 * Gives each result the specimen that it stands under, where an order has several.
 *
 * @param results - Results of the order.
 * @param specimens - Its specimens.
 * @returns The results; those that stand under none have the specimens of the whole order.
 */
export function withOwnSpecimens(
  results: readonly OrderResult[],
  specimens: readonly OrderSpecimen[],
): readonly OrderResult[] {
  if (specimens.length < 2) return results;
  return results.map((result) => {
    const own = specimens.find(({ source }) => source !== undefined && source === result.specimen);
    if (own === undefined) return result;
    return { ...result, resultat: { ...result.resultat, prelevements: [own.prelevement] } };
  });
}

/**
 * Reads the specimens of an order: its SPM, else its OBR-15.
 *
 * @param order - Order with its SPM.
 * @param context - Where what is wrong is reported.
 * @returns Those that have a date.
 */
export function readSpecimens(order: OruOrder, context: OruContext): readonly OrderSpecimen[] {
  if (order.specimens.length === 0) {
    const said = readSource(order, context);
    return said === undefined ? [] : [said];
  }
  compareSource(order, context);
  return order.specimens.flatMap((source) => readSpecimen(source, order, context) ?? []);
}
