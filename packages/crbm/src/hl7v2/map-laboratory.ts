import { present } from "@ldl/cda";
import type { Moment } from "@ldl/domain";
import type { z } from "zod";
import type { LaboratoireExecutant } from "../model/laboratoire.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import { labelOf } from "./map-codes.ts";
import { readOrganisationName, readPeople } from "./map-people.ts";
import type { OruContext } from "./oru-context.ts";

/** A sub-contracted laboratory as a vendor gives one. */
type ExecutantInput = z.input<typeof LaboratoireExecutant>;

/** What an observation says of the laboratory that made it, when it is another one. */
export interface PerformerInput {
  readonly executant?: ExecutantInput;
  /** Said in words when the laboratory has no responsible person. */
  readonly comment?: string;
}

/** Address of a laboratory (XAD), in lines. */
function addressOf(obx: Hl7Segment): { readonly adresses?: readonly { readonly lignes: readonly string[] }[] } {
  const town = `${obx.text(24, 5)} ${obx.text(24, 3)}`;
  const lignes = [obx.text(24, 1), obx.text(24, 2), town].flatMap((line) => labelOf(line) ?? []);
  return lignes.length === 0 ? {} : { adresses: [{ lignes }] };
}

/**
 * Reads the laboratory that made an analysis: OBX-23 to OBX-25, or OBX-15.
 *
 * @param obx - OBX.
 * @param date - When the analysis was made.
 * @param context - Options, with the laboratories that are known; where an incomplete one is reported.
 * @returns The laboratory; nothing when it is the one of the report.
 */
export function readPerformer(obx: Hl7Segment, date: Moment | undefined, context: OruContext): PerformerInput {
  const [value] = obx.values(23);
  const { nom: written, id } = value === undefined ? { nom: undefined, id: undefined } : readOrganisationName(value);
  const nom = written ?? labelOf(obx.text(15, 2) || obx.text(15, 1));
  const own = context.options.report.laboratoire.organisation;
  obx.ignore(24);
  const people = readPeople(obx, 25, context);
  if (nom === undefined || nom === own.nom || (id !== undefined && id === own.id)) return {};
  const known = context.options.sousTraitants?.[nom];
  const when = date ?? context.moment(obx, 14);
  if (known !== undefined && when !== undefined) return { executant: { ...known, date: when } };
  const [person] = people;
  if (person === undefined || when === undefined) {
    context.find("LDL-HL7-LABORATORY", obx, 23);
    return { comment: `Analyse réalisée par un autre laboratoire : ${nom}.` };
  }
  const { organisation: _organisation, ...responsable } = person;
  const organisation = { ...present({ id, nom }), ...addressOf(obx) };
  return { executant: { laboratoire: { organisation }, responsable, date: when } };
}
