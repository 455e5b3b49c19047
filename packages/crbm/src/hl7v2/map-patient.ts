import { present, some } from "@ldl/cda";
import type { Patient } from "@ldl/domain";
import type { z } from "zod";
import type { Hl7Segment, Hl7Value } from "./hl7-segment.ts";
import { labelAt } from "./map-codes.ts";
import { readIdentifiers } from "./map-identifiers.ts";
import type { OruContext } from "./oru-context.ts";

/** A patient as a vendor gives one. */
type PatientInput = z.input<typeof Patient>;

/** Type of the address that is the place of birth. */
const BIRTHPLACE = "BDL";

type Names = Pick<
  PatientInput,
  "nomNaissance" | "premierPrenomNaissance" | "prenomsNaissance" | "nomUtilise" | "prenomUtilise" | "civilite"
>;

/** Family name, else the part of it that was given alone. */
function familyOf(name: Hl7Value): string {
  return name.text(1, 1) === "" ? name.text(1, 3) || name.text(1, 2) : name.text(1);
}

/** Birth name (`L`) and name in use (`D`); an untyped name is the birth name. */
function readNames(pid: Hl7Segment, context: OruContext): Names {
  const names = pid.values(5);
  const birth = names.find((name) => name.text(7) === "L") ?? names.find((name) => name.text(7) !== "D") ?? names[0];
  const used = names.find((name) => name.text(7) === "D");
  const at = { segment: pid, field: 5 };
  if (names.some((name) => name !== birth && name !== used && name.whole() !== ""))
    context.find("LDL-HL7-PART", pid, 5);
  const label = (name: Hl7Value | undefined, rank: number) =>
    name === undefined ? undefined : labelAt(rank === 1 ? familyOf(name) : name.words(rank), at, context);
  const civilite = (label(birth, 5) ?? label(used, 5))?.replace(".", "").toUpperCase();
  return {
    nomNaissance: label(birth, 1) ?? "",
    ...present({
      premierPrenomNaissance: label(birth, 2),
      prenomsNaissance: label(birth, 3) ?? label(birth, 2),
      nomUtilise: label(used, 1),
      prenomUtilise: label(used, 2),
      civilite: civilite === "M" || civilite === "MME" ? civilite : undefined,
    }),
  };
}

function readBirthplace(pid: Hl7Segment, type: string, context: OruContext): Pick<PatientInput, "lieuNaissance"> {
  const place = pid.values(11).find((address) => address.text(7) === type);
  const commune =
    labelAt(place?.words(3) ?? "", { segment: pid, field: 11 }, context) ??
    labelAt(pid.first(23)?.whole() ?? "", { segment: pid, field: 23 }, context);
  const codeCog = labelAt(place?.words(9) ?? "", { segment: pid, field: 11 }, context);
  const lieuNaissance = present({ codeCog, commune });
  return Object.keys(lieuNaissance).length === 0 ? {} : { lieuNaissance };
}

const FRANCE: ReadonlySet<string> = new Set(["", "FR", "FRA", "FRANCE"]);

function readAddresses(pid: Hl7Segment, birthplace: string, context: OruContext): Pick<PatientInput, "adresses"> {
  const adresses = pid
    .values(11)
    .filter((address) => address.text(7) !== birthplace)
    .flatMap((address) => {
      const town = [address.words(5), address.words(3)].filter((part) => part !== "").join(" ");
      const country = FRANCE.has(address.words(6).toUpperCase()) ? "" : address.words(6);
      const lignes = [address.text(1), address.words(2), town, country].flatMap(
        (line) => labelAt(line, { segment: pid, field: 11 }, context) ?? [],
      );
      return lignes.length === 0 ? [] : [{ lignes }];
    });
  return present({ adresses: some(adresses) });
}

/** Phone numbers and mail addresses (XTN) as URIs. */
function readTelecoms(pid: Hl7Segment, context: OruContext): Pick<PatientInput, "telecoms"> {
  const telecoms = [13, 14].flatMap((field) =>
    pid.values(field).flatMap((value) => {
      const number = (value.words(1) || value.words(12)).replace(/[^\d+]/g, "");
      const mail = value.words(4);
      const uris = [
        ...(/^[^\s@]+@[^\s@]+$/.test(mail) ? [{ valeur: `mailto:${mail}` }] : []),
        ...(number === "" ? [] : [{ valeur: `tel:${number}` }]),
      ];
      if (uris.length === 0 && value.whole() !== "") context.find("LDL-HL7-PART", pid, field);
      return uris;
    }),
  );
  return present({ telecoms: some(telecoms) });
}

const SEXES: ReadonlyMap<string, PatientInput["sexe"]> = /* @__PURE__ */ new Map([
  ["F", "F"],
  ["M", "M"],
  ["U", "UN"],
  ["", "UN"],
]);

function readSex(pid: Hl7Segment, context: OruContext): PatientInput["sexe"] {
  const sexe = SEXES.get(pid.text(8));
  if (sexe === undefined) context.find("LDL-HL7-FIELD", pid, 8);
  return sexe ?? "UN";
}

/** The date of birth; its time, when it says one, has no place. */
function readBirthDate(pid: Hl7Segment, context: OruContext): string {
  const [date = "", time = ""] = context.moment(pid, 7)?.split("T") ?? [];
  if (/^\d{2}:\d{2}/.test(time) && !/^00:00(?::00)?(?!:)/.test(time)) context.find("LDL-HL7-PART", pid, 7);
  return date;
}

function readDeath(pid: Hl7Segment, context: OruContext): Pick<PatientInput, "decede" | "dateDeces"> {
  const isDead = pid.text(30);
  const decede = isDead === "Y" ? true : isDead === "N" ? false : undefined;
  if (decede === undefined && isDead !== "") context.find("LDL-HL7-FIELD", pid, 30);
  return present({ decede, dateDeces: context.moment(pid, 29) });
}

/**
 * Reads the patient with the conventions of French messages: the INS is the identifier under its OID, the birth name is
 * of type `L`, the place of birth an address of type `BDL` with its COG code.
 *
 * @param pid - PID.
 * @param context - Where what is wrong is reported.
 * @returns The patient.
 */
export function readPatient(pid: Hl7Segment, context: OruContext): PatientInput {
  pid.ignore(1);
  const birthplace = context.options.adresseDeNaissance ?? BIRTHPLACE;
  return {
    ...readIdentifiers(pid, context),
    ...readNames(pid, context),
    sexe: readSex(pid, context),
    dateNaissance: readBirthDate(pid, context),
    ...readBirthplace(pid, birthplace, context),
    ...readAddresses(pid, birthplace, context),
    ...readTelecoms(pid, context),
    ...readDeath(pid, context),
  };
}
