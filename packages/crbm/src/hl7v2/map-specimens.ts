import { present } from "@ldl/cda";
import type { Moment } from "@ldl/domain";
import type { z } from "zod";
import type { Prelevement } from "../model/prelevement.ts";
import type { OruOrder } from "./group-message.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import { type CodeInput, labelOf, readCoded } from "./map-codes.ts";
import { readPeople } from "./map-people.ts";
import type { OruContext } from "./oru-context.ts";

/** A specimen as a vendor gives one. */
export type PrelevementInput = z.input<typeof Prelevement>;

const SPECIMEN_TYPE_OID = "2.16.840.1.113883.18.311";
const UNSPECIFIED: CodeInput = { code: "USPEC", systeme: SPECIMEN_TYPE_OID, libelle: "Origine non spécifiée" };

function readNature(spm: Hl7Segment, context: OruContext): CodeInput {
  const [value] = spm.values(4);
  const coded = value === undefined ? undefined : readCoded(value, { segment: spm, field: 4 }, context);
  const nature = coded?.codes.find(({ systeme }) => systeme === SPECIMEN_TYPE_OID) ?? coded?.codes[0];
  if (nature === undefined) context.find("LDL-HL7-SPECIMEN", spm, 4);
  return nature ?? UNSPECIFIED;
}

function readId(spm: Hl7Segment, obr: Hl7Segment, context: OruContext): PrelevementInput["echantillon"] {
  const [value] = spm.values(2);
  // EIP: the identifier of the laboratory, else the one of whoever placed the order.
  for (const component of [2, 1]) {
    const valeur = value?.text(component, 1) ?? "";
    if (valeur !== "") return { racine: value?.text(component, 3) || context.options.systemeLocal, valeur };
  }
  context.find("LDL-HL7-SPECIMEN", spm, 2);
  return { racine: context.options.systemeLocal, valeur: `${obr.text(3) || obr.text(2)}-${spm.text(1) || "1"}` };
}

function readSite(spm: Hl7Segment, context: OruContext): CodeInput | undefined {
  const [value] = spm.values(8);
  return value === undefined ? undefined : readCoded(value, { segment: spm, field: 8 }, context).codes[0];
}

function readSpecimen(spm: Hl7Segment, { obr }: OruOrder, context: OruContext): PrelevementInput | undefined {
  const nature = readNature(spm, context);
  const echantillon = readId(spm, obr, context);
  const site = readSite(spm, context);
  const date: Moment | undefined = context.moment(spm, 17, 1) ?? context.moment(obr, 7);
  spm.ignore(1);
  if (date === undefined) {
    context.find("LDL-HL7-SPECIMEN-DATE", spm, 17);
    return undefined;
  }
  const [preleveur] = readPeople(obr, 10, context);
  const comment = labelOf(
    spm
      .values(14)
      .map((value) => value.text())
      .join(" "),
  );
  return {
    date,
    echantillon,
    nature,
    ...present({
      site,
      preleveur,
      recuLe: context.moment(spm, 18) ?? context.moment(obr, 14),
      commentaires: comment === undefined ? undefined : [{ texte: comment }],
    }),
  };
}

/**
 * Reads the specimens of an order.
 *
 * @param order - Order with its SPM.
 * @param context - Where what is wrong is reported.
 * @returns Those that have a date.
 */
export function readSpecimens(order: OruOrder, context: OruContext): readonly PrelevementInput[] {
  return order.specimens.flatMap((spm) => readSpecimen(spm, order, context) ?? []);
}
