import { type Auteur, type Conservateur, documentIdOf, type Given, LOINC_OID } from "@ldl/cda";
import { Code, Instant, instantOf, Moment, type Organisation, type Professionnel } from "@ldl/domain";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { SECTIONS } from "../codes/sections.ts";
import type { Batterie, Bloc, Isolat, ResultatSeul } from "../model/bloc.ts";
import type { Chapitre } from "../model/chapitre.ts";
import type { LabReport } from "../model/lab-report.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import type { Prelevement } from "../model/prelevement.ts";
import type { Resultat } from "../model/resultat.ts";
import { LABORATOIRE } from "./header-of-report.ts";

const ACTE_PRELEVEMENT = /* @__PURE__ */ Code.parse(ENTRY_CODES.prelevement);
const AMBULATOIRE: Code = /* @__PURE__ */ Code.parse({
  code: "AMB",
  systeme: "2.16.840.1.113883.5.4",
  libelle: "Ambulatoire (hors établissement)",
});

function completePrelevement(prelevement: Prelevement): Prelevement {
  return prelevement.acte === undefined ? { ...prelevement, acte: ACTE_PRELEVEMENT } : prelevement;
}

function withSpecimens<T extends { readonly prelevements?: readonly Prelevement[] | undefined }>(holder: T): T {
  return holder.prelevements === undefined
    ? holder
    : { ...holder, prelevements: holder.prelevements.map(completePrelevement) };
}

/** Bounds without unit are in the unit of the value. */
function withUnitOfBounds<T extends Pick<Resultat, "bornes" | "valeur">>(measured: T): T {
  const { bornes, valeur } = measured;
  const bounded = bornes !== undefined && (bornes.min !== undefined || bornes.max !== undefined);
  if (!bounded || bornes.unite !== undefined || valeur === undefined || !("unite" in valeur)) return measured;
  return valeur.unite === undefined ? measured : { ...measured, bornes: { ...bornes, unite: valeur.unite } };
}

function completeResultat<T extends Resultat>(resultat: T): T {
  const complete = withUnitOfBounds(withSpecimens(resultat));
  const { anteriorites } = complete;
  return anteriorites === undefined ? complete : { ...complete, anteriorites: anteriorites.map(withUnitOfBounds) };
}

function completeBatterie(batterie: Batterie): Batterie {
  const complete = { ...withSpecimens(batterie), resultats: batterie.resultats.map(completeResultat) };
  const libelle = batterie.libelle ?? batterie.code?.libelle ?? batterie.codeLocal?.libelle;
  return libelle === undefined ? complete : { ...complete, libelle };
}

function completeIsolat(isolat: Isolat): Isolat {
  return {
    ...isolat,
    ...(isolat.resultats === undefined ? {} : { resultats: isolat.resultats.map(completeResultat) }),
    ...(isolat.antibiogrammes === undefined ? {} : { antibiogrammes: isolat.antibiogrammes.map(completeBatterie) }),
  };
}

function completeElement(element: ResultatSeul | Batterie | Isolat): ResultatSeul | Batterie | Isolat {
  if (element.genre === "resultat") return completeResultat(element);
  return element.genre === "batterie" ? completeBatterie(element) : completeIsolat(element);
}

function completeBloc(bloc: Bloc, section: Code): Bloc {
  const complete = { ...withSpecimens(bloc), elements: bloc.elements.map(completeElement) };
  return bloc.code === undefined && section.systeme === LOINC_OID ? { ...complete, code: section } : complete;
}

function completeChapitre(chapitre: Chapitre): Chapitre {
  const { code, titre = code.libelle, bloc, sousChapitres } = chapitre;
  return {
    code,
    titre,
    ...(bloc === undefined ? {} : { bloc: completeBloc(bloc, code) }),
    ...(sousChapitres === undefined
      ? {}
      : {
          sousChapitres: sousChapitres.map((sous) => ({
            code: sous.code,
            titre: sous.titre ?? sous.code.libelle,
            bloc: completeBloc(sous.bloc, sous.code),
          })),
        }),
  };
}

/** Adds what a professional of the laboratory may leave to it: addresses, ways to reach it. */
function reachable<T extends Pick<Professionnel, "adresses" | "telecoms">>(person: T, laboratory: Organisation): T {
  const { adresses = laboratory.adresses, telecoms = laboratory.telecoms } = person;
  return {
    ...person,
    ...(adresses === undefined ? {} : { adresses }),
    ...(telecoms === undefined ? {} : { telecoms }),
  };
}

function withoutSetting({ cadreExercice: _, identifiantsLocaux: __, ...organisation }: Organisation): Organisation {
  return organisation;
}

function employed(person: Professionnel, laboratory: Organisation): Professionnel {
  return person.organisation === undefined ? { ...person, organisation: withoutSetting(laboratory) } : person;
}

/** The laboratory as the structure that keeps the report; the rules on the laboratory have run before. */
function custodianOf({ id, nom, telecoms, adresses }: Organisation): Conservateur {
  if (id === undefined || nom === undefined) throw new TypeError("a laboratory has an identifier and a name");
  const [telecom] = telecoms ?? [];
  const [adresse] = adresses ?? [];
  return {
    genre: "structure",
    id,
    nom,
    ...(telecom === undefined ? {} : { telecom }),
    ...(adresse === undefined ? {} : { adresse }),
  };
}

function completeVisit(report: LabReport): LabReportComplete["priseEnCharge"] {
  const { recuLe, priseEnCharge } = report;
  const received = Instant.safeParse(recuLe).data;
  return {
    ...priseEnCharge,
    type: priseEnCharge?.type ?? AMBULATOIRE,
    ...(priseEnCharge?.debut === undefined && received !== undefined ? { debut: received } : {}),
    lieu: priseEnCharge?.lieu ?? { secteur: LABORATOIRE },
  };
}

function completePeople(report: LabReport) {
  const laboratory = report.laboratoire.organisation;
  const { biologisteResponsable: signatory, valideurs } = report;
  const biologist = employed(reachable(signatory.professionnel, laboratory), laboratory);
  const author: Auteur = { genre: "professionnel", date: signatory.date, professionnel: biologist };
  return {
    directeur: reachable(report.directeur, laboratory),
    biologisteResponsable: { ...signatory, professionnel: biologist },
    auteurs: report.auteurs ?? [author],
    ...(valideurs === undefined
      ? {}
      : {
          valideurs: valideurs.map((validator) => ({
            ...validator,
            professionnel: employed(reachable(validator.professionnel, laboratory), laboratory),
          })),
        }),
    conservateur: report.conservateur ?? custodianOf(laboratory),
  };
}

/** A final report without date of release is released when it is made. */
function releaseOf({ statut, renduLe }: LabReport, creeLe: Instant): { readonly renduLe?: Moment } {
  if (renduLe !== undefined) return { renduLe };
  return statut === "final" ? { renduLe: Moment.parse(creeLe) } : {};
}

/**
 * Fills in what a report may leave to the SDK.
 *
 * @param report - Report as parsed; its laboratory has an identifier and a name.
 * @param given - Clock and source of identifiers.
 * @returns The report as it is written, but for the PDF copy.
 */
export function completeReport(report: LabReport, given: Given): LabReportComplete {
  const creeLe = report.creeLe ?? instantOf(given.now?.() ?? new Date());
  const { raisonExamen } = report;
  return {
    ...report,
    id: report.id ?? documentIdOf(given.newId()),
    setId: report.setId ?? documentIdOf(given.newId()),
    creeLe,
    ...completePeople(report),
    ...releaseOf(report, creeLe),
    priseEnCharge: completeVisit(report),
    chapitres: report.chapitres.map(completeChapitre),
    ...(raisonExamen === undefined
      ? {}
      : { raisonExamen: { ...raisonExamen, titre: raisonExamen.titre ?? SECTIONS.raisonExamen.titre } }),
  };
}
