import { asWritten, type DocumentHeader, type Participant, present, some } from "@ldl/cda";
import { Moment, type Professionnel, PsIdNat } from "@ldl/domain";
import type { LabReport, Preleveur, Prescripteur } from "../model/lab-report.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import type { BioContext } from "./bio-context.ts";
import { laboratoireOf } from "./read-participants.ts";

/** Function of the médecin traitant among the participants. */
const PRIMARY_CARE = "PCP";

type Kind = "prescripteur" | "preleveur" | "medecinTraitant" | "autre";

function kindOf({ type, fonction }: Participant): Kind {
  if (type === "REF") return "prescripteur";
  if (type === "PRF") return "preleveur";
  return type === "INF" && fonction?.code === PRIMARY_CARE ? "medecinTraitant" : "autre";
}

function professionnelOf(participant: Participant, context: BioContext): Professionnel {
  const { type: _type, fonction: _fonction, debut: _debut, fin: _fin, role: _role, id, ...rest } = participant;
  return { id: id ?? asWritten(PsIdNat, "", context), ...rest };
}

function prescripteurOf(participant: Participant, context: BioContext): Prescripteur {
  const date = participant.fin ?? participant.debut;
  return { ...present({ date }), professionnel: professionnelOf(participant, context) };
}

function preleveurOf(participant: Participant, context: BioContext): Preleveur {
  return {
    date: participant.fin ?? participant.debut ?? asWritten(Moment, "", context),
    professionnel: professionnelOf(participant, context),
  };
}

type People = Pick<LabReport, "prescripteur" | "preleveurs" | "medecinTraitant" | "autresParticipants">;

/** Sorts the participants by what they did; the second prescriber or médecin traitant is among the others. */
function readPeople(participants: readonly Participant[], context: BioContext): People {
  const [prescripteur, ...otherPrescribers] = participants.filter((one) => kindOf(one) === "prescripteur");
  const [doctor, ...otherDoctors] = participants.filter((one) => kindOf(one) === "medecinTraitant");
  const others = new Set([
    ...otherPrescribers,
    ...otherDoctors,
    ...participants.filter((one) => kindOf(one) === "autre"),
  ]);
  return present({
    prescripteur: prescripteur === undefined ? undefined : prescripteurOf(prescripteur, context),
    preleveurs: some(participants.filter((one) => kindOf(one) === "preleveur").map((one) => preleveurOf(one, context))),
    medecinTraitant: doctor === undefined ? undefined : professionnelOf(doctor, context),
    autresParticipants: some(participants.filter((one) => others.has(one))),
  });
}

/** What the header of a report says, in the shape of a report. */
export type ReportHead = Omit<
  LabReportComplete,
  "statut" | "chapitres" | "secondeIntention" | "commentaires" | "copiePdf" | "raisonExamen" | "vaccinations"
>;

/**
 * Gives the header in the shape from which a report is built.
 *
 * @param header - Header as read.
 * @param context - Reading context, with the document.
 * @returns Everything of the report but its body and its status.
 */
export function readEntete(header: DocumentHeader, context: BioContext): ReportHead {
  const { acte, priseEnCharge } = header;
  const { organisation, ...directeur } = acte.executant.professionnel;
  return {
    id: header.id,
    setId: header.setId,
    version: header.version,
    ...present({ remplace: header.remplace }),
    creeLe: header.creeLe,
    confidentialite: header.confidentialite,
    patient: header.patient,
    laboratoire: laboratoireOf(organisation, context),
    directeur,
    biologisteResponsable: header.responsable,
    auteurs: header.auteurs,
    conservateur: header.conservateur,
    ...present({
      valideurs: header.valideurs,
      destinataires: header.destinataires,
      informateurs: header.informateurs,
      prescriptions: header.prescriptions,
      dossier: acte.ids?.[0],
    }),
    ...readPeople(header.participants ?? [], context),
    recuLe: acte.debut,
    ...present({ renduLe: acte.fin }),
    priseEnCharge: {
      ...present({
        ids: priseEnCharge.ids,
        type: priseEnCharge.type,
        debut: priseEnCharge.debut,
        fin: priseEnCharge.fin,
      }),
      lieu: priseEnCharge.lieu,
    },
  };
}
