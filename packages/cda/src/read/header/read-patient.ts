import {
  type IdentiteIns,
  Ins,
  insKindOfOid,
  LieuNaissance,
  type LocalIdentifier,
  type Patient,
  type Sexe,
} from "@ldl/domain";
import { attributeOf, firstChild, type XmlElement } from "@ldl/xml";
import { NAMESPACES } from "../../codes/namespaces.ts";
import { asWritten } from "../datatypes/as-written.ts";
import { hl7Child, hl7Children, hl7Path, lineOf } from "../datatypes/elements.ts";
import { present, some } from "../datatypes/present.ts";
import { readContacts } from "../datatypes/read-contact.ts";
import { readIdentifier, readLocalIdentifier } from "../datatypes/read-identifier.ts";
import { readCivilDate, readTime } from "../datatypes/read-time.ts";
import type { ReadContext } from "../read-context.ts";
import { joinLines, readTitles } from "./read-name.ts";
import { readRepresentants } from "./read-representants.ts";

/** Root of the calculated INS, no longer in use. */
const INS_C_OID = "1.2.250.1.213.1.4.2";

function readIdentifiers(
  role: XmlElement,
  context: ReadContext,
): { readonly ins?: IdentiteIns; readonly identifiantsLocaux?: readonly LocalIdentifier[] } {
  let ins: IdentiteIns | undefined;
  const locaux: LocalIdentifier[] = [];
  for (const element of hl7Children(role, "id")) {
    const { root, extension } = readIdentifier(element);
    const kind = root === undefined ? undefined : insKindOfOid(root);
    if (root === INS_C_OID) context.report("LDL-R-ID-INSC", element);
    else if (kind !== undefined && extension !== undefined && ins === undefined)
      ins = { matricule: asWritten(Ins, extension, context, () => context.report("LDL-R-ID-INS", element)), ...kind };
    else {
      if (kind !== undefined) context.report("LDL-R-ID-INS-SEVERAL", element);
      const local = readLocalIdentifier(element, context);
      if (local !== undefined) locaux.push(local);
    }
  }
  if (ins === undefined && locaux.length === 0) context.report("LDL-R-ABSENT", role, "id");
  return {
    ...present({ ins }),
    ...present({ identifiantsLocaux: some(locaux) }),
  };
}

function byQualifier(
  elements: readonly XmlElement[],
  ...qualifiers: readonly (string | undefined)[]
): string | undefined {
  return joinLines(elements.filter((element) => qualifiers.includes(attributeOf(element, "qualifier") ?? undefined)));
}

type PatientNames = Pick<
  Patient,
  "nomNaissance" | "premierPrenomNaissance" | "prenomsNaissance" | "nomUtilise" | "prenomUtilise" | "civilite" | "titre"
>;

function readNames(patient: XmlElement, context: ReadContext): PatientNames {
  const name = hl7Child(patient, "name");
  if (name === undefined) {
    context.report("LDL-R-ABSENT", patient, "name");
    return { nomNaissance: "" };
  }
  const families = hl7Children(name, "family");
  const givens = hl7Children(name, "given");
  const birth = byQualifier(families, "BR");
  const used = byQualifier(families, "CL", "SP");
  const unqualified = byQualifier(families, undefined);
  if (birth === undefined || [...families, ...givens].some((part) => attributeOf(part, "qualifier") === "SP"))
    context.report("LDL-R-NAME-QUALIFIER", name);
  const nomNaissance = birth ?? unqualified ?? used;
  if (nomNaissance === undefined) context.report("LDL-R-ABSENT", name, "family");
  const parts = {
    premierPrenomNaissance: byQualifier(givens, "BR"),
    prenomsNaissance: byQualifier(givens, undefined),
    nomUtilise: used,
    prenomUtilise: byQualifier(givens, "CL", "SP"),
  };
  return { nomNaissance: nomNaissance ?? "", ...present(parts), ...readTitles(name, context) };
}

function readSexe(patient: XmlElement, context: ReadContext): Sexe {
  const element = hl7Child(patient, "administrativeGenderCode");
  const code = element === undefined ? undefined : attributeOf(element, "code");
  if (code === "F" || code === "M" || code === "UN") return code;
  if (element === undefined) context.report("LDL-R-ABSENT", patient, "administrativeGenderCode");
  else context.report("LDL-R-CODE", element);
  return "UN";
}

function readBirthplace(patient: XmlElement, context: ReadContext): { readonly lieuNaissance?: LieuNaissance } {
  const place = hl7Path(patient, "birthplace", "place");
  const county = lineOf(hl7Path(place, "addr", "county"));
  const parts = { commune: lineOf(hl7Path(place, "addr", "city")), nom: lineOf(hl7Child(place, "name")) };
  const lieuNaissance = {
    ...(county === undefined || place === undefined
      ? {}
      : {
          codeCog: asWritten(LieuNaissance.shape.codeCog.unwrap(), county, context, () =>
            context.report("LDL-R-COG", place),
          ),
        }),
    ...present(parts),
  };
  return Object.keys(lieuNaissance).length === 0 ? {} : { lieuNaissance };
}

function readBirth(patient: XmlElement, context: ReadContext): Pick<Patient, "dateNaissance"> {
  const birthTime = hl7Child(patient, "birthTime");
  if (birthTime === undefined) context.report("LDL-R-ABSENT", patient, "birthTime");
  return { dateNaissance: readCivilDate(birthTime ?? patient, context) };
}

type LifeFacts = Pick<Patient, "decede" | "dateDeces" | "naissanceMultiple" | "rangNaissance">;

function readLifeFacts(patient: XmlElement, context: ReadContext): LifeFacts {
  const sdtc = (name: string) => firstChild(patient, name, NAMESPACES.sdtc);
  const flag = (name: string) => {
    const element = sdtc(name);
    const value = element === undefined ? undefined : attributeOf(element, "value");
    return value === "true" || value === "false" ? value === "true" : undefined;
  };
  const decede = flag("deceasedInd");
  const dateDeces = readTime(sdtc("deceasedTime"), context);
  const naissanceMultiple = flag("multipleBirthInd");
  const order = sdtc("multipleBirthOrderNumber");
  const rang = Number(order === undefined ? Number.NaN : attributeOf(order, "value"));
  return {
    ...present({ decede, dateDeces, naissanceMultiple }),
    ...(Number.isInteger(rang) ? { rangNaissance: rang } : {}),
  };
}

/**
 * Reads the patient.
 *
 * @param role - `patientRole`.
 * @param patient - Its `patient`.
 * @param context - Where what is wrong is reported.
 * @returns The patient; what is due and absent is empty.
 * @internal
 */
export function readPatient(role: XmlElement, patient: XmlElement, context: ReadContext): Patient {
  const representants = readRepresentants(patient, context);
  return {
    ...readIdentifiers(role, context),
    ...readNames(patient, context),
    sexe: readSexe(patient, context),
    ...readBirth(patient, context),
    ...readBirthplace(patient, context),
    ...readLifeFacts(patient, context),
    ...readContacts(role, context),
    ...present({ representants: some(representants) }),
  };
}
