import type { Concept } from "../codes/value-set.ts";
import type { Allergie, Allergies } from "../lettre-de-liaison/allergie.ts";
import type { CopiePdf } from "../lettre-de-liaison/contenu-base64.ts";
import type { Traitement, TraitementArrete, Traitements } from "../lettre-de-liaison/traitement.ts";
import { isMisshapen } from "./code-formats.ts";
import { isReversed, type Span } from "./dates.ts";
import { isPdf, isPdfA1 } from "./pdf.ts";
import type { Rule } from "./rule.ts";
import { optional, type Placed, pathsOf, placed } from "./walk-header.ts";

/** A coded item and the name of the member that holds its code. */
export type PlacedCode = Placed<Pick<Concept, "code" | "systeme">>;

/** Rule: what ends, ends after it begins. */
export function datesRule<T>(
  rule: Pick<Rule<T>, "source" | "path">,
  spansOf: (document: T) => readonly Placed<Span>[],
): Rule<T> {
  return {
    ...rule,
    id: "LDL-DATES",
    severity: "error",
    message: "date de fin antérieure à la date de début",
    check: (document) => pathsOf(spansOf(document), isReversed, ".fin"),
  };
}

/** Rule: a code has the shape of its system. */
export function codesRule<T>(
  rule: Pick<Rule<T>, "source" | "path">,
  codesOf: (document: T) => readonly PlacedCode[],
): Rule<T> {
  return {
    ...rule,
    id: "LDL-CODE-FORME",
    severity: "error",
    message: "code sans la forme des codes de ce système",
    check: (document) => pathsOf(codesOf(document), isMisshapen, ".code"),
  };
}

/** Rules on the PDF copy. @internal */
export function pdfCopyRules<T extends { readonly copiePdf?: CopiePdf | undefined }>(
  source: string,
): readonly Rule<T>[] {
  const path = "copiePdf.base64";
  return [
    {
      id: "LDL-PDF-001",
      severity: "error",
      source,
      path,
      message: "contenu PDF attendu (en-tête %PDF-1.)",
      check: ({ copiePdf }) => (copiePdf !== undefined && !isPdf(copiePdf.base64) ? [path] : []),
    },
    {
      id: "LDL-PDF-002",
      severity: "warning",
      source,
      path,
      message: "PDF/A-1 attendu : le fichier ne se déclare pas comme tel",
      check: ({ copiePdf }) => (copiePdf !== undefined && !isPdfA1(copiePdf.base64) ? [path] : []),
    },
  ];
}

/** Items of a list that may be stated as empty or unknown. */
export function itemsOf<T>(
  path: string,
  list:
    | { readonly etat: "renseigne"; readonly liste: readonly T[] }
    | { readonly etat: "aucun" | "inconnu" }
    | undefined,
): readonly Placed<T>[] {
  return list?.etat === "renseigne" ? placed(`${path}.liste`, list.liste) : [];
}

/** Places the code of each item that has one. */
export function codesOf<T>(
  items: readonly Placed<T>[],
  codeOf: (item: T) => PlacedCode[1] | undefined,
  member = ".code",
): readonly PlacedCode[] {
  return items.flatMap(([path, item]) => optional(`${path}${member}`, codeOf(item)));
}

/** Codes of treatments. */
export function treatmentCodes(path: string, treatments: Traitements | readonly TraitementArrete[] | undefined) {
  const items: readonly Placed<Pick<Traitement, "motif">>[] = isList(treatments)
    ? placed(path, treatments)
    : itemsOf(path, treatments);
  return codesOf(items, ({ motif }) => motif?.code, ".motif.code");
}

function isList(
  treatments: Traitements | readonly TraitementArrete[] | undefined,
): treatments is readonly TraitementArrete[] {
  return Array.isArray(treatments);
}

/** Codes of allergies, agents and reactions. */
export function allergyCodes(path: string, allergies: Allergies | undefined): readonly PlacedCode[] {
  const items: readonly Placed<Allergie>[] = itemsOf(path, allergies);
  return [
    ...codesOf(items, ({ agent }) => agent?.code, ".agent.code"),
    ...codesOf(items, ({ description }) => description?.code, ".description.code"),
    ...items.flatMap(([itemPath, { reactions }]) =>
      codesOf(placed(`${itemPath}.reactions`, reactions), ({ code }) => code),
    ),
  ];
}

/** Spans of allergies; a list of allergies lasts too. */
export function allergySpans(path: string, allergies: Allergies | undefined): readonly Placed<Span>[] {
  return allergies?.etat === "renseigne" ? [[path, allergies], ...itemsOf<Span>(path, allergies)] : [];
}

/** Rule: a list of allergies that is still followed has no end. */
export function allergyEndRule<T extends { readonly allergies?: Allergies | undefined }>(source: string): Rule<T> {
  return {
    id: "LDL-ALL-002",
    severity: "error",
    source,
    path: "allergies.fin",
    message: "une liste d'allergies suivie n'a pas de date de fin",
    check: ({ allergies }) =>
      allergies?.etat === "renseigne" &&
      allergies.fin !== undefined &&
      (allergies.suivi === "actif" || allergies.suivi === "suspendu")
        ? ["allergies.fin"]
        : [],
  };
}
