import type { Civilite, NomPersonne, Organisation, Professionnel, Titre } from "@ldl/domain";
import { formatAddress, formatCode, formatTelecom, textsOf } from "./format-values.ts";

/** How a title is written before a name (JDV_J246). */
const TITLES: Readonly<Record<Titre, string>> = {
  DR: "Dr",
  PR: "Pr",
  MC: "MC",
  MG: "MG",
  PC: "PC",
  PG: "PG",
};

/** How a civility is written before a name (JDV_J245). */
const CIVILITIES: Readonly<Record<Civilite, string>> = { M: "M.", MME: "Mme" };

/** Types of national identifiers of professionals (TRE_G08) that people know by name. */
const PS_PREFIXES: Readonly<Record<string, string>> = { "8": "RPPS", "0": "ADELI" };

/** Types of national identifiers of structures (TRE_G07) that people know by name. */
const STRUCT_PREFIXES: Readonly<Record<string, string>> = { "1": "FINESS", "2": "SIREN", "3": "SIRET" };

function formatNationalId(id: string, prefixes: Readonly<Record<string, string>>): string | undefined {
  if (id === "") return undefined;
  const prefix = prefixes[id.slice(0, 1)];
  return prefix === undefined ? `Identifiant national ${id}` : `${prefix} ${id.slice(1)}`;
}

/** Writes a name: `Dr Charles DAVID`. What is not of the value sets is written as it is. */
export function formatName({ nom, prenom, civilite, titre }: NomPersonne): string {
  const before = titre !== undefined ? (TITLES[titre] ?? titre) : civilite && (CIVILITIES[civilite] ?? civilite);
  return textsOf([before, prenom, nom]).join(" ");
}

type Contacts = Pick<Organisation, "adresses" | "telecoms">;

/** Writes the addresses and the ways to reach, one per line. */
export function formatContacts({ adresses = [], telecoms = [] }: Contacts): readonly string[] {
  return textsOf([...adresses.map(formatAddress), ...telecoms.map(formatTelecom)]);
}

/** Writes an organisation: its name and number, then how to reach it. */
export function formatOrganisation(organisation: Organisation): readonly string[] {
  const id = organisation.id === undefined ? undefined : formatNationalId(organisation.id, STRUCT_PREFIXES);
  const head = [organisation.nom, id === undefined ? undefined : `(${id})`].filter((part) => part !== undefined);
  return [...(head.length === 0 ? [] : [head.join(" ")]), ...formatContacts(organisation)];
}

/** Somebody in a role: a professional whose identifier may be missing. */
type Person = Partial<Omit<Professionnel, "id">> & { readonly id?: string | undefined };

/** Writes a person in a role: name, speciality, number, contacts, organisation; one line each. */
export function formatPerson(person: Person): readonly string[] {
  const id = person.id === undefined ? undefined : formatNationalId(person.id, PS_PREFIXES);
  const lines = textsOf([
    person.nom === undefined ? undefined : formatName(person.nom),
    person.specialite === undefined ? undefined : formatCode(person.specialite),
    id,
  ]);
  return [
    ...lines,
    ...formatContacts(person),
    ...(person.organisation === undefined ? [] : formatOrganisation(person.organisation)),
  ];
}

/** Writes a person in few words: name (or number) and organisation. */
export function formatPersonShort(person: Person): readonly string[] {
  const id = person.id === undefined ? undefined : formatNationalId(person.id, PS_PREFIXES);
  const name = person.nom === undefined ? id : formatName(person.nom);
  const speciality = person.specialite === undefined ? undefined : formatCode(person.specialite);
  return textsOf([name, speciality, person.organisation?.nom]);
}
