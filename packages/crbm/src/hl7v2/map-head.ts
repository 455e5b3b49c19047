import { present, some } from "@ldl/cda";
import { type Moment, momentBounds } from "@ldl/domain";
import type { LabReportInput } from "../model/lab-report.ts";
import type { OruMessage } from "./group-message.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import { ACT_CODE_OID, PATIENT_CLASSES } from "./hl7-tables.ts";
import { textOfNotes } from "./map-notes.ts";
import { readPatient } from "./map-patient.ts";
import { readInterpreters, readPeople } from "./map-people.ts";
import type { OruContext } from "./oru-context.ts";

/**
 * Fields that carry the exchange and not the report, and those that other parts of the conversion read when they need
 * them: numbers of orders, of which the report has the first.
 */
const CARRIERS: Readonly<Record<string, readonly number[]>> = {
  MSH: [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21],
  ORC: [1, 2, 3, 5, 7, 9],
  OBR: [1, 2, 3, 6, 7, 8, 11, 14, 22, 24, 25, 26, 29],
  PV1: [1],
};

/** An identifier of a message (EI): the value, and the OID of who gives it. */
function identifierOf(segment: Hl7Segment, field: number, context: OruContext) {
  const valeur = segment.text(field, 1);
  return valeur === "" ? undefined : { racine: segment.text(field, 3) || context.options.systemeLocal, valeur };
}

/** The first that is given, of several places. */
function firstOf<T>(...items: readonly (T | undefined)[]): T | undefined {
  return items.find((item) => item !== undefined);
}

function readVisit(pv1: Hl7Segment | undefined, context: OruContext): Pick<LabReportInput, "priseEnCharge"> {
  if (pv1 === undefined) return {};
  const kind = PATIENT_CLASSES[pv1.text(2)];
  const number = pv1.text(19);
  const from = context.moment(pv1, 44);
  const to = context.moment(pv1, 45);
  const visit = present({
    ids: number === "" ? undefined : [{ racine: pv1.text(19, 4, 2) || context.options.systemeLocal, valeur: number }],
    type: kind === undefined ? undefined : { code: kind[0], systeme: ACT_CODE_OID, libelle: kind[1] },
    debut: from === undefined ? undefined : context.instant(from),
    fin: to === undefined ? undefined : context.instant(to),
  });
  return Object.keys(visit).length === 0 ? {} : { priseEnCharge: visit };
}

/** Prescriber: the first of OBR-16 and ORC-12; the report has one, the others are told. */
function readPrescriber({ orders }: OruMessage, context: OruContext): Pick<LabReportInput, "prescripteur"> {
  const places = orders.flatMap(({ obr, orc }) => [
    { segment: obr, field: 16, people: readPeople(obr, 16, context) },
    ...(orc === undefined ? [] : [{ segment: orc, field: 12, people: readPeople(orc, 12, context) }]),
  ]);
  const professionnel = firstOf(...places.flatMap(({ people }) => people));
  if (professionnel === undefined) return {};
  for (const { segment, field, people } of places) {
    const others = people.filter(({ id }) => id !== professionnel.id);
    if (others.length > 0)
      context.find(others.length < people.length ? "LDL-HL7-PART" : "LDL-HL7-FIELD", segment, field);
  }
  const dates = orders.map(({ orc }) => (orc === undefined ? undefined : context.moment(orc, 15)));
  return { prescripteur: { professionnel, ...present({ date: firstOf(...dates) }) } };
}

function readCollectors({ orders }: OruMessage, context: OruContext): Pick<LabReportInput, "preleveurs"> {
  const collectors = orders.flatMap(({ obr }) => {
    const date = context.moment(obr, 7);
    return date === undefined ? [] : readPeople(obr, 10, context).map((professionnel) => ({ date, professionnel }));
  });
  const byPerson = new Map(collectors.map((one) => [one.professionnel.id, one]));
  return present({ preleveurs: some([...byPerson.values()]) });
}

function readRecipients({ orders }: OruMessage, context: OruContext): Pick<LabReportInput, "destinataires"> {
  const people = orders.flatMap(({ obr }) => readPeople(obr, 28, context));
  const byPerson = new Map(
    people.map(({ id, nom, telecoms, adresses }) => [
      id,
      { type: "copie" as const, id, ...present({ nom, telecoms, adresses }) },
    ]),
  );
  return present({ destinataires: some([...byPerson.values()]) });
}

function earliest(moments: readonly (Moment | undefined)[]): Moment | undefined {
  const known = moments.flatMap((moment) => moment ?? []);
  return known.toSorted((one, other) => momentBounds(one).from - momentBounds(other).from)[0];
}

/** Reception: of the specimens, else their collection, else the message. */
function receptionOf({ orders, msh }: OruMessage, context: OruContext): Moment | undefined {
  const received = orders.flatMap(({ obr, specimens }) => [
    context.moment(obr, 14),
    ...specimens.map(({ spm }) => context.moment(spm, 18)),
  ]);
  const collected = orders.map(({ obr }) => context.moment(obr, 7));
  return earliest(received) ?? earliest(collected) ?? context.moment(msh, 7);
}

function readSignatory({ orders, msh }: OruMessage, context: OruContext) {
  const interpreters = orders.flatMap(({ obr }) => readInterpreters(obr, 32, context));
  const released = firstOf(...orders.map(({ obr }) => context.moment(obr, 22))) ?? context.moment(msh, 7);
  const byPerson = new Map(interpreters.map((one) => [one.id, one]));
  const [biologist, ...others] = [...byPerson.values()];
  const date = released === undefined ? undefined : context.instant(released);
  if (biologist === undefined || date === undefined) return { released };
  const valideurs = others.map((professionnel) => ({ date, professionnel }));
  return {
    released,
    biologisteResponsable: { date, professionnel: biologist },
    ...present({ valideurs: some(valideurs) }),
  };
}

function readOrders({ orders }: OruMessage, context: OruContext): Pick<LabReportInput, "prescriptions" | "dossier"> {
  const placed = orders.flatMap(({ obr, orc }) => {
    const id = identifierOf(obr, 2, context) ?? (orc === undefined ? undefined : identifierOf(orc, 2, context));
    return id === undefined ? [] : [{ id }];
  });
  const filled = orders.map(({ obr, orc }) => {
    const group = orc === undefined ? undefined : identifierOf(orc, 4, context);
    return group ?? identifierOf(obr, 3, context) ?? (orc === undefined ? undefined : identifierOf(orc, 3, context));
  });
  const byNumber = new Map(placed.map((one) => [`${one.id.racine}|${one.id.valeur}`, one]));
  return present({ prescriptions: some([...byNumber.values()]), dossier: firstOf(...filled) });
}

/** The médecin traitant (PD1-4): the report has one. */
function readDoctor({ pd1 }: OruMessage, context: OruContext): Pick<LabReportInput, "medecinTraitant"> {
  if (pd1 === undefined) return {};
  const [medecinTraitant, ...others] = readPeople(pd1, 4, context);
  if (others.length > 0) context.find("LDL-HL7-PART", pd1, 4);
  return present({ medecinTraitant });
}

/** What the message says of the report, but its results. */
export type HeadInput = Partial<Omit<LabReportInput, "chapitres" | "statut">>;

/**
 * Reads who, for whom, when: everything of a report but its results and its laboratory.
 *
 * @param message - Groups of the message.
 * @param isPartial - Whether results are awaited: the report is not released yet.
 * @param context - Where what is wrong is reported.
 * @returns Members of the report that the message gives.
 */
export function readHead(message: OruMessage, isPartial: boolean, context: OruContext): HeadInput {
  const { msh, pid, pv1, notes, orders } = message;
  for (const segment of [msh, pv1, ...orders.flatMap(({ obr, orc }) => [obr, orc])])
    segment?.ignore(...(CARRIERS[segment.name] ?? []));
  const created = context.moment(msh, 7);
  const { released, ...people } = readSignatory(message, context);
  const comment = textOfNotes(notes);
  return {
    patient: readPatient(pid, context),
    ...people,
    ...readPrescriber(message, context),
    ...readCollectors(message, context),
    ...readRecipients(message, context),
    ...readDoctor(message, context),
    ...readOrders(message, context),
    ...readVisit(pv1, context),
    ...present({
      creeLe: created === undefined ? undefined : context.instant(created),
      recuLe: receptionOf(message, context),
      renduLe: isPartial ? undefined : released,
      commentaires: comment === undefined ? undefined : [{ titre: "Commentaire", texte: comment }],
    }),
  };
}
