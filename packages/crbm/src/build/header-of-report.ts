import {
  conceptOf,
  type DocumentHeader,
  FUNCTION_CODE,
  HEALTHCARE_FACILITY_TYPE,
  type Participant,
  TYPE_CODE,
} from "@ldl/cda";
import {
  Code,
  type LocalIdentifier,
  Moment,
  Oid,
  type Organisation,
  type Professionnel,
  STRUCT_ID_NAT_OID,
} from "@ldl/domain";
import { COFRAC_OID, EFI_OID } from "../codes/systems.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import type { Laboratoire } from "../model/laboratoire.ts";

/** Type of the document: its label, which the schematron compares, is the one of the value set. */
export const CR_BIO_TYPE = /* @__PURE__ */ Code.parse(conceptOf(TYPE_CODE, "11502-2"));

/** Title, which the schematron compares. */
export const CR_BIO_TITLE = "Compte rendu d'examens biologiques";

/** Activity sector of a laboratory. */
export const LABORATOIRE = /* @__PURE__ */ Code.parse(conceptOf(HEALTHCARE_FACILITY_TYPE, "SA25"));

const PRELEVEUR = /* @__PURE__ */ Code.parse(conceptOf(FUNCTION_CODE, "PRELV"));
const MEDECIN_TRAITANT = /* @__PURE__ */ Code.parse(conceptOf(FUNCTION_CODE, "PCP"));

const ACCREDITATION_OIDS = { COFRAC: /* @__PURE__ */ Oid.parse(COFRAC_OID), EFI: /* @__PURE__ */ Oid.parse(EFI_OID) };
const STRUCT_OID = /* @__PURE__ */ Oid.parse(STRUCT_ID_NAT_OID);

/**
 * Gives a laboratory as an organisation: legal entity and accreditations are further identifiers.
 *
 * @param laboratory - The laboratory.
 * @returns The organisation as it is written.
 */
export function organisationOf({ organisation, entiteJuridique, accreditations }: Laboratoire): Organisation {
  const ids: LocalIdentifier[] = [];
  if (entiteJuridique !== undefined) ids.push({ racine: STRUCT_OID, valeur: entiteJuridique });
  for (const { organisme, numero } of accreditations ?? [])
    ids.push({ racine: ACCREDITATION_OIDS[organisme], valeur: numero });
  if (ids.length === 0) return organisation;
  return { ...organisation, identifiantsLocaux: [...ids, ...(organisation.identifiantsLocaux ?? [])] };
}

function participantOf(
  { id, specialite, nom, adresses, telecoms, organisation }: Professionnel,
  kind: Pick<Participant, "type" | "fonction" | "fin">,
): Participant {
  return { ...kind, role: "PROV", id, specialite, nom, adresses, telecoms, organisation };
}

/** A participant of the header, and the member of the report that it comes from. */
interface SourcedParticipant {
  readonly path: string;
  readonly participant: Participant;
}

function participantsOf(report: LabReportComplete): readonly SourcedParticipant[] {
  const found: SourcedParticipant[] = [];
  const { prescripteur, preleveurs = [], medecinTraitant, autresParticipants = [] } = report;
  if (prescripteur !== undefined)
    found.push({
      path: "prescripteur.professionnel",
      participant: participantOf(prescripteur.professionnel, { type: "REF", fin: prescripteur.date }),
    });
  for (const [index, { date, professionnel }] of preleveurs.entries())
    found.push({
      path: `preleveurs.${index}.professionnel`,
      participant: participantOf(professionnel, { type: "PRF", fonction: PRELEVEUR, fin: date }),
    });
  if (medecinTraitant !== undefined)
    found.push({
      path: "medecinTraitant",
      participant: participantOf(medecinTraitant, { type: "INF", fonction: MEDECIN_TRAITANT }),
    });
  for (const [index, participant] of autresParticipants.entries())
    found.push({ path: `autresParticipants.${index}`, participant });
  return found;
}

function actOf(report: LabReportComplete): DocumentHeader["acte"] {
  const { chapitres, directeur, laboratoire, dossier, recuLe, renduLe, statut, creeLe } = report;
  return {
    ...(dossier === undefined ? {} : { ids: [dossier] }),
    code: chapitres[0]?.code,
    statut: statut === "final" ? "completed" : "active",
    debut: recuLe,
    fin: renduLe,
    executant: {
      date: renduLe ?? Moment.parse(creeLe),
      professionnel: { ...directeur, organisation: organisationOf(laboratoire) },
    },
  };
}

/** Headers that were made: the rules and the writer look at the same one. */
const headers = new WeakMap<LabReportComplete, DocumentHeader>();

/**
 * Gives the header of a report.
 *
 * @param report - Complete report.
 * @returns The header as it is written.
 */
export function headerOfReport(report: LabReportComplete): DocumentHeader {
  const known = headers.get(report);
  if (known !== undefined) return known;
  const header = makeHeader(report);
  headers.set(report, header);
  return header;
}

function makeHeader(report: LabReportComplete): DocumentHeader {
  const { biologisteResponsable, priseEnCharge, chapitres } = report;
  const participants = participantsOf(report).map(({ participant }) => participant);
  return {
    id: report.id,
    titre: CR_BIO_TITLE,
    creeLe: report.creeLe,
    confidentialite: report.confidentialite,
    langue: "fr-FR",
    setId: report.setId,
    version: report.version,
    patient: report.patient,
    auteurs: report.auteurs,
    informateurs: report.informateurs,
    conservateur: report.conservateur,
    destinataires: report.destinataires,
    responsable: biologisteResponsable,
    valideurs: report.valideurs,
    participants,
    prescriptions: report.prescriptions,
    acte: actOf(report),
    actesSecondaires: chapitres.slice(1).map(({ code }) => ({ code })),
    remplace: report.remplace,
    priseEnCharge: {
      ids: priseEnCharge.ids,
      type: priseEnCharge.type,
      debut: priseEnCharge.debut,
      fin: priseEnCharge.fin,
      responsable: biologisteResponsable.professionnel,
      lieu: priseEnCharge.lieu ?? { secteur: LABORATOIRE },
    },
  };
}

/** Members of a header and the members of a report that they come from; the first that fits. */
const SOURCES: readonly (readonly [header: string, report: string])[] = [
  ["responsable", "biologisteResponsable"],
  ["acte.executant.professionnel.organisation", "laboratoire.organisation"],
  ["acte.executant.professionnel", "directeur"],
  ["acte.code", "chapitres.0.code"],
  ["acte.debut", "recuLe"],
  ["acte.fin", "renduLe"],
  ["priseEnCharge.responsable", "biologisteResponsable.professionnel"],
];

function moved(path: string, from: string, to: string): string | undefined {
  return path === from || path.startsWith(`${from}.`) ? to + path.slice(from.length) : undefined;
}

/**
 * Names the member of a report that a path of its header comes from.
 *
 * @param report - The report.
 * @param path - Path in the header.
 * @returns Path in the report.
 */
export function reportPath(report: LabReportComplete, path: string): string {
  for (const [from, to] of SOURCES) {
    const found = moved(path, from, to);
    if (found !== undefined) return found;
  }
  for (const [index, source] of participantsOf(report).entries()) {
    const found = moved(path, `participants.${index}`, source.path);
    if (found !== undefined) return found;
  }
  return path;
}
