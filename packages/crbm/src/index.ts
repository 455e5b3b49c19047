export { Batterie, Bloc, Image, Isolat, ResultatSeul, StatutBloc } from "./model/bloc.ts";
export {
  Chapitre,
  CommentaireGeneral,
  LabReport,
  type LabReportInput,
  Preleveur,
  Prescripteur,
  SecondeIntention,
  SousChapitre,
} from "./model/lab-report.ts";
export { Accreditation, Laboratoire, LaboratoireExecutant } from "./model/laboratoire.ts";
export { Nombre } from "./model/nombre.ts";
export { Prelevement } from "./model/prelevement.ts";
export { Analyse, Bornes, Commentaire, Methode, Resultat, Validation } from "./model/resultat.ts";
export { Unite } from "./model/unite.ts";
export {
  Anteriorite,
  Valeur,
  ValeurBooleenne,
  ValeurCensuree,
  ValeurCodee,
  ValeurDate,
  ValeurEntiere,
  ValeurIntervalle,
  ValeurQuantite,
  ValeurRapport,
  ValeurReelle,
  ValeurTexte,
} from "./model/valeur.ts";
