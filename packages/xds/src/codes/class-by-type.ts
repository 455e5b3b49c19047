import { CodedValue } from "../model/coded-value.ts";

/** Code system of the classes of documents (TRE_A03). */
const CLASS_SYSTEM = "1.2.250.1.213.1.1.4.1";
const LOINC = "2.16.840.1.113883.6.1";
/** Complementary types of documents (TRE_A05). */
const COMPLEMENTARY_TYPES = "1.2.250.1.213.1.1.4.12";

/** Labels of the classes: TRE_A03-ClasseDocument, 2023-12-15. */
const CLASS_LABELS: Readonly<Record<string, string>> = {
  "10": "Compte rendu",
  "11": "Synthèse",
  "31": "Imagerie médicale",
  "42": "Prescription",
  "43": "Dispensation",
  "44": "Plan de soins, protocole de soins",
  "45": "Traitement administré",
  "52": "Certificat, déclaration",
  "60": "Données de remboursement",
  "90": "Autres documents déposés par le patient",
  "95": "Document de gestion",
  "99": "Document technique",
};

/** Types of documents of each class: ASS_X04-CorrespondanceType-Classe-CISIS, 2024-02-23. */
const TYPES_BY_CLASS: Readonly<Record<string, { readonly loinc?: string; readonly complementary?: string }>> = {
  "10": {
    loinc:
      "10213-7 11488-4 11490-0 11493-4 11502-2 11505-5 11506-3 11526-1 11528-7 15507-7 15508-5 24611-6 27899-4 28653-4 29274-8 29554-3 34112-3 34749-2 34794-8 34874-8 34875-5 39256-3 46241-6 47420-5 51969-4 59283-2 60568-3 67851-6 70004-7 75482-0 75492-9 75496-0 75497-8 77436-4 78513-9 78601-2 83981-1 85208-7 93024-8 96349-6",
    complementary: "BIL_AUTO DOCPAT03 DOCPAT05 DOCPAT06",
  },
  "11": {
    loinc:
      "18761-7 34133-9 34842-5 56445-0 57055-6 57057-2 57075-4 60591-5 68599-0 68817-6 74207-2 78489-2 80820-4 83836-7 83901-9 88348-8 89235-6",
    complementary: "SYNTH EXPORT_DUI DOCPAT01 DOCPAT08",
  },
  "31": { loinc: "18748-4 52040-3", complementary: "IMG-KOS DOCPAT04" },
  "42": {
    loinc: "29551-9 52063-5 52521-2 55115-0 57828-6 57832-8 57833-6 61357-0 75468-9",
    complementary: "PRESC-AAT PRESC-BIO PRESC-KINE PRESC-INF PRESC-PEDI PRESC-ORTHOPHO PRESC-ORTHOPTIE DOCPAT02",
  },
  "43": { loinc: "29550-1 60593-1", complementary: "DISP_AUT" },
  "44": { loinc: "18776-5 77604-7 80771-9 80788-3 83869-8", complementary: "PROT_ALD" },
  "45": { loinc: "80565-5" },
  "52": { loinc: "11369-6 87273-9 89601-9 96173-0 96874-3", complementary: "CERT_DECL DOCPAT07" },
  "60": { complementary: "REMB" },
  "90": { loinc: "74465-6", complementary: "EXPPAT_1 EXPPAT_2 EXPPAT_3 DOCPAT10" },
  "95": {
    loinc: "51851-4 56446-8 59284-0 86531-1",
    complementary:
      "ATTEST-ASS-COMPL ATTEST-HEBGT ATTEST-RESID ATTEST-DROITS-AM AUTORIS-SOINS CONTACTS-URGENCE PIECE-IDENTITE FICHE-CONTACTS DOCPAT09",
  },
  "99": { complementary: "FEUILLE-DE-STYLE" },
};

/** Name and release of the association, for traces. */
export const CLASS_BY_TYPE_SOURCE = "ASS_X04-CorrespondanceType-Classe-CISIS 2024-02-23";

const classByType = new Map<string, string>();
for (const [classCode, { loinc, complementary }] of Object.entries(TYPES_BY_CLASS)) {
  for (const code of loinc?.split(" ") ?? []) classByType.set(`${LOINC} ${code}`, classCode);
  for (const code of complementary?.split(" ") ?? []) classByType.set(`${COMPLEMENTARY_TYPES} ${code}`, classCode);
}

/** Class of a document of a type, `undefined` for a type that the association does not know. */
export function classOfType(type: { readonly code: string; readonly systeme: string }): CodedValue | undefined {
  const code = classByType.get(`${type.systeme} ${type.code}`);
  if (code === undefined) return undefined;
  return CodedValue.parse({ code, systeme: CLASS_SYSTEM, libelle: CLASS_LABELS[code] });
}
