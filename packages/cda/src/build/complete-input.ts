import { Code, instantOf, Moment, type Uuid } from "@ldl/domain";
import { ACT_ENCOUNTER } from "../codes/jdv/act-encounter.ts";
import { conceptOf } from "../codes/value-set.ts";
import type { ActePrincipal } from "../header/contexte.ts";
import { type DocumentHeader, type DocumentHeaderInput, headerFields } from "../header/document-header.ts";
import type { LettreDeLiaisonEntree } from "../lettre-de-liaison/lettre-de-liaison-entree.ts";
import type { LettreDeLiaisonSortie } from "../lettre-de-liaison/lettre-de-liaison-sortie.ts";
import type { LettreDeLiaisonEntreeComplete } from "../rules/entree-rules.ts";
import type { LettreDeLiaisonSortieComplete } from "../rules/sortie-rules.ts";
import { documentIdOf } from "./document-ids.ts";

/** Hospitalisation: the act that a lettre de liaison is about. */
const HOSPITALISATION = /* @__PURE__ */ Code.parse(conceptOf(ACT_ENCOUNTER, "IMP"));

/** What defaults are made of. @internal */
export interface Given {
  readonly now: (() => Date) | undefined;
  readonly newId: () => Uuid;
}

/**
 * Fills in what a header may leave to the SDK.
 *
 * @param header - Header as parsed.
 * @param titre - Title of the kind of document.
 * @param given - Clock and source of identifiers.
 * @returns The members that were left out, and those that were not.
 * @internal
 */
export function completeHeader<T extends DocumentHeaderInput>(
  header: T,
  titre: string,
  given: Given,
): T & DocumentHeader {
  const { newId } = given;
  return {
    ...header,
    id: header.id ?? documentIdOf(newId()),
    titre: header.titre ?? titre,
    creeLe: header.creeLe ?? instantOf(given.now?.() ?? new Date()),
    setId: header.setId ?? documentIdOf(newId()),
  };
}

function withCode(act: ActePrincipal): ActePrincipal {
  return act.code === undefined ? { ...act, code: HOSPITALISATION } : act;
}

function dated<T extends { readonly date?: Moment | undefined }>(item: T, date: Moment | undefined): T {
  return item.date !== undefined || date === undefined ? item : { ...item, date };
}

/**
 * Fills in what a letter at discharge may leave to the SDK: header, act, dates of the synthesis.
 *
 * @param lettre - Letter as parsed.
 * @param titre - Default title.
 * @param given - Clock and source of identifiers.
 * @returns The letter as it is written.
 * @internal
 */
export function completeSortie(
  lettre: LettreDeLiaisonSortie,
  titre: string,
  given: Given,
): LettreDeLiaisonSortieComplete {
  const complete = completeHeader(lettre, titre, given);
  const { acte, synthese } = lettre;
  return {
    ...complete,
    acte: withCode(acte),
    synthese: {
      ...synthese,
      modaliteEntree: dated(synthese.modaliteEntree, acte.debut),
      modaliteSortie: dated(synthese.modaliteSortie, acte.fin),
      syntheseMedicale: dated(synthese.syntheseMedicale, Moment.parse(complete.creeLe)),
    },
  };
}

/**
 * Fills in what a letter at admission may leave to the SDK: header and act.
 *
 * @param lettre - Letter as parsed.
 * @param titre - Default title.
 * @param given - Clock and source of identifiers.
 * @returns The letter as it is written.
 * @internal
 */
export function completeEntree(
  lettre: LettreDeLiaisonEntree,
  titre: string,
  given: Given,
): LettreDeLiaisonEntreeComplete {
  return { ...completeHeader(lettre, titre, given), acte: withCode(lettre.acte) };
}

const HEADER_KEYS = Object.keys(headerFields);

/**
 * Takes the header out of a complete document.
 *
 * @param document - Header and body.
 * @returns The header alone.
 * @internal
 */
export function headerOf<T extends DocumentHeader>(document: T): DocumentHeader {
  const header: Record<string, unknown> = {};
  const members = document as DocumentHeader & Record<string, unknown>;
  for (const key of HEADER_KEYS) if (members[key] !== undefined) header[key] = members[key];
  return header as unknown as DocumentHeader;
}
