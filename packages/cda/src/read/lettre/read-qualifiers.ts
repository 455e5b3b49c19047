import type { XmlElement } from "@ldl/xml";
import { ENTRIES } from "../../codes/entry-templates.ts";
import { CERTITUDE, type Certitude, CRITICITE, type Criticite, SEVERITE, type Severite } from "../../codes/statuts.ts";
import type { Concept } from "../../codes/value-set.ts";
import { hl7Child } from "../datatypes/elements.ts";
import { type LetterContext, nameOfCode, relatedOf } from "./letter-context.ts";

const SEVERITY_TEMPLATE = ENTRIES.severite[2];
const STATUS_TEMPLATE = ENTRIES.statut[3];

function readQualifier<N extends string>(
  entry: XmlElement,
  template: string,
  concepts: Readonly<Record<N, Concept>>,
  context: LetterContext,
): N | undefined {
  const [observation] = relatedOf(entry, "observation", template);
  return observation === undefined ? undefined : nameOfCode(concepts, hl7Child(observation, "value"), context);
}

/** Reads the severity of a problem, an allergy or a reaction. */
export function readSeverite(entry: XmlElement, context: LetterContext): Severite | undefined {
  return readQualifier(entry, SEVERITY_TEMPLATE, SEVERITE, context);
}

/** Reads the clinical status of a problem or an allergy. */
export function readStatut<N extends string>(
  entry: XmlElement,
  concepts: Readonly<Record<N, Concept>>,
  context: LetterContext,
): N | undefined {
  return readQualifier(entry, STATUS_TEMPLATE, concepts, context);
}

/** Reads the criticality of an allergy. */
export function readCriticite(entry: XmlElement, context: LetterContext): Criticite | undefined {
  return readQualifier(entry, ENTRIES.criticite[0], CRITICITE, context);
}

/** Reads the certainty of a problem or an allergy. */
export function readCertitude(entry: XmlElement, context: LetterContext): Certitude | undefined {
  return readQualifier(entry, ENTRIES.certitude[0], CERTITUDE, context);
}
