import { present, some } from "@ldl/cda";
import { insKindOfOid, type Patient } from "@ldl/domain";
import type { z } from "zod";
import type { Hl7Segment, Hl7Value } from "./hl7-segment.ts";
import { labelOf } from "./map-codes.ts";
import type { OruContext } from "./oru-context.ts";

/** A patient as a vendor gives one. */
type PatientInput = z.input<typeof Patient>;

/** Reliability of an identity (PID-32) that is not checked: its INS goes to no document. */
const UNCHECKED = ["PROV", "DOUTE", "DOUB", "FICTI"] as const;

/** Type of the address that is the place of birth. */
const BIRTHPLACE = "BDL";

type Identifiers = Pick<PatientInput, "ins" | "identifiantsLocaux">;

function readIdentifiers(pid: Hl7Segment, context: OruContext): Identifiers {
  const unchecked: readonly string[] = context.options.identitesNonVerifiees ?? UNCHECKED;
  const isChecked = !pid.values(32).some((value) => unchecked.includes(value.text().toUpperCase()));
  let ins: Identifiers["ins"];
  const locaux: { racine: string; valeur: string }[] = [];
  for (const value of pid.values(3)) {
    const kind = insKindOfOid(value.text(4, 2));
    const valeur = value.text();
    if (valeur === "") continue;
    if (kind === undefined) locaux.push({ racine: value.text(4, 2) || context.options.systemeLocal, valeur });
    else if (isChecked) ins ??= { matricule: valeur, ...kind };
    else context.find("LDL-HL7-INS", pid, 3);
  }
  return present({ ins, identifiantsLocaux: some(locaux) });
}

type Names = Pick<
  PatientInput,
  "nomNaissance" | "premierPrenomNaissance" | "prenomsNaissance" | "nomUtilise" | "prenomUtilise" | "civilite"
>;

/** Birth name (`L`) and name in use (`D`); an untyped name is the birth name. */
function readNames(pid: Hl7Segment): Names {
  const names = pid.values(5);
  const birth = names.find((name) => name.text(7) === "L") ?? names.find((name) => name.text(7) !== "D") ?? names[0];
  const used = names.find((name) => name.text(7) === "D");
  const label = (name: Hl7Value | undefined, rank: number) =>
    name === undefined ? undefined : labelOf(name.text(rank));
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

function readBirthplace(pid: Hl7Segment, type: string): Pick<PatientInput, "lieuNaissance"> {
  const place = pid.values(11).find((address) => address.text(7) === type);
  const commune = labelOf(place?.text(3) ?? "") ?? labelOf(pid.text(23));
  const codeCog = labelOf(place?.text(9) ?? "");
  const lieuNaissance = present({ codeCog, commune });
  return Object.keys(lieuNaissance).length === 0 ? {} : { lieuNaissance };
}

function readAddresses(pid: Hl7Segment, birthplace: string): Pick<PatientInput, "adresses"> {
  const adresses = pid
    .values(11)
    .filter((address) => address.text(7) !== birthplace)
    .flatMap((address) => {
      const town = [address.text(5), address.text(3)].filter((part) => part !== "").join(" ");
      const lignes = [address.text(1), address.text(2), town].flatMap((line) => labelOf(line) ?? []);
      return lignes.length === 0 ? [] : [{ lignes }];
    });
  return present({ adresses: some(adresses) });
}

/** Phone numbers and mail addresses (XTN) as URIs. */
function readTelecoms(pid: Hl7Segment): Pick<PatientInput, "telecoms"> {
  const telecoms = [...pid.values(13), ...pid.values(14)].flatMap((value) => {
    const number = (value.text(1) || value.text(12)).replace(/[^\d+]/g, "");
    const mail = value.text(4);
    if (/^[^\s@]+@[^\s@]+$/.test(mail)) return [{ valeur: `mailto:${mail}` }];
    return number === "" ? [] : [{ valeur: `tel:${number}` }];
  });
  return present({ telecoms: some(telecoms) });
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
  pid.ignore(1, 2, 6, 9, 15, 16, 17, 18);
  const sexe = pid.text(8);
  const dateNaissance = context.moment(pid, 7)?.slice(0, 10) ?? "";
  const isDead = pid.text(30);
  const birthplace = context.options.adresseDeNaissance ?? BIRTHPLACE;
  return {
    ...readIdentifiers(pid, context),
    ...readNames(pid),
    sexe: sexe === "F" || sexe === "M" ? sexe : "UN",
    dateNaissance,
    ...readBirthplace(pid, birthplace),
    ...readAddresses(pid, birthplace),
    ...readTelecoms(pid),
    ...present({
      decede: isDead === "" ? undefined : isDead === "Y",
      dateDeces: context.moment(pid, 29),
    }),
  };
}
