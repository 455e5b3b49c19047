import { hl7Child, present, readHeaderCode, some } from "@ldl/cda";
import type { XmlElement } from "@ldl/xml";
import type { Bloc } from "../model/bloc.ts";
import type { BioContext } from "./bio-context.ts";
import { readTranslation } from "./read-analyse.ts";
import { readBatterie } from "./read-batterie.ts";
import { readIsolat } from "./read-isolat.ts";
import { isIsolate, readGroupFacts, readMembers } from "./read-members.ts";
import { readResultat } from "./read-resultat.ts";

/** Deepest nesting of groups read: a hostile document goes deeper, a report has three. */
const MAX_NESTING = 8;

type Element = Bloc["elements"][number];

function readElements(entries: readonly XmlElement[], depth: number, context: BioContext): readonly Element[] {
  const elements: Element[] = [];
  for (const entry of entries) {
    if (entry.localName === "observation") {
      elements.push({ genre: "resultat", ...readResultat(entry, context) });
      continue;
    }
    const { group, nested } = isIsolate(entry) ? readIsolat(entry, context) : readBatterie(entry, context);
    elements.push(group);
    if (depth < MAX_NESTING) elements.push(...readElements(nested, depth + 1, context));
  }
  return elements;
}

/**
 * Reads a block of results.
 *
 * @param act - Act of FR-Resultats-examens-de-biologie-medicale.
 * @param context - Where what is wrong is reported.
 * @returns The block; no element when the report has no result yet.
 */
export function readBloc(act: XmlElement, context: BioContext): Bloc {
  const { entries, prelevements, remarks } = readMembers(act, context);
  const { facts, automates } = readGroupFacts(act, remarks, context);
  const codeElement = hl7Child(act, "code");
  const code = readHeaderCode(codeElement, context);
  return {
    ...present({ code, codeLocal: readTranslation(codeElement, context) }),
    ...facts,
    ...present({ prelevements: some(prelevements) }),
    elements: readElements(entries, 0, context),
    ...present({ automates: some(automates) }),
  };
}
