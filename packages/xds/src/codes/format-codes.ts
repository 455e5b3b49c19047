import { CodedValue } from "../model/coded-value.ts";

/** Complementary format codes (TRE_A06). */
const ANS_FORMATS = "1.2.250.1.213.1.1.4.2.282";
/** Format codes of IHE (TRE_A11). */
const IHE_FORMATS = "1.3.6.1.4.1.19376.1.2.3";

/** Labels: JDV_J60-FormatCode-DMP, 2024-09-27. */
const FORMAT_LABELS: Readonly<Record<string, string>> = {
  "urn:ans:ci-sis:bio-ep-bio:2022": "Prescription d'actes de biologie médicale",
  "urn:ans:ci-sis:cse-mde:2023": "Mesures de signes vitaux",
  "urn:ans:ci-sis:img-da:2022": "Demande d'actes d'imagerie",
  "urn:asip:ci-sis:aunv:2013": "Fiche d'admission en unité neuro-vasculaire",
  "urn:asip:ci-sis:cr-anest:2020": "Compte rendu d'anesthésie",
  "urn:asip:ci-sis:cr-cpa:2020": "Compte rendu de consultation pré-anesthésique",
  "urn:asip:ci-sis:crgm:2018": "Compte rendu de génétique moléculaire",
  "urn:asip:ci-sis:crrtn:2013": "Compte-rendu de rétinographie",
  "urn:asip:ci-sis:cse-cs24:2017": "Certificat de santé du 24ème mois de l'enfant",
  "urn:asip:ci-sis:cse-cs8:2017": "Certificat de santé du 8ème jour de l'enfant",
  "urn:asip:ci-sis:cse-cs9:2017": "Certificat de santé du 9ème mois de l'enfant",
  "urn:asip:ci-sis:dlu:2015": "Document de liaison d'urgence",
  "urn:asip:ci-sis:eunv:2013": "Fiche d'épisode de soin en unité neuro-vasculaire",
  "urn:asip:ci-sis:fludr:2017": "Fiche de liaison d'urgence - Retour des urgences vers l'EHPAD",
  "urn:asip:ci-sis:fludt:2017": "Fiche de liaison d'urgence - Transfert de l'EHPAD vers les urgences",
  "urn:asip:ci-sis:frcp:2011": "Fiche de réunion de concertation pluridisciplinaire",
  "urn:asip:ci-sis:ldl-ees:2017": "Lettre de Liaison à l'entrée d'un établissement de santé",
  "urn:asip:ci-sis:ldl-ses:2017": "Lettre de Liaison à la sortie de l'établissement de santé",
  "urn:asip:ci-sis:obp-sap:2023": "Synthèse antepartum",
  "urn:asip:ci-sis:obp-scm:2023": "Synthèse Suites de Couches Mère",
  "urn:asip:ci-sis:obp-sem:2023": "Synthèse Enfant en Maternité",
  "urn:asip:ci-sis:obp-sne:2023": "Synthèse Salle de Naissance Enfant",
  "urn:asip:ci-sis:obp-snm:2023": "Synthèse Salle de Naissance Mère",
  "urn:asip:ci-sis:pavc:2016": "Compte-rendu de consultation d'évaluation pluri-professionnelle post AVC",
  "urn:asip:ci-sis:ppp:2023": "Plan personnalisé de prévention",
  "urn:asip:ci-sis:pps-cancer:2017": "Programme Personnalisé de Soins - Cancer",
  "urn:asip:ci-sis:pps-paerpa:2017": "Plan Personnalisé de Santé - PAERPA",
  "urn:asip:ci-sis:sdm-mr:2017": "Set de Données Minimum - Maladies Rares",
  "urn:asip:ci-sis:sunv:2013": "Fiche de sortie d'unité neuro-vasculaire",
  "urn:asip:ci-sis:tlm-da:2020": "Demande d'acte de télémédecine",
  "urn:asip:ci-sis:vac-note:2021": "Note de vaccination",
  "urn:asip:ci-sis:vac:2019": "Historique des vaccinations",
  "urn:asip:ci-sis:vsm:2012": "Synthèse médicale",
  "urn:ihe:eyecare:geneyeevalcn:2014": "CR de consultation en ophtalmologie",
  "urn:ihe:iti-fr:xds-sd:jpeg:2010": "Document à corps non structuré en format jpeg",
  "urn:ihe:iti-fr:xds-sd:rtf:2010": "Document à corps non structuré en format rtf",
  "urn:ihe:iti-fr:xds-sd:tiff:2010": "Document à corps non structuré en format tiff",
  "urn:ihe:iti:xds-sd:pdf:2008": "Document à corps non structuré en Pdf/A-1",
  "urn:ihe:iti:xds-sd:text:2008": "Document à corps non structuré en texte brut",
  "urn:ihe:lab:xd-lab:2008": "Compte rendu structuré d'examens de biologie médicale",
  "urn:ihe:palm:apsr:2016": "CR d'anatomie et de cytologie pathologiques",
  "urn:ihe:pcc:ips:2020": "Synthèse médicale",
  "urn:ihe:pharm:dis:2010": "Dispensation médicamenteuse",
  "urn:ihe:pharm:pre:2010": "Prescription de médicaments",
  "urn:ihe:rad:CDA:ImagingReportStructuredHeadings:2013": "Compte-rendu d'imagerie médicale",
};

/** Format of each CDA model with a structured body: ASS_A11-CorresModeleCDA-XdsFormatCode-CISIS, 2026-06-29. */
const FORMAT_BY_MODEL: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "1.2.250.1.213.1.1.1.5.1": "urn:asip:ci-sis:cse-cs8:2017",
    "1.2.250.1.213.1.1.1.5.2": "urn:asip:ci-sis:cse-cs9:2017",
    "1.2.250.1.213.1.1.1.5.3": "urn:asip:ci-sis:cse-cs24:2017",
    "1.2.250.1.213.1.1.1.5.4": "urn:ans:ci-sis:cse-mde:2023",
    "1.2.250.1.213.1.1.1.8": "urn:asip:ci-sis:frcp:2011",
    "1.2.250.1.213.1.1.1.12.1": "urn:asip:ci-sis:obp-sap:2023",
    "1.2.250.1.213.1.1.1.12.2": "urn:asip:ci-sis:obp-snm:2023",
    "1.2.250.1.213.1.1.1.12.3": "urn:asip:ci-sis:obp-sne:2023",
    "1.2.250.1.213.1.1.1.12.4": "urn:asip:ci-sis:obp-scm:2023",
    "1.2.250.1.213.1.1.1.12.5": "urn:asip:ci-sis:obp-sem:2023",
    "1.2.250.1.213.1.1.1.13": "urn:asip:ci-sis:vsm:2012",
    "1.2.250.1.213.1.1.1.15": "urn:asip:ci-sis:aunv:2013",
    "1.2.250.1.213.1.1.1.16": "urn:asip:ci-sis:eunv:2013",
    "1.2.250.1.213.1.1.1.17": "urn:asip:ci-sis:sunv:2013",
    "1.2.250.1.213.1.1.1.18": "urn:asip:ci-sis:crrtn:2013",
    "1.2.250.1.213.1.1.1.20": "urn:asip:ci-sis:pps-paerpa:2017",
    "1.2.250.1.213.1.1.1.21": "urn:asip:ci-sis:ldl-ees:2017",
    "1.2.250.1.213.1.1.1.22": "urn:asip:ci-sis:dlu:2015",
    "1.2.250.1.213.1.1.1.23": "urn:asip:ci-sis:fludt:2017",
    "1.2.250.1.213.1.1.1.24": "urn:asip:ci-sis:fludr:2017",
    "1.2.250.1.213.1.1.1.25": "urn:asip:ci-sis:pavc:2016",
    "1.2.250.1.213.1.1.1.26": "urn:asip:ci-sis:pps-cancer:2017",
    "1.2.250.1.213.1.1.1.29": "urn:asip:ci-sis:ldl-ses:2017",
    "1.2.250.1.213.1.1.1.30": "urn:asip:ci-sis:sdm-mr:2017",
    "1.2.250.1.213.1.1.1.32": "urn:asip:ci-sis:crgm:2018",
    "1.2.250.1.213.1.1.1.37": "urn:asip:ci-sis:vac:2019",
    "1.2.250.1.213.1.1.1.38": "urn:asip:ci-sis:tlm-da:2020",
    "1.2.250.1.213.1.1.1.39": "urn:ihe:pharm:pre:2010",
    "1.2.250.1.213.1.1.1.40": "urn:asip:ci-sis:cr-anest:2020",
    "1.2.250.1.213.1.1.1.41": "urn:asip:ci-sis:cr-cpa:2020",
    "1.2.250.1.213.1.1.1.42": "urn:ihe:eyecare:geneyeevalcn:2014",
    "1.2.250.1.213.1.1.1.43": "urn:ihe:eyecare:geneyeevalcn:2014",
    "1.2.250.1.213.1.1.1.44": "urn:ihe:eyecare:geneyeevalcn:2014",
    "1.2.250.1.213.1.1.1.45": "urn:ihe:rad:CDA:ImagingReportStructuredHeadings:2013",
    "1.2.250.1.213.1.1.1.46": "urn:asip:ci-sis:vac-note:2021",
    "1.2.250.1.213.1.1.1.47": "urn:ans:ci-sis:img-da:2022",
    "1.2.250.1.213.1.1.1.51": "urn:ihe:pcc:ips:2020",
    "1.2.250.1.213.1.1.1.52": "urn:ans:ci-sis:bio-ep-bio:2022",
    "1.2.250.1.213.1.1.1.54": "urn:ihe:pharm:dis:2010",
    "1.2.250.1.213.1.1.1.55": "urn:ihe:lab:xd-lab:2008",
    "1.2.250.1.213.1.1.1.56": "urn:asip:ci-sis:ppp:2023",
    "1.2.250.1.213.1.1.1.57": "urn:ihe:palm:apsr:2016",
    "1.3.6.1.4.1.19376.1.3.3": "urn:ihe:lab:xd-lab:2008",
  }),
);

/**
 * Format of a document whose body is a file: ASS_A12-CorresMediaTypeCDANonStructure-XdsFormatCode-CISIS.
 * `application/rtf` is a spelling of `text/rtf`.
 */
const FORMAT_BY_MEDIA_TYPE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "application/pdf": "urn:ihe:iti:xds-sd:pdf:2008",
    "text/plain": "urn:ihe:iti:xds-sd:text:2008",
    "text/rtf": "urn:ihe:iti-fr:xds-sd:rtf:2010",
    "application/rtf": "urn:ihe:iti-fr:xds-sd:rtf:2010",
    "image/jpeg": "urn:ihe:iti-fr:xds-sd:jpeg:2010",
    "image/tiff": "urn:ihe:iti-fr:xds-sd:tiff:2010",
  }),
);

/** Names and releases of the associations, for traces. */
export const FORMAT_BY_MODEL_SOURCE = "ASS_A11-CorresModeleCDA-XdsFormatCode-CISIS 2026-06-29";
export const FORMAT_BY_MEDIA_TYPE_SOURCE = "ASS_A12-CorresMediaTypeCDANonStructure-XdsFormatCode-CISIS";

function formatCode(code: string | undefined): CodedValue | undefined {
  if (code === undefined) return undefined;
  const systeme = code.startsWith("urn:ihe:") ? IHE_FORMATS : ANS_FORMATS;
  return CodedValue.parse({ code, systeme, libelle: FORMAT_LABELS[code] });
}

/** Format of a document with a structured body: that of the first of its models that the association knows. */
export function formatOfModel(templateIds: readonly string[]): CodedValue | undefined {
  return formatCode(templateIds.map((id) => FORMAT_BY_MODEL.get(id)).find((code) => code !== undefined));
}

/** Format of a document whose body is a file. */
export function formatOfMediaType(mediaType: string): CodedValue | undefined {
  return formatCode(FORMAT_BY_MEDIA_TYPE.get(mediaType.toLowerCase()));
}
