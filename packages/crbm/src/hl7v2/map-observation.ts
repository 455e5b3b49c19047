import { includesCode, LOINC_OID, present, some } from "@ldl/cda";
import type { Moment } from "@ldl/domain";
import type { z } from "zod";
import { INTERPRETATION } from "../codes/jdv/interpretation.ts";
import { TECHNIQUE } from "../codes/jdv/technique.ts";
import { INTERPRETATION_OID } from "../codes/systems.ts";
import type { Resultat } from "../model/resultat.ts";
import type { OruObservation } from "./group-message.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import { RESULT_STATUSES } from "./hl7-tables.ts";
import { type CodedInput, labelAt, readCoded } from "./map-codes.ts";
import { readPerformer } from "./map-laboratory.ts";
import { type CommentaireInput, textOfNotes } from "./map-notes.ts";
import { bornesOf, unitComment } from "./map-numbers.ts";
import { readPeople } from "./map-people.ts";
import { readValues } from "./map-values.ts";
import type { OruContext } from "./oru-context.ts";

/** A result as a vendor gives one. */
export type ResultatInput = z.input<typeof Resultat>;

/** What becomes of an observation. */
export type Fate = "completed" | "corrected" | "aborted" | "pending" | "deleted";

const LOINC = /^\d{1,7}-\d$/;
const CORRECTED = "Résultat corrigé : il remplace un résultat déjà transmis.";

/** Tells what becomes of an observation, by its status (OBX-11). */
export function fateOf(obx: Hl7Segment, context: OruContext): Fate {
  const status = obx.text(11);
  const fate = RESULT_STATUSES[status];
  if (fate === undefined && status !== "") context.find("LDL-HL7-STATUS", obx, 11);
  return fate ?? "completed";
}

/** Reads what an observation analyses (OBX-3), or what a panel is (OBR-4). */
export function readIdentity(
  segment: Hl7Segment,
  field: number,
  context: OruContext,
): {
  readonly loinc?: CodedInput["codes"][number];
  readonly local?: CodedInput["codes"][number];
  readonly label?: string;
} {
  const value = segment.first(field);
  if (value === undefined) return {};
  const { codes, texte } = readCoded(value, { segment, field }, context);
  const loinc = codes.find(({ systeme, code }) => systeme === LOINC_OID && LOINC.test(code));
  const [local, ...others] = codes.filter((code) => code !== loinc);
  if (others.length > 0) context.find("LDL-HL7-ALTERNATE", segment, field);
  return present({ loinc, local, label: texte ?? codes[0]?.libelle });
}

function readAnalyse(obx: Hl7Segment, context: OruContext): ResultatInput["analyse"] | undefined {
  const { loinc, local, label } = readIdentity(obx, 3, context);
  if (loinc === undefined && local === undefined) return undefined;
  // The words of the laboratory are those of its own code.
  const libelle = local?.libelle ?? label ?? "";
  return {
    libelle,
    ...present({
      loinc: loinc === undefined ? undefined : { code: loinc.code, libelle: loinc.libelle },
      codeLocal: local,
    }),
  };
}

interface Flags {
  readonly interpretation?: string;
  readonly comments: readonly string[];
}

/** Flags: the first that is known is the interpretation, but of a result given up, which has none. */
function readFlags(obx: Hl7Segment, fate: Fate, context: OruContext): Flags {
  const flags = obx.values(8).map((value) => value.text());
  const known = flags.filter((flag) => includesCode(INTERPRETATION, { code: flag, systeme: INTERPRETATION_OID }));
  const interpretation = fate === "aborted" ? undefined : known[0];
  const others = flags.filter((flag) => flag !== interpretation && flag !== "");
  if (others.length > 0) context.find("LDL-HL7-FLAG", obx, 8);
  return { ...present({ interpretation }), comments: others.map((flag) => `Indicateur du laboratoire : ${flag}.`) };
}

/** Method: a code of the technique table, and words; another code has no place. */
function readMethod(obx: Hl7Segment, context: OruContext): Pick<ResultatInput, "methode"> {
  const value = obx.first(17);
  if (value === undefined) return {};
  const { codes, texte: words } = readCoded(value, { segment: obx, field: 17 }, context);
  const code = codes.find((one) => includesCode(TECHNIQUE, one));
  const texte = words ?? (code === undefined ? codes[0]?.libelle : undefined);
  const hasOthers = codes.some((one) => one !== code && one.code !== texte);
  if (hasOthers) context.find("LDL-HL7-METHOD", obx, 17);
  return code === undefined && texte === undefined ? {} : { methode: present({ code, texte }) };
}

function readValidation(
  obx: Hl7Segment,
  date: Moment | undefined,
  context: OruContext,
): Pick<ResultatInput, "validation"> {
  const [person, ...others] = readPeople(obx, 16, context);
  if (person === undefined) return {};
  if (date === undefined || others.length > 0) context.find("LDL-HL7-VALIDATOR", obx, 16);
  if (date === undefined) return {};
  const { organisation: _organisation, ...biologiste } = person;
  return { validation: { date, biologiste } };
}

/** Time of the analysis, else of the observation. */
export function dateOf(obx: Hl7Segment, context: OruContext): Moment | undefined {
  return context.moment(obx, 19) ?? context.moment(obx, 14);
}

/** Everything of a result but its value. */
function readFacts(
  { obx, notes }: OruObservation,
  fate: Fate,
  context: OruContext,
): Omit<ResultatInput, "valeur"> | undefined {
  const analyse = readAnalyse(obx, context);
  if (analyse === undefined) {
    context.find("LDL-HL7-CODE", obx, 3);
    return undefined;
  }
  const date = dateOf(obx, context);
  obx.ignore(1, 4, 14, 19);
  const flags = readFlags(obx, fate, context);
  const performer = readPerformer(obx, date, context);
  const texts = [
    textOfNotes(notes),
    ...flags.comments,
    performer.comment,
    fate === "corrected" ? CORRECTED : undefined,
  ];
  const commentaires: readonly CommentaireInput[] = texts.flatMap((texte) => (texte === undefined ? [] : [{ texte }]));
  const automate = labelAt(obx.text(18, 1), { segment: obx, field: 18 }, context);
  return {
    analyse,
    statut: fate === "aborted" ? "aborted" : "completed",
    ...present({
      date,
      interpretation: flags.interpretation,
      automate,
      commentaires: some(commentaires),
      executant: performer.executant,
    }),
    ...readMethod(obx, context),
    ...readValidation(obx, date, context),
  };
}

function withComments(
  facts: Omit<ResultatInput, "valeur">,
  comments: readonly (string | undefined)[],
): Omit<ResultatInput, "valeur"> {
  const added = comments.flatMap((texte) => (texte === undefined ? [] : [{ texte }]));
  return { ...facts, ...present({ commentaires: some([...(facts.commentaires ?? []), ...added]) }) };
}

/**
 * Converts an observation into results: one for each of its values.
 *
 * @param observation - OBX and its comments.
 * @param fate - What becomes of it; not `pending` nor `deleted`.
 * @param context - Where what is wrong is reported.
 * @returns The results; none without code, or when there is nothing to tell.
 */
export function readObservation(
  observation: OruObservation,
  fate: Fate,
  context: OruContext,
): readonly ResultatInput[] {
  const { obx } = observation;
  const facts = readFacts(observation, fate, context);
  if (facts === undefined) return [];
  if (fate === "aborted") {
    obx.ignore(2, 6);
    const { bornes, comment } = bornesOf(obx, context);
    return [{ ...withComments(facts, [comment]), ...present({ bornes }) }];
  }
  const values = readValues(obx, context);
  const { bornes, comment: range } = bornesOf(obx, context);
  const hasUnit = values.some(({ valeur }) => "unite" in valeur);
  const common = withComments(facts, [range, hasUnit ? unitComment(obx) : undefined]);
  if (values.length === 0) return [{ ...common, ...present({ bornes }) }];
  return values.map(({ valeur, comment }) => ({ ...withComments(common, [comment]), valeur, ...present({ bornes }) }));
}
