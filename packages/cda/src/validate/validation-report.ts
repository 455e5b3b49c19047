/** How serious a finding is: only `error` makes a document invalid. @public */
export type ValidationSeverity = "error" | "warning" | "info";

/** Something that the rules find in a document. @public */
export interface ValidationFinding {
  /**
   * Rule set: `XML`, `SDK`, `XSD`, `IHE`, `terminologie`, `ModelesDeContenusCDA`, `StructurationMinimale`, `Modeles_ANS`, or the volet.
   * Its version and hash are in {@link ValidationInfo.ruleSets}.
   */
  readonly ruleSet: string;
  /**
   * `xml` for what cannot be read, `sdk` for a rule of the SDK, `xsd` for the XML Schema, `assert` for a rule of the kit that is broken,
   * `report` for one that notes.
   */
  readonly kind: "xml" | "sdk" | "xsd" | "assert" | "report";
  /** Identifier of the check, else of its rule, else of its pattern. The XML Schema gives none. */
  readonly ruleId?: string;
  /** Role as the kit writes it. */
  readonly role?: string;
  /** A role other than `warning` and `info` is an error, and so is no role at all; a report is never one. */
  readonly severity: ValidationSeverity;
  /** Absolute XPath of the element, names as in the document. */
  readonly location: string;
  /** Line of the element, from 1. */
  readonly line: number;
  /** Column of the element, from 1, when it is known. */
  readonly column?: number;
  /** What is wrong, as the kit words it. It may repeat what the document holds: do not log it. */
  readonly message: string;
  /** What the rule expects, in French. */
  readonly expected?: string;
  /** What stands there, in French: codes, structure; nothing that tells who the patient is. */
  readonly found?: string;
  /** What could stand there instead. */
  readonly suggestion?: string;
  /** Field of the builders' input that the element comes from, `auteurs.0.professionnel`, where it is known. */
  readonly inputField?: string;
  /** Document and section that the rule comes from, for the rules of the SDK. */
  readonly reference?: string;
  /** The expression checked. */
  readonly test?: string;
  /** Where the check is written. */
  readonly source?: { readonly file: string; readonly line: number };
}

/** Something that had to be done to read the kit as its authors do. @public */
export interface KitRepair {
  /** `letter-case` when the name is written otherwise on the disk, `rebuilt-value-set` when the file was made from another. */
  readonly kind: "letter-case" | "rebuilt-value-set";
  /** File that a rule names, relative to the folder of the kit. */
  readonly asked: string;
  /** File that was read. */
  readonly used: string;
}

/** A check that could not be carried out. @public */
export interface ValidationFailure {
  /** Code of the XPath specification, or of the error that kept the rule set from opening. */
  readonly code: string;
  /** What happened, in French, without any content of the document. */
  readonly message: string;
  /** Absolute XPath of the element checked, when there is one. */
  readonly location?: string;
  /** Where the check is written. */
  readonly source?: { readonly file: string; readonly line: number };
}

/** What became of one rule set. @public */
export interface RuleSetOutcome {
  /** Name used in findings. */
  readonly name: string;
  /** File, relative to the folder of the kit; the package for the rules of the SDK. */
  readonly entry: string;
  /** Version, for the rules of the SDK; the kit gives none to its own. */
  readonly version?: string;
  /**
   * `checked` when its rules met the document; `nothing-to-check` when none did and this is known to happen; `could-not-run` when none
   * did in a document that they are about, or when it failed.
   */
  readonly status: "checked" | "nothing-to-check" | "could-not-run";
  /** Rules that met an element. */
  readonly firedRules: number;
  /** Findings, whatever their severity. */
  readonly findingCount: number;
  /** Checks that could not be carried out. */
  readonly failures: readonly ValidationFailure[];
  /** SHA-256 over its files; none for the rules of the SDK. */
  readonly sha256?: string;
  /** Files it includes and that the kit does not hold: what they would check is not checked. */
  readonly missingIncludes: readonly string[];
}

/** Which volet was applied. @public */
export interface VoletChoice {
  /** Name, such as `LDL-SES_2022.01`; `undefined` when no volet applies. */
  readonly name: string | undefined;
  /** What decided. */
  readonly reason: "option" | "instruction" | "template-and-version" | "template" | "level-1" | "none";
  /** The same, in French, for a person to read. */
  readonly explanation: string;
}

/** A file that the document holds, and what it says of itself. @public */
export interface EmbeddedFileClaim {
  /** Absolute XPath of the element that holds it. */
  readonly location: string;
  /** Media type as the document says. */
  readonly mediaType: string;
  /** For a PDF: its version and the PDF/A it declares, `PDF 1.4, se déclare PDF/A-1B`. Read, not verified. */
  readonly claim?: string;
}

/** How a verdict was reached. @public */
export interface ValidationInfo {
  /** The kit, when there is one. */
  readonly kit?: {
    /** SHA-256 over the names and contents of its rules, value sets and schemas. */
    readonly sha256: string;
    /** The version given when it was opened. */
    readonly version?: string;
  };
  /** Verdict of the official rules alone, when there is a kit. */
  readonly officialVerdict?: ValidationReport["verdict"];
  /** The volet. */
  readonly volet: VoletChoice;
  /** Every rule set, in the order of the kit. */
  readonly ruleSets: readonly RuleSetOutcome[];
  /** What had to be done to read the kit. */
  readonly repairs: readonly KitRepair[];
  /** Code systems whose codes could not be checked, for want of their file in the kit. */
  readonly uncheckedCodeSystems: readonly string[];
  /** True when the CDA document was taken out of a self-displaying one. */
  readonly isExtracted: boolean;
  /** Files that the document holds; none when the rules of the SDK were not asked for. */
  readonly embeddedFiles: readonly EmbeddedFileClaim[];
}

/** Verdict on a document. @public */
export interface ValidationReport {
  /** `could-not-run` when nothing is wrong but something could not be checked: that is not a pass. */
  readonly verdict: "valid" | "invalid" | "could-not-run";
  /** By rule set, in the order of the kit, then by pattern, then in document order. */
  readonly findings: readonly ValidationFinding[];
  /** How the verdict was reached. */
  readonly info: ValidationInfo;
}
