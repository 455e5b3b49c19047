import {
  asWritten,
  hl7Child,
  hl7Children,
  hl7Path,
  lineOf,
  present,
  readContacts,
  readHeaderCode,
  readPersonName,
  readProfessionnel,
  readPsIdNat,
  readTimeSpan,
  some,
} from "@ldl/cda";
import { Moment, type Organisation, PsIdNat, STRUCT_ID_NAT_OID, StructIdNat } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { COFRAC_OID, EFI_OID } from "../codes/systems.ts";
import type { Accreditation, Laboratoire, LaboratoireExecutant } from "../model/laboratoire.ts";
import type { Validation } from "../model/resultat.ts";
import type { BioContext } from "./bio-context.ts";

/** The one time of an element: its value, else the end of the interval, else its start; empty when there is none. */
export function dueTime(holder: XmlElement, name: string, context: BioContext): Moment {
  const span = readTimeSpan(hl7Child(holder, name), context);
  return span.value ?? span.high ?? span.low ?? asWritten(Moment, "", context);
}

const ACCREDITATIONS: ReadonlyMap<string, Accreditation["organisme"]> = new Map([
  [COFRAC_OID, "COFRAC"],
  [EFI_OID, "EFI"],
]);

/**
 * Gives a laboratory as the report has it: legal entity and accreditations out of the identifiers of the structure.
 *
 * @param organisation - The structure as read, or nothing.
 * @param context - Reading context.
 * @returns The laboratory; empty parts for those that are absent.
 */
export function laboratoireOf(organisation: Organisation | undefined, context: BioContext): Laboratoire {
  const { identifiantsLocaux = [], ...site } = organisation ?? {};
  const entity = identifiantsLocaux.find(({ racine }) => racine === STRUCT_ID_NAT_OID);
  const others = identifiantsLocaux.filter((id) => id !== entity && !ACCREDITATIONS.has(id.racine));
  const accreditations = identifiantsLocaux.flatMap(({ racine, valeur }): readonly Accreditation[] => {
    const organisme = ACCREDITATIONS.get(racine);
    return organisme === undefined ? [] : [{ organisme, numero: valeur }];
  });
  return {
    organisation: { ...site, ...present({ identifiantsLocaux: some(others) }) },
    ...(entity === undefined ? {} : { entiteJuridique: asWritten(StructIdNat, entity.valeur, context) }),
    ...present({ accreditations: some(accreditations) }),
  };
}

/**
 * Reads the laboratory to which a part of the report was sub-contracted.
 *
 * @param holder - Act, organizer or observation.
 * @param context - Where what is wrong is reported.
 * @returns A member `executant`, or nothing.
 */
export function readExecutant(holder: XmlElement, context: BioContext): { readonly executant?: LaboratoireExecutant } {
  const performer = hl7Child(holder, "performer");
  if (performer === undefined) return {};
  const assigned = hl7Child(performer, "assignedEntity");
  const { organisation, ...responsable } = readProfessionnel(assigned, performer, context);
  return {
    executant: {
      laboratoire: laboratoireOf(organisation, context),
      responsable,
      date: dueTime(performer, "time", context),
    },
  };
}

function readValidation(participant: XmlElement, context: BioContext): Validation {
  const role = hl7Child(participant, "participantRole");
  const id = readPsIdNat(hl7Child(role, "id"), context);
  if (id === undefined) context.report("LDL-R-ABSENT", participant, "participantRole/id");
  const specialite = readHeaderCode(hl7Child(role, "code"), context);
  const nom = readPersonName(hl7Path(role, "playingEntity", "name"), context);
  return {
    date: dueTime(participant, "time", context),
    biologiste: {
      id: id ?? asWritten(PsIdNat, "", context),
      ...present({ specialite, nom }),
      ...readContacts(role, context),
    },
  };
}

/** Who and what took part in a result, besides the laboratory. */
export interface ReadParticipants {
  readonly validation?: Validation;
  /** Names of analysers. */
  readonly automates: readonly string[];
  /** Devices (`DEV`) and consumables (`CSM`) that have a code: kit and medium of a screening sample. */
  readonly coded: readonly { readonly typeCode: "DEV" | "CSM"; readonly device: XmlElement }[];
}

function nameOfDevice(device: XmlElement | undefined): string | undefined {
  return lineOf(hl7Child(device, "manufacturerModelName")) ?? lineOf(hl7Child(device, "softwareName"));
}

/**
 * Reads the participants of an act, an organizer or an observation.
 *
 * @param holder - Element with `participant`.
 * @param context - Where those without place in the report are reported.
 * @returns The validation (the first one), the analysers, the coded devices.
 */
export function readParticipants(holder: XmlElement, context: BioContext): ReadParticipants {
  let validation: Validation | undefined;
  const automates: string[] = [];
  const coded: { readonly typeCode: "DEV" | "CSM"; readonly device: XmlElement }[] = [];
  for (const participant of hl7Children(holder, "participant")) {
    const typeCode = attributeOf(participant, "typeCode");
    const device = hl7Path(participant, "participantRole", "playingDevice");
    const name = nameOfDevice(device);
    if (typeCode === "AUTHEN" && validation === undefined) validation = readValidation(participant, context);
    else if (typeCode === "DEV" && name !== undefined) automates.push(name);
    else if ((typeCode === "DEV" || typeCode === "CSM") && device !== undefined) coded.push({ typeCode, device });
    else context.find("LDL-BIO-R-PARTICIPANT", participant);
  }
  return { ...present({ validation }), automates, coded };
}
