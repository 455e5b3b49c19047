import { type IdentiteIns, Ins, type Instant, insKindOfOid, Oid } from "@ldl/domain";
import type { XmlElement } from "@ldl/xml";
import type { Auteur } from "../../header/intervenants.ts";
import { asWritten } from "../datatypes/as-written.ts";
import { hl7Child, hl7Children, hl7Path, lineOf } from "../datatypes/elements.ts";
import { present } from "../datatypes/present.ts";
import { readHeaderCode, requireHeaderCode } from "../datatypes/read-code.ts";
import { readContacts } from "../datatypes/read-contact.ts";
import { readIdentifier } from "../datatypes/read-identifier.ts";
import { readInstant } from "../datatypes/read-time.ts";
import type { ReadContext } from "../read-context.ts";
import { readPersonName } from "./read-name.ts";
import { readOrganisation } from "./read-organisation.ts";
import { readProfessionnel } from "./read-professionnel.ts";

/**
 * Reads a time that is due; the time of the document stands for one that is absent.
 *
 * @param parent - Element with a `time`.
 * @param otherwise - Time of the document.
 * @param context - Where what is wrong is reported.
 * @returns The time.
 * @internal
 */
export function requireTime(parent: XmlElement, otherwise: Instant, context: ReadContext): Instant {
  const time = hl7Child(parent, "time");
  const instant =
    readInstant(time, context) ??
    readInstant(hl7Child(time, "high"), context) ??
    readInstant(hl7Child(time, "low"), context);
  if (instant === undefined) context.report("LDL-R-DEFAULT", parent, "time");
  return instant ?? otherwise;
}

function readInsOf(assigned: XmlElement, context: ReadContext): IdentiteIns | undefined {
  for (const element of hl7Children(assigned, "id")) {
    const { root, extension } = readIdentifier(element);
    const kind = root === undefined ? undefined : insKindOfOid(root);
    if (kind !== undefined && extension !== undefined)
      return { matricule: asWritten(Ins, extension, context, () => context.report("LDL-R-ID-INS", element)), ...kind };
  }
  return undefined;
}

function readSysteme(assigned: XmlElement, device: XmlElement, date: Instant, context: ReadContext): Auteur {
  const id = hl7Child(assigned, "id");
  const { root = "", extension = "" } = id === undefined ? {} : readIdentifier(id);
  if (root === "" || extension === "") context.report("LDL-R-ABSENT", assigned, "id");
  const named = (name: string): string => {
    const text = lineOf(hl7Child(device, name));
    if (text === undefined) context.report("LDL-R-ABSENT", device, name);
    return text ?? "";
  };
  return {
    genre: "systeme",
    date,
    id: {
      racine: asWritten(Oid, root, context, () => context.report("LDL-R-ID-OID", id ?? assigned)),
      valeur: extension,
    },
    specialite: requireHeaderCode(hl7Child(assigned, "code"), assigned, "code", context),
    modele: named("manufacturerModelName"),
    logiciel: named("softwareName"),
    organisation: readOrganisation(hl7Child(assigned, "representedOrganization"), context) ?? {},
    ...readContacts(assigned, context),
  };
}

function readAuteur(author: XmlElement, creeLe: Instant, context: ReadContext): Auteur {
  const date = requireTime(author, creeLe, context);
  const assigned = hl7Child(author, "assignedAuthor");
  const device = hl7Child(assigned, "assignedAuthoringDevice");
  if (assigned !== undefined && device !== undefined) return readSysteme(assigned, device, date, context);
  const ins = assigned === undefined ? undefined : readInsOf(assigned, context);
  if (assigned !== undefined && ins !== undefined) {
    const nom = readPersonName(hl7Path(assigned, "assignedPerson", "name"), context);
    if (nom === undefined) context.report("LDL-R-ABSENT", assigned, "assignedPerson/name");
    return { genre: "patient", date, ins, nom: nom ?? { nom: "" }, ...readContacts(assigned, context) };
  }
  const fonction = readHeaderCode(hl7Child(author, "functionCode"), context);
  return {
    genre: "professionnel",
    date,
    ...present({ fonction }),
    professionnel: readProfessionnel(assigned, author, context),
  };
}

/**
 * Reads the authors.
 *
 * @param document - `ClinicalDocument`.
 * @param creeLe - Time of the document, for an author without time.
 * @param context - Where what is wrong is reported.
 * @returns The authors, in order.
 * @internal
 */
export function readAuteurs(document: XmlElement, creeLe: Instant, context: ReadContext): readonly Auteur[] {
  const authors = hl7Children(document, "author");
  if (authors.length === 0) context.report("LDL-R-ABSENT", document, "author");
  return authors.map((author) => readAuteur(author, creeLe, context));
}
