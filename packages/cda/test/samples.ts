import { createHash } from "node:crypto";
import {
  type BuildDocumentOptions,
  buildDocumentNonStructure,
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
  type ClinicalDocument,
  type DocumentNonStructureInput,
  type LettreDeLiaisonEntreeInput,
  type LettreDeLiaisonSortieInput,
} from "../src/index.ts";

/** UUIDs that depend on a seed alone. */
export function seededIds(seed: string): () => string {
  let count = 0;
  return () => {
    const hash = createHash("sha256").update(`${seed}/${count++}`).digest("hex");
    return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  };
}

/** Options that make building repeatable. */
export function repeatable(seed: string): BuildDocumentOptions {
  return { newId: seededIds(seed), now: () => new Date("2024-12-31T12:00:00Z") };
}

/** Builds a sample by the name of its file. */
export function buildSample(file: string, data: unknown, options: BuildDocumentOptions = {}): ClinicalDocument {
  const complete = { ...repeatable(file), indentation: "spaces" as const, ...options };
  if (file.startsWith("ldl-ses")) return buildLettreDeLiaisonSortie(data as LettreDeLiaisonSortieInput, complete);
  if (file.startsWith("ldl-ees")) return buildLettreDeLiaisonEntree(data as LettreDeLiaisonEntreeInput, complete);
  return buildDocumentNonStructure(data as DocumentNonStructureInput, complete);
}
