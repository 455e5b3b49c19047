import { present } from "@ldl/cda";
import { type Moment, StructIdNat } from "@ldl/domain";
import type { z } from "zod";
import type { LaboratoireExecutant } from "../model/laboratoire.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import { labelAt } from "./map-codes.ts";
import { type ProfessionnelInput, readOrganisationName, readPeople } from "./map-people.ts";
import type { OruContext } from "./oru-context.ts";

/** A sub-contracted laboratory as a vendor gives one. */
type ExecutantInput = z.input<typeof LaboratoireExecutant>;

/** What an observation says of the laboratory that made it, when it is another one. */
export interface PerformerInput {
  readonly executant?: ExecutantInput;
  /** Said in words when the laboratory has no responsible person, or may be the one of the report. */
  readonly comment?: string;
}

/** Address of a laboratory (XAD), in lines. */
function addressOf(
  obx: Hl7Segment,
  context: OruContext,
): { readonly adresses?: readonly { readonly lignes: readonly string[] }[] } {
  const address = obx.first(24);
  if (address === undefined) return {};
  const town = `${address.words(5)} ${address.words(3)}`;
  const lignes = [address.text(1), address.words(2), town].flatMap(
    (line) => labelAt(line, { segment: obx, field: 24 }, context) ?? [],
  );
  return lignes.length === 0 ? {} : { adresses: [{ lignes }] };
}

/** A laboratory as an observation names it. */
interface NamedLaboratory {
  readonly nom: string;
  /** Code of the laboratory in OBX-15. */
  readonly code: string;
  readonly id: string | undefined;
}

/** A national identifier, its type digit written or not: a FINESS number has none. */
function nationalIdOf(number: string): string | undefined {
  return [number, `1${number}`].find((candidate) => StructIdNat.safeParse(candidate).success);
}

/** OBX-23, else OBX-15; the latter is the code of the laboratory and its name. */
function namedIn(obx: Hl7Segment, context: OruContext): NamedLaboratory | undefined {
  const value = obx.first(23);
  const producer = obx.first(15);
  const organisation =
    value === undefined ? undefined : readOrganisationName(value, { segment: obx, field: 23 }, context);
  const code = producer?.words(1) ?? "";
  const nom = organisation?.nom ?? labelAt(producer?.words(2) || code, { segment: obx, field: 15 }, context);
  return nom === undefined ? undefined : { nom, code, id: nationalIdOf(organisation?.id ?? code) };
}

function lettersOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

/** Whether the laboratory is the one of the report: by identifier when both have one, else by name or by its director. */
function isOwn(
  { nom, code, id }: NamedLaboratory,
  people: readonly ProfessionnelInput[],
  context: OruContext,
): boolean {
  const { laboratoire, directeur } = context.options.report;
  const own = laboratoire.organisation;
  if (id !== undefined && own.id !== undefined) return id === own.id || id === laboratoire.entiteJuridique;
  const names = [own.nom ?? "", ...(context.options.nomsDuLaboratoire ?? [])].map(lettersOf);
  return (
    names.includes(lettersOf(nom)) ||
    (code !== "" && names.includes(lettersOf(code))) ||
    people.some((person) => person.id === directeur.id)
  );
}

/** What is said of a laboratory without responsible person: another one only when its identifier shows it. */
function inWords({ nom, id }: NamedLaboratory, context: OruContext): string {
  const isOther = id !== undefined && context.options.report.laboratoire.organisation.id !== undefined;
  return isOther ? `Analyse réalisée par un autre laboratoire : ${nom}.` : `Analyse réalisée par ${nom}.`;
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
  const named = namedIn(obx, context);
  if (named === undefined) return {};
  const { sousTraitants = {} } = context.options;
  const known = Object.hasOwn(sousTraitants, named.nom) ? sousTraitants[named.nom] : undefined;
  const people = readPeople(obx, 25, context);
  if (known === undefined && isOwn(named, people, context)) {
    obx.ignore(24);
    return {};
  }
  if (known !== undefined && date !== undefined) {
    obx.ignore(24);
    return { executant: { ...known, date } };
  }
  const [person] = people;
  if (person === undefined || date === undefined) {
    context.find("LDL-HL7-LABORATORY", obx, obx.first(23) === undefined ? 15 : 23);
    return { comment: inWords(named, context) };
  }
  const { organisation: _organisation, ...responsable } = person;
  const organisation = { ...present({ id: named.id, nom: named.nom }), ...addressOf(obx, context) };
  return { executant: { laboratoire: { organisation }, responsable, date } };
}
