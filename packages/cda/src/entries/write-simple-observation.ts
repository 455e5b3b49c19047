import type { CdaWriter } from "../build/cda-writer.ts";
import type { ObservationModel } from "../codes/entry-templates.ts";
import { codeAttributes, type WrittenCode, writeCode } from "../datatypes/write-code.ts";
import { type Time, writeTimeOrNull } from "../datatypes/write-time.ts";
import type { AuteurEntree } from "../lettre-de-liaison/auteur-entree.ts";
import type { Reponse } from "../lettre-de-liaison/synthese-sejour.ts";
import { writeEntryAuthor, writeEntryHead, writeReference } from "./write-entry-parts.ts";

/** Value of a simple observation, by its type. */
export type ObservationValue =
  | { readonly type: "CE" | "CD"; readonly code: WrittenCode }
  | { readonly type: "ST"; readonly texte: string }
  | { readonly type: "BL"; readonly reponse: Reponse };

/** A simple observation (FR-Simple-Observation). */
export interface SimpleObservation {
  readonly model: ObservationModel;
  /** ID of the wording. */
  readonly id: string;
  readonly date?: Time | undefined;
  /** Why there is no date. Default: `UNK`. */
  readonly nullFlavor?: "UNK" | "NA";
  readonly valeur: ObservationValue;
  readonly auteur?: AuteurEntree | undefined;
}

const BOOLEANS: Readonly<Record<Reponse, Readonly<Record<string, string>>>> = {
  oui: { "xsi:type": "BL", value: "true" },
  non: { "xsi:type": "BL", value: "false" },
  inconnu: { "xsi:type": "BL", nullFlavor: "UNK" },
};

function writeValue({ xml }: CdaWriter, value: ObservationValue): void {
  if (value.type === "ST") xml.element("value", { "xsi:type": "ST" }, value.texte);
  else if (value.type === "BL") xml.element("value", BOOLEANS[value.reponse]);
  else xml.element("value", { "xsi:type": value.type, ...codeAttributes(value.code) });
}

/** Writes a simple observation. */
export function writeSimpleObservation(writer: CdaWriter, observation: SimpleObservation): void {
  const { xml } = writer;
  xml.start("observation", { classCode: "OBS", moodCode: "EVN" });
  writeEntryHead(writer, observation.model.templateIds);
  writeCode(xml, "code", observation.model.code);
  writeReference(writer, "text", observation.id);
  xml.element("statusCode", { code: "completed" });
  writeTimeOrNull(xml, "effectiveTime", observation.date, observation.nullFlavor ?? "UNK");
  writeValue(writer, observation.valeur);
  writeEntryAuthor(writer, observation.auteur);
  xml.end();
}
