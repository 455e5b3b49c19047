import { attributeOf, type XmlElement } from "@ldl/xml";
import { DOSING, ENTRIES } from "../../codes/entry-templates.ts";
import { type Frequence, MomentJournee, type Posologie } from "../../lettre-de-liaison/posologie.ts";
import { hl7Child, hl7Children, xsiTypeOf } from "../datatypes/elements.ts";
import { present } from "../datatypes/present.ts";
import { readTime } from "../datatypes/read-time.ts";
import { hasTemplate, type LetterContext, relatedOf, wordingOf } from "./letter-context.ts";
import { readDuree, readPlage } from "./read-quantities.ts";

/** One step of a dosage, whatever its mode. */
type Step = Extract<Posologie, { mode: "progressive" }>["etapes"][number];

function readFrequence(element: XmlElement, context: LetterContext): Frequence | undefined {
  const event = hl7Child(element, "event");
  if (event !== undefined) {
    const moment = MomentJournee.safeParse(attributeOf(event, "code"));
    if (!moment.success) context.report("LDL-R-VALUE-SET", event);
    return moment.success ? { genre: "moment", moment: moment.data } : undefined;
  }
  const toutesLes = readDuree(hl7Child(element, "period"), context);
  if (toutesLes === undefined) return undefined;
  const institution = attributeOf(element, "institutionSpecified");
  const horairesUsuels = institution === undefined ? undefined : institution === "true";
  return { genre: "periode", toutesLes, ...present({ horairesUsuels }) };
}

/** The times of an entry, those inside an expression too. */
function timesOf(entry: XmlElement): readonly XmlElement[] {
  return hl7Children(entry, "effectiveTime").flatMap((time) => {
    const components = hl7Children(time, "comp");
    return components.length === 0 ? [time] : components;
  });
}

function isFrequency(time: XmlElement): boolean {
  const type = xsiTypeOf(time);
  return type === "PIVL_TS" || type === "EIVL_TS";
}

/** The time of an entry that is a period. */
export function periodOf(entry: XmlElement): XmlElement | undefined {
  return timesOf(entry).find((time) => !isFrequency(time));
}

function readTake(entry: XmlElement, context: LetterContext): Pick<Step, "dose" | "frequence" | "debit"> {
  const frequency = timesOf(entry).find(isFrequency);
  return present({
    dose: readPlage(hl7Child(entry, "doseQuantity"), context),
    frequence: frequency === undefined ? undefined : readFrequence(frequency, context),
    debit: readPlage(hl7Child(entry, "rateQuantity"), context),
  });
}

function readStep(entry: XmlElement, context: LetterContext): Step & { condition?: string } {
  const period = periodOf(entry);
  const criterion = hl7Child(hl7Child(entry, "precondition"), "criterion");
  return {
    ...present({
      debut: readTime(hl7Child(period, "low"), context),
      duree: readDuree(hl7Child(period, "width"), context),
      condition: wordingOf(hl7Child(criterion, "text"), context),
    }),
    ...readTake(entry, context),
  };
}

/** Subordinate treatments in the order of their number. */
function stepsOf(entry: XmlElement): readonly XmlElement[] {
  const rank = (step: XmlElement): number => {
    const number = step.parent === null ? undefined : hl7Child(step.parent, "sequenceNumber");
    return number === undefined ? 0 : Number(attributeOf(number, "value") ?? "0");
  };
  const [template = ""] = ENTRIES.traitementSubordonne;
  return [...relatedOf(entry, "substanceAdministration", template)].sort((one, other) => rank(one) - rank(other));
}

/**
 * Reads the dosage of a treatment.
 *
 * @param entry - `substanceAdministration`.
 * @param context - The document, and where what is wrong is reported.
 * @returns The dosage; `undefined` when nothing is said of it.
 */
export function readPosologie(entry: XmlElement, context: LetterContext): Posologie | undefined {
  const steps = stepsOf(entry).map((step) => readStep(step, context));
  if (steps.length === 0) {
    const take = readTake(entry, context);
    return Object.keys(take).length === 0 ? undefined : { mode: "normale", ...take };
  }
  if (hasTemplate(entry, DOSING.conditionnelle))
    return { mode: "conditionnelle", prises: steps.map((step) => ({ ...step, condition: step.condition ?? "" })) };
  const plain = steps.map(({ condition: _condition, ...step }) => step);
  return hasTemplate(entry, DOSING.fractionnee)
    ? { mode: "fractionnee", prises: plain }
    : { mode: "progressive", etapes: plain };
}
