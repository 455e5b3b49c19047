import type { DocumentHeader } from "../../header/document-header.ts";
import type { Auteur, Destinataire, Informateur, Participant } from "../../header/intervenants.ts";
import { formatContacts, formatName, formatOrganisation, formatPerson, formatPersonShort } from "./format-people.ts";
import { formatCode, formatLocalIdentifier, formatMoment, formatSpan } from "./format-values.ts";
import { fact } from "./present-patient.ts";
import type { Fact, FactGroup } from "./presentation.ts";

/** Part played by a participant (JDV_J144). */
const PARTICIPANT_TYPES: Readonly<Record<Participant["type"], string>> = {
  REF: "Prescripteur",
  REFB: "Praticien adresseur",
  INF: "Informateur",
  RESP: "Responsable de l'acte",
  PRF: "Exécutant",
  CON: "Consultant",
  VRF: "Vérificateur",
};

/** Part played by someone close to the patient. */
const CLOSE_ROLES: Readonly<Record<Extract<Informateur, { genre: "proche" }>["role"], string>> = {
  ECON: "Personne à prévenir",
  NOK: "Personne de confiance",
  CON: "Informateur",
  CAREGIVER: "Aidant",
  PAT: "Personne aidée",
};

/** Part played in the stay (JDV_J140). */
const ENCOUNTER_ROLES = {
  ADM: "Responsable de l'admission",
  ATND: "Responsable des soins",
  CON: "Consultant",
  DIS: "Responsable de la sortie",
  REF: "Référent",
  RESP: "Responsable de l'acte",
} as const;

function formatAuteur(auteur: Auteur, full: boolean): readonly string[] {
  if (auteur.genre === "systeme")
    return [`${auteur.modele} — ${auteur.logiciel}`, ...formatOrganisation(auteur.organisation)];
  if (auteur.genre === "patient")
    return [`${formatName(auteur.nom)} (patient)`, ...(full ? formatContacts(auteur) : [])];
  return full ? formatPerson(auteur.professionnel) : formatPersonShort(auteur.professionnel);
}

function participantLabel({ type, fonction }: Participant): string {
  return fonction === undefined ? PARTICIPANT_TYPES[type] : formatCode(fonction);
}

function recipientFacts(destinataires: readonly Destinataire[], full: boolean): readonly Fact[] {
  return destinataires.flatMap((destinataire) =>
    fact(
      destinataire.type === "copie" ? "Destinataire en copie" : "Destinataire",
      ...(full ? formatPerson(destinataire) : formatPersonShort(destinataire)),
    ),
  );
}

function stayFacts({ acte, priseEnCharge }: DocumentHeader): readonly Fact[] {
  const stay = formatSpan(priseEnCharge.debut, priseEnCharge.fin);
  const act = formatSpan(acte.debut, acte.fin);
  const { lieu } = priseEnCharge;
  return [
    ...fact("Type", acte.code === undefined ? undefined : formatCode(acte.code)),
    ...fact("Prise en charge", stay ?? act),
    ...(stay !== undefined && act !== undefined && act !== stay ? fact("Acte documenté", act) : []),
    ...fact("Lieu", lieu.nom, formatCode(lieu.secteur)),
    ...fact("Exécutant", ...formatPersonShort(acte.executant.professionnel)),
  ];
}

/** What the reader looks for first: the stay, who wrote, who signs, to whom, the treating physician. */
export function presentEssentials(header: DocumentHeader): readonly FactGroup[] {
  const treating = (header.participants ?? []).filter(
    ({ type, fonction }) => type === "REFB" || fonction?.code === "PCP" || type === "REF",
  );
  const groups: readonly FactGroup[] = [
    { title: "Séjour ou acte", facts: stayFacts(header) },
    {
      title: "Émetteur",
      facts: [
        ...header.auteurs.flatMap((auteur) => fact("Auteur", ...formatAuteur(auteur, false))),
        ...fact("Responsable", ...formatPersonShort(header.responsable.professionnel)),
      ],
    },
    {
      title: "Destinataires et correspondants",
      facts: [
        ...recipientFacts(header.destinataires ?? [], false),
        ...treating.flatMap((participant) => fact(participantLabel(participant), ...formatPersonShort(participant))),
      ],
    },
  ];
  return groups.filter(({ facts }) => facts.length > 0);
}

function peopleFacts(header: DocumentHeader): readonly Fact[] {
  const { priseEnCharge, operateurSaisie } = header;
  return [
    ...header.auteurs.flatMap((auteur) =>
      fact("Auteur", ...formatAuteur(auteur, true), `le ${formatMoment(auteur.date)}`),
    ),
    ...(operateurSaisie === undefined
      ? []
      : fact("Opérateur de saisie", ...formatPerson(operateurSaisie.professionnel))),
    ...fact(
      "Responsable du document",
      ...formatPerson(header.responsable.professionnel),
      `signé le ${formatMoment(header.responsable.date)}`,
    ),
    ...(header.valideurs ?? []).flatMap(({ professionnel, date }) =>
      fact("Validation", ...formatPerson(professionnel), `le ${formatMoment(date)}`),
    ),
    ...recipientFacts(header.destinataires ?? [], true),
    ...(header.participants ?? []).flatMap((participant) =>
      fact(participantLabel(participant), ...formatPerson(participant), formatSpan(participant.debut, participant.fin)),
    ),
    ...fact("Exécutant de l'acte", ...formatPerson(header.acte.executant.professionnel)),
    ...(priseEnCharge.responsable === undefined
      ? []
      : fact("Responsable de la prise en charge", ...formatPerson(priseEnCharge.responsable))),
    ...(priseEnCharge.participants ?? []).flatMap(({ type, professionnel }) =>
      fact(ENCOUNTER_ROLES[type], ...formatPerson(professionnel)),
    ),
  ];
}

function formatInformateur(informateur: Informateur): readonly Fact[] {
  if (informateur.genre === "professionnel") return fact("Informateur", ...formatPerson(informateur.professionnel));
  const link = informateur.lien === undefined ? undefined : formatCode(informateur.lien);
  return fact(CLOSE_ROLES[informateur.role], formatName(informateur.nom), link, ...formatContacts(informateur));
}

function documentFacts(header: DocumentHeader): readonly Fact[] {
  const { conservateur, remplace } = header;
  const keeper =
    conservateur.genre === "dmp"
      ? ["DMP"]
      : formatOrganisation({
          id: conservateur.id,
          nom: conservateur.nom,
          adresses: conservateur.adresse === undefined ? [] : [conservateur.adresse],
          telecoms: conservateur.telecom === undefined ? [] : [conservateur.telecom],
        });
  const idOf = ({ racine, extension }: DocumentHeader["id"]) =>
    extension === undefined ? racine : `${racine}^${extension}`;
  return [
    ...fact("Conservé par", ...keeper),
    ...(header.prescriptions ?? []).flatMap(({ id }) => fact("Prescription", formatLocalIdentifier(id))),
    ...(header.priseEnCharge.ids ?? []).flatMap(({ racine, valeur }) =>
      fact("Numéro de séjour", valeur === undefined ? racine : formatLocalIdentifier({ racine, valeur })),
    ),
    ...(header.actesSecondaires ?? []).flatMap((acte) =>
      fact("Autre acte", formatCode(acte.code), formatSpan(acte.debut, acte.fin)),
    ),
    ...(header.consentements ?? []).flatMap(({ code }) => fact("Consentement", formatCode(code))),
    ...fact("Identifiant du document", idOf(header.id)),
    ...fact("Identifiant des versions", idOf(header.setId)),
    ...fact("Version", String(header.version)),
    ...(remplace === undefined ? [] : fact("Remplace", idOf(remplace.id))),
    ...fact("Créé le", formatMoment(header.creeLe)),
  ];
}

/** Everything else that the header says. */
export function presentDetails(header: DocumentHeader): readonly FactGroup[] {
  const groups: readonly FactGroup[] = [
    { title: "Professionnels", facts: peopleFacts(header) },
    { title: "Entourage du patient et informateurs", facts: (header.informateurs ?? []).flatMap(formatInformateur) },
    { title: "Document", facts: documentFacts(header) },
  ];
  return groups.filter(({ facts }) => facts.length > 0);
}
