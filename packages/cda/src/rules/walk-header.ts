import type { Adresse, Code, Organisation, Professionnel, Telecom } from "@ldl/domain";
import type { DocumentHeader } from "../header/document-header.ts";

/** Something of a document with the path where it stands. */
export type Placed<T> = readonly [path: string, value: T];

/** Places the members of a list. */
export function placed<T>(path: string, list: readonly T[] | undefined): readonly Placed<T>[] {
  return (list ?? []).map((value, index) => [`${path}.${index}`, value]);
}

/** Places a member when it is there. */
export function optional<T>(path: string, value: T | undefined): readonly Placed<T>[] {
  return value === undefined ? [] : [[path, value]];
}

/** Paths of what is wrong, with the member that is. */
export function pathsOf<T>(
  found: readonly Placed<T>[],
  isWrong: (value: T) => boolean,
  member = "",
): readonly string[] {
  return found.flatMap(([path, value]) => (isWrong(value) ? [`${path}${member}`] : []));
}

/** All professionals of a header in a role that has a profession, a name and an organisation. */
export function professionalsOf(header: DocumentHeader): readonly Placed<Professionnel>[] {
  const { acte, operateurSaisie, responsable, priseEnCharge } = header;
  const found: Placed<Professionnel>[] = [];
  const add = (path: string, professional: Professionnel | undefined) => {
    if (professional !== undefined) found.push([path, professional]);
  };
  for (const [path, author] of placed("auteurs", header.auteurs))
    if (author.genre === "professionnel") add(`${path}.professionnel`, author.professionnel);
  add("operateurSaisie.professionnel", operateurSaisie?.professionnel);
  for (const [path, informant] of placed("informateurs", header.informateurs))
    if (informant.genre === "professionnel") add(`${path}.professionnel`, informant.professionnel);
  add("responsable.professionnel", responsable.professionnel);
  for (const [path, validator] of placed("valideurs", header.valideurs))
    add(`${path}.professionnel`, validator.professionnel);
  add("acte.executant.professionnel", acte.executant.professionnel);
  for (const [path, act] of placed("actesSecondaires", header.actesSecondaires))
    add(`${path}.executant.professionnel`, act.executant?.professionnel);
  add("priseEnCharge.responsable", priseEnCharge.responsable);
  for (const [path, participant] of placed("priseEnCharge.participants", priseEnCharge.participants))
    add(`${path}.professionnel`, participant.professionnel);
  return found;
}

/** All organisations of a header. */
export function organisationsOf(header: DocumentHeader): readonly Placed<Organisation>[] {
  const found: Placed<Organisation>[] = [];
  const add = (path: string, organisation: Organisation | undefined) => {
    if (organisation !== undefined) found.push([`${path}.organisation`, organisation]);
  };
  for (const [path, professional] of professionalsOf(header)) add(path, professional.organisation);
  for (const [path, author] of placed("auteurs", header.auteurs))
    if (author.genre === "systeme") add(path, author.organisation);
  for (const [path, recipient] of placed("destinataires", header.destinataires)) add(path, recipient.organisation);
  for (const [path, participant] of placed("participants", header.participants)) add(path, participant.organisation);
  return found;
}

/** All professions and specialities of a header. */
export function specialtiesOf(header: DocumentHeader): readonly Placed<Code>[] {
  const found: Placed<Code>[] = [];
  const add = (path: string, code: Code | undefined) => {
    if (code !== undefined) found.push([`${path}.specialite`, code]);
  };
  for (const [path, professional] of professionalsOf(header)) add(path, professional.specialite);
  for (const [path, author] of placed("auteurs", header.auteurs))
    if (author.genre === "systeme") add(path, author.specialite);
  for (const [path, participant] of placed("participants", header.participants)) add(path, participant.specialite);
  return found;
}

/** Addresses and telecoms of one role. */
export interface Contacts {
  readonly adresses?: readonly Adresse[] | undefined;
  readonly telecoms?: readonly Telecom[] | undefined;
}

/** All roles of a header that have addresses and telecoms. */
export function contactsOf(header: DocumentHeader): readonly Placed<Contacts>[] {
  return [
    ["patient", header.patient],
    ...placed("patient.representants", header.patient.representants),
    ...placed("auteurs", header.auteurs).flatMap(([path, author]): readonly Placed<Contacts>[] =>
      author.genre === "professionnel" ? [] : [[path, author]],
    ),
    ...placed("informateurs", header.informateurs).flatMap(([path, informant]): readonly Placed<Contacts>[] =>
      informant.genre === "proche" ? [[path, informant]] : [],
    ),
    ...placed("destinataires", header.destinataires),
    ...placed("participants", header.participants),
    ...professionalsOf(header),
    ...organisationsOf(header),
  ];
}
