/** Chapter of a diagnostic service (OBR-24, table HL7 0074), by LOINC code and label. */
export const SERVICE_CHAPTERS: Readonly<Record<string, readonly [code: string, label: string]>> = {
  CH: ["18719-5", "Biochimie"],
  HM: ["18723-7", "Hématologie"],
  MB: ["18725-2", "Microbiologie"],
  MCB: ["18725-2", "Microbiologie"],
  MYC: ["18725-2", "Microbiologie"],
  VR: ["18725-2", "Microbiologie"],
  SR: ["18727-8", "Sérologie"],
  IMM: ["18727-8", "Sérologie"],
  CP: ["26438-2", "Cytologie"],
};

/** Chapter of everything else. */
export const GENERAL_CHAPTER = ["26436-6", "Biologie polyvalente"] as const;

/** Code systems by their name in HL7 v2 (table 0396), and name shown. */
export const CODE_SYSTEMS: Readonly<Record<string, readonly [oid: string, name: string]>> = {
  LN: ["2.16.840.1.113883.6.1", "LOINC"],
  SCT: ["2.16.840.1.113883.6.96", "SNOMED CT"],
  NABM: ["1.2.250.1.213.2.7", "NABM"],
  NCBI: ["2.16.840.1.113883.3.9471", "NCBI-Taxonomy"],
  I10: ["2.16.840.1.113883.6.3", "CIM-10"],
  HL70487: ["2.16.840.1.113883.18.311", "HL7:SpecimenType"],
};

/** Class of the patient (PV1-2, table 0004) as a kind of encounter (JDV_J142). */
export const PATIENT_CLASSES: Readonly<Record<string, readonly [code: string, label: string]>> = {
  I: ["IMP", "Hospitalisation"],
  E: ["EMER", "Urgences"],
  O: ["AMB", "Ambulatoire (hors établissement)"],
};

/** OID of the HL7 classes of encounters. */
export const ACT_CODE_OID = "2.16.840.1.113883.5.4";

/** LOINC codes of a whole report, or of its copy, given as a file. */
export const REPORT_CODES: ReadonlySet<string> = new Set(["11502-2", "55108-5"]);

/** Media type of a file, by subtype of data (ED.3) in capitals. */
export const MEDIA_TYPES: Readonly<
  Record<string, "application/pdf" | "image/png" | "image/jpeg" | "image/gif" | "text/plain">
> = {
  PDF: "application/pdf",
  PNG: "image/png",
  JPEG: "image/jpeg",
  JPG: "image/jpeg",
  GIF: "image/gif",
  PLAIN: "text/plain",
};

/** Statuses of an observation (OBX-11, table 0085), by what becomes of it. */
export const RESULT_STATUSES: Readonly<Record<string, "completed" | "corrected" | "aborted" | "pending" | "deleted">> =
  {
    F: "completed",
    U: "completed",
    B: "completed",
    V: "completed",
    C: "corrected",
    X: "aborted",
    P: "pending",
    R: "pending",
    S: "pending",
    I: "pending",
    D: "deleted",
    W: "deleted",
  };

/** Statuses of an observation (OBX-11, table 0085) of which no result was sought: `N` not asked, `O` description of the order. */
export const NOT_SOUGHT_STATUSES: ReadonlySet<string> = new Set(["N", "O"]);

/** Statuses of an order (OBR-25, table 0123) that leave results awaited. */
export const AWAITING_STATUSES: ReadonlySet<string> = new Set(["O", "I", "S", "A", "P", "R"]);

/** Flags of an antibiogram. */
export const SUSCEPTIBILITIES: ReadonlySet<string> = new Set(["S", "I", "R", "SDD"]);

/** The same as words of a value, without accents. */
export const SUSCEPTIBILITY_WORDS: ReadonlySet<string> = new Set(["sensible", "intermediaire", "resistant"]);

/** Units of minimal inhibitory concentrations. */
export const CONCENTRATION_UNITS: ReadonlySet<string> = new Set(["ug/mL", "mg/L"]);

/** LOINC panels of antibiograms: any, bacteria, bacteria by concentrations. */
export const ANTIBIOGRAM_PANELS: ReadonlySet<string> = new Set(["18769-0", "29576-6", "50545-3"]);

/** Words by which laboratories name a panel of antibiotics. */
export const ANTIBIOGRAM_WORDS = /antibiogramme|antifongigramme|\bCMI\b|\bMIC\b|sensibilit[ée]/i;

/** LOINC codes of the micro-organism that a culture found: by specimen, by method, fungi, mycobacteria. */
export const ORGANISM_CODES: ReadonlySet<string> = new Set(
  "11475-1 41852-5 543-9 580-1 600-7 606-4 609-8 610-6 624-7 625-4 626-2 630-4 634-6 635-3 6462-6 6463-4".split(" "),
);

/** LOINC codes of the count of the micro-organism that a culture found. */
export const COUNT_CODES: ReadonlySet<string> = new Set(["51480-2"]);

/** Words by which laboratories name the analysis that identifies a micro-organism. */
export const ORGANISM_WORDS = /\bgerme\b|micro-?organisme|\bsouche\b|identifi/i;
