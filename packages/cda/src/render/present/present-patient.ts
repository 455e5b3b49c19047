import type { IdentiteIns, Patient, Representant } from "@ldl/domain";
import { formatContacts, formatName } from "./format-people.ts";
import { formatLocalIdentifier, formatMatricule, formatMoment, textsOf } from "./format-values.ts";
import type { Fact, Notice, Presentation } from "./presentation.ts";

const SEXES: Readonly<Record<Patient["sexe"], string>> = { F: "Féminin", M: "Masculin", UN: "Inconnu" };

const ENVIRONMENTS: Readonly<Record<IdentiteIns["environnement"], string>> = {
  production: "",
  test: " — identité de test",
  demonstration: " — identité de démonstration",
};

/** A fact, or nothing when it has no text. */
export function fact(label: string, ...lines: readonly (string | undefined)[]): readonly Fact[] {
  const kept = textsOf(lines);
  return kept.length === 0 ? [] : [{ label, lines: kept }];
}

function usedName(patient: Patient): string {
  const given = patient.prenomUtilise ?? patient.premierPrenomNaissance ?? patient.prenomsNaissance;
  return formatName({
    nom: patient.nomUtilise ?? patient.nomNaissance,
    ...(given === undefined ? {} : { prenom: given }),
    ...(patient.civilite === undefined ? {} : { civilite: patient.civilite }),
  });
}

function formatBirthplace({ lieuNaissance }: Patient): string | undefined {
  if (lieuNaissance === undefined) return undefined;
  const cog = lieuNaissance.codeCog === undefined ? undefined : `code INSEE ${lieuNaissance.codeCog}`;
  const place = textsOf([lieuNaissance.nom, lieuNaissance.commune]).join(", ");
  return place === "" ? cog : cog === undefined ? place : `${place} (${cog})`;
}

function formatBirthRank({ naissanceMultiple, rangNaissance }: Patient): string | undefined {
  if (rangNaissance !== undefined) return `rang ${rangNaissance}`;
  return naissanceMultiple === true ? "oui" : undefined;
}

function formatRepresentant(representant: Representant): readonly string[] {
  const name = representant.genre === "personne" ? formatName(representant.nom) : representant.organisation.nom;
  return textsOf([name, ...formatContacts(representant)]);
}

function patientFacts(patient: Patient): readonly Fact[] {
  const { ins } = patient;
  return [
    ...fact("Nom de naissance", patient.nomNaissance),
    ...fact("Premier prénom de naissance", patient.premierPrenomNaissance),
    ...fact("Prénoms de naissance", patient.prenomsNaissance),
    ...fact("Nom utilisé", patient.nomUtilise),
    ...fact("Prénom utilisé", patient.prenomUtilise),
    ...fact("Sexe", SEXES[patient.sexe]),
    ...fact("Date de naissance", formatMoment(patient.dateNaissance)),
    ...fact("Lieu de naissance", formatBirthplace(patient)),
    ...(ins === undefined
      ? []
      : fact(`Matricule INS (${ins.type})`, formatMatricule(ins) + ENVIRONMENTS[ins.environnement])),
    ...fact("Identifiants locaux", ...(patient.identifiantsLocaux ?? []).map(formatLocalIdentifier)),
    ...fact("Naissance multiple", formatBirthRank(patient)),
    ...fact(
      "Décès",
      patient.dateDeces === undefined ? (patient.decede === true ? "oui" : undefined) : formatMoment(patient.dateDeces),
    ),
    ...fact("Coordonnées", ...formatContacts(patient)),
    ...(patient.representants ?? []).flatMap((representant) =>
      fact("Représentant légal", ...formatRepresentant(representant)),
    ),
  ];
}

/**
 * Presents the identity of the patient.
 *
 * @remarks Référentiel INS: birth name, first given name, sex, date and place of birth go with the matricule.
 */
export function presentPatient(patient: Patient): Presentation["patient"] {
  const name = usedName(patient);
  const born = formatMoment(patient.dateNaissance);
  const ins = patient.ins === undefined ? undefined : `INS ${formatMatricule(patient.ins)}`;
  const birthName =
    patient.nomUtilise !== undefined && patient.nomUtilise !== patient.nomNaissance
      ? `né(e) ${patient.nomNaissance}`
      : undefined;
  const parts = [name, birthName, SEXES[patient.sexe], born === "" ? undefined : `né(e) le ${born}`, ins];
  const environment = patient.ins === undefined ? "" : ENVIRONMENTS[patient.ins.environnement];
  return {
    name,
    facts: patientFacts(patient),
    line: textsOf(parts).join(" · ") + environment,
  };
}

/** Warns of an identity that is not that of a real person, or that is not qualified. */
export function patientNotices({ ins }: Patient): readonly Notice[] {
  if (ins === undefined)
    return [{ tone: "info", text: "Document sans matricule INS : rapprocher l'identité avant de l'intégrer." }];
  if (ins.environnement === "production") return [];
  const environment = ins.environnement === "test" ? "test" : "démonstration";
  return [
    {
      tone: "warning",
      text: `Identité de ${environment} : ce document ne concerne pas un patient réel, ne pas l'intégrer à un dossier.`,
    },
  ];
}
