import type { LdlIssue, Patient } from "@ldl/domain";
import type { DocumentNonStructureInput } from "../document-non-structure/document-non-structure.ts";
import type { DocumentHeader } from "../header/document-header.ts";
import type { LettreDeLiaisonEntreeInput } from "../lettre-de-liaison/lettre-de-liaison-entree.ts";
import type { LettreDeLiaisonSortieInput } from "../lettre-de-liaison/lettre-de-liaison-sortie.ts";
import { invalidInput } from "../rules/refuse.ts";
import {
  type BuildDocumentNonStructureOptions,
  buildNonStructure,
  type NonStructureDocument,
} from "./build-document-non-structure.ts";
import {
  type BuildLettreDeLiaisonEntreeOptions,
  buildEntree,
  type LettreEntreeDocument,
} from "./build-lettre-de-liaison-entree.ts";
import {
  type BuildLettreDeLiaisonSortieOptions,
  buildSortie,
  type LettreSortieDocument,
} from "./build-lettre-de-liaison-sortie.ts";
import type { ClinicalDocument } from "./clinical-document.ts";

/** What is to be known of a document to replace it: one that was built, or one that was read. @public */
export type ReplacedDocument = Pick<ClinicalDocument, "header" | "kind" | "level">;

/** Members of a header that the replaced document sets. @public */
export type VersionMember = "setId" | "version" | "remplace";

/**
 * Gives the members of the header that make a document the next version of another.
 *
 * @example
 * ```ts
 * import { nextVersionOf, type DocumentHeader } from "@ldl/cda";
 *
 * function versionOfNext(previous: DocumentHeader) {
 *   return nextVersionOf(previous).version; // previous.version + 1
 * }
 * ```
 * @param previous - Header of the document to replace.
 * @returns The same set of versions, the next number, and the link to the replaced version.
 * @public
 */
export function nextVersionOf(previous: DocumentHeader): Pick<DocumentHeader, "setId" | "version" | "remplace"> {
  const { id, setId, version } = previous;
  return { setId, version: version + 1, remplace: { id, version } };
}

interface Identified {
  readonly patient: {
    readonly ins?: { readonly matricule: string } | undefined;
    readonly identifiantsLocaux?: readonly { readonly racine: string; readonly valeur: string }[] | undefined;
  };
}

/** Whether two patients share an identifier; an input without any is left to the schema. */
function isSamePatient(previous: Patient, { patient }: Identified): boolean {
  const next = patient.identifiantsLocaux ?? [];
  if (previous.ins !== undefined && patient.ins !== undefined) return previous.ins.matricule === patient.ins.matricule;
  if (next.length === 0 || previous.identifiantsLocaux === undefined) return true;
  return previous.identifiantsLocaux.some(({ racine, valeur }) =>
    next.some((other) => other.racine === racine && other.valeur === valeur),
  );
}

function mismatches(previous: ReplacedDocument, input: object): readonly LdlIssue[] {
  const issue = (path: string, message: string): LdlIssue => ({
    rule: "LDL-H-REMPLACEMENT",
    path,
    message,
    severity: "error",
  });
  const given = (["setId", "version", "remplace"] as const).filter((member) => member in input);
  return [
    ...given.map((member) => issue(member, "donnée fixée par le document remplacé, à ne pas renseigner")),
    ...(hasPatient(input) && !isSamePatient(previous.header.patient, input)
      ? [issue("patient", "patient différent de celui du document remplacé")]
      : []),
  ];
}

/**
 * Makes the input of the next version of a document out of its whole new content.
 *
 * @param previous - The document to replace.
 * @param input - New content, without the members that the replaced document sets.
 * @returns The content with its place among the versions.
 * @throws LdlError `LDL_INPUT_INVALID` when those members are given, or when the patient is another one.
 * @internal
 */
export function nextInput<T extends object>(
  previous: ReplacedDocument,
  input: T,
): T & Pick<DocumentHeader, VersionMember> {
  const issues = mismatches(previous, input);
  if (issues.length > 0) throw invalidInput(issues);
  return { ...input, ...nextVersionOf(previous.header) };
}

function hasPatient(input: object): input is Identified {
  return "patient" in input && typeof input.patient === "object" && input.patient !== null;
}

/** Replaces a letter at discharge. @public */
export function replaceDocument(
  previous: ReplacedDocument & { readonly kind: "LDL-SES"; readonly level: 2 | 3 },
  input: Omit<LettreDeLiaisonSortieInput, VersionMember>,
  options?: BuildLettreDeLiaisonSortieOptions,
): LettreSortieDocument;
/** Replaces a letter at admission. @public */
export function replaceDocument(
  previous: ReplacedDocument & { readonly kind: "LDL-EES"; readonly level: 2 | 3 },
  input: Omit<LettreDeLiaisonEntreeInput, VersionMember>,
  options?: BuildLettreDeLiaisonEntreeOptions,
): LettreEntreeDocument;
/** Replaces a level 1 document. @public */
export function replaceDocument(
  previous: ReplacedDocument & { readonly level: 1 },
  input: Omit<DocumentNonStructureInput, VersionMember>,
  options?: BuildDocumentNonStructureOptions,
): NonStructureDocument;
/**
 * Builds the next version of a document: the same `setId`, the next version number, a link (RPLC) to the version that it
 * replaces. The new version is whole, never a difference.
 *
 * @remarks CI-SIS, Volet Structuration minimale, `relatedDocument`.
 * @example
 * ```ts
 * import { buildLettreDeLiaisonSortie, replaceDocument, type LettreDeLiaisonSortieInput } from "@ldl/cda";
 *
 * function correct(record: LettreDeLiaisonSortieInput, motif: string) {
 *   const first = buildLettreDeLiaisonSortie(record);
 *   return replaceDocument(first, { ...record, motif });
 * }
 * ```
 * @param previous - The document to replace.
 * @param input - The whole new content, without `setId`, `version` nor `remplace`.
 * @param options - As for building.
 * @returns The new version.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` as for building, and when the patient is another one.
 * @throws TypeError for a document that another package builds.
 * @public
 */
export function replaceDocument(
  previous: ReplacedDocument,
  input: object,
  options: BuildLettreDeLiaisonSortieOptions = {},
): ClinicalDocument {
  const next = nextInput(previous, input);
  if (previous.level === 1) return buildNonStructure(next, options);
  if (previous.kind === "LDL-SES") return buildSortie(next, options);
  if (previous.kind === "LDL-EES") return buildEntree(next, options);
  throw new TypeError(`@ldl/cda does not build documents of kind ${previous.kind}`);
}
