import { present } from "@ldl/cda";
import { type Professionnel, PS_ID_NAT_OID, PsIdNat, STRUCT_ID_NAT_OID } from "@ldl/domain";
import type { z } from "zod";
import type { Hl7Segment, Hl7Value } from "./hl7-segment.ts";
import { labelAt, type Place } from "./map-codes.ts";
import type { OruContext } from "./oru-context.ts";

/** A professional as a vendor gives one. */
export type ProfessionnelInput = z.input<typeof Professionnel>;

/** A person of a message: name and number at the same ranks, as components (XCN) or as subcomponents (CNN). */
interface Person {
  readonly part: (rank: number) => string;
  /** OID of whoever gave the number, and type of number, when they are said. */
  readonly authority: string;
  readonly type: string;
}

/** Types of numbers (XCN.13) that are national. */
const NATIONAL_TYPES: ReadonlySet<string> = new Set(["RPPS", "ADELI", "IDNPS"]);

/**
 * A national identifier, its type digit written or not: an RPPS has 11 digits, the last a key. An ADELI number has no
 * key: nine letters and figures are one when the message says so, or when the laboratory knows the person.
 */
function nationalIdOf({ part, authority, type }: Person, context: OruContext): string | undefined {
  const number = part(1).replace(/\s/g, "");
  const isStated = authority === PS_ID_NAT_OID || (authority === "" && NATIONAL_TYPES.has(type));
  if (!isStated && (authority !== "" || type !== "")) return undefined;
  const known = context.options.professionnels ?? [];
  return [number, `8${number}`, `0${number}`].find(
    (id) =>
      PsIdNat.safeParse(id).success && (isStated || !id.startsWith("0") || known.some((person) => person.id === id)),
  );
}

const TITLES: Readonly<Record<string, "DR" | "PR">> = { DR: "DR", DOCTEUR: "DR", PR: "PR", PROFESSEUR: "PR" };
const CIVILITIES: Readonly<Record<string, "M" | "MME">> = { M: "M", MR: "M", MME: "MME", MLLE: "MME" };

function nameOf({ part }: Person, at: Place, context: OruContext): ProfessionnelInput["nom"] {
  const nom = labelAt(part(2), at, context);
  if (nom === undefined) return undefined;
  const titles = [part(5), part(6), part(7)].map((text) => text.replace(".", "").toUpperCase());
  const titre = titles.flatMap((text) => TITLES[text] ?? [])[0];
  const civilite = titles.flatMap((text) => CIVILITIES[text] ?? [])[0];
  return { nom, ...present({ prenom: labelAt(part(3), at, context), civilite, titre }) };
}

function personOf(person: Person, at: Place, context: OruContext): ProfessionnelInput | undefined {
  const id = nationalIdOf(person, context);
  const known = context.options.professionnels?.find((one) => one.id === id);
  if (id !== undefined) return known ?? { id, ...present({ nom: nameOf(person, at, context) }) };
  if (person.part(1) !== "" || person.part(2) !== "") context.find("LDL-HL7-PERSON", at.segment, at.field);
  return undefined;
}

/**
 * Reads a professional (XCN): national identifier and name.
 *
 * @param segment - Segment.
 * @param field - Field.
 * @param context - Where a professional without national identifier is reported.
 * @returns The professionals that have one.
 */
export function readPeople(segment: Hl7Segment, field: number, context: OruContext): readonly ProfessionnelInput[] {
  return segment.values(field).flatMap((value) => {
    const person = { part: (rank: number) => value.text(rank), authority: value.text(9, 2), type: value.text(13) };
    return personOf(person, { segment, field }, context) ?? [];
  });
}

/**
 * Reads the professionals of a field whose names are one component each (NDL, as in OBR-32).
 *
 * @param segment - Segment.
 * @param field - Field.
 * @param context - Where a professional without national identifier is reported.
 * @returns The professionals that have one.
 */
export function readInterpreters(
  segment: Hl7Segment,
  field: number,
  context: OruContext,
): readonly ProfessionnelInput[] {
  return segment.values(field).flatMap((value) => {
    const person = { part: (rank: number) => value.text(1, rank), authority: value.text(1, 10), type: "" };
    return personOf(person, { segment, field }, context) ?? [];
  });
}

/** Name and national identifier of an organisation (XON, as in OBX-23). */
export function readOrganisationName(
  value: Hl7Value,
  at: Place,
  context: OruContext,
): {
  readonly nom: string | undefined;
  readonly id: string | undefined;
} {
  const number = value.text(10) || value.text(3);
  const isNational = value.text(6, 2) === STRUCT_ID_NAT_OID || value.text(7) === "IDNST";
  return { nom: labelAt(value.words(1), at, context), id: number === "" || !isNational ? undefined : number };
}
