import { attributeOf, childElements, selectElements, textContent, type XmlElement } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import { RegistryFailure } from "./registry-error.ts";

/** Values of a parameter: any of each list, and all the lists. */
export type QueryValues = readonly (readonly string[])[];

/** Parameters of a stored query, by the name of their slot. */
export type QueryParameters = ReadonlyMap<string, QueryValues>;

/** Refuses a parameter. */
export function refuseParameter(code: string, name: string, context: string): never {
  throw new RegistryFailure([{ code, context, location: name, rule: "LDL-DMP-QUERY-PARAMETER" }]);
}

const QUOTED = /^'((?:[^']|'')*)'$/;
const NUMBER = /^\d{1,20}$/;

function readValue(text: string, name: string): string {
  const quoted = QUOTED.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  if (!NUMBER.test(text)) refuseParameter("XDSRegistryError", name, "valeur entre apostrophes attendue");
  return text;
}

/** Values of one `rim:Value`: `'a'`, `20240131`, or `('a','b')`. */
function readValues(text: string, name: string, many: boolean): readonly string[] {
  const list = /^\((.*)\)$/s.exec(text)?.[1];
  if (!many) {
    if (list !== undefined)
      refuseParameter("XDSStoredQueryParamNumber", name, "une seule valeur attendue, sans parenthèses");
    return [readValue(text, name)];
  }
  if (list === undefined) refuseParameter("XDSStoredQueryParamNumber", name, "liste entre parenthèses attendue");
  const values = list.match(/'(?:[^']|'')*'|[^',\s]+/g) ?? [];
  if (values.join(",") !== list.replaceAll(/\s*,\s*/g, ",").trim()) {
    refuseParameter("XDSRegistryError", name, "liste illisible");
  }
  return values.map((value) => readValue(value, name));
}

/** Parameters that take a single value. @remarks IHE ITI TF-2 §3.18.4.1.2.3.7. */
const SINGLE =
  /PatientId$|From$|To$|SubmissionSetSourceId$|^\$patientId$|SubmissionSetAuthorPerson$|SubmissionSet(?:EntryUUID|UniqueId)$|MetadataLevel$/;

/** Reads the parameters of a query. @remarks IHE ITI TF-2 §3.18.4.1.2.3.5. */
export function readParameters(query: XmlElement): QueryParameters {
  const parameters = new Map<string, (readonly string[])[]>();
  for (const slot of childElements(query, "Slot", NS.rim)) {
    const name = attributeOf(slot, "name") ?? "";
    const many = !SINGLE.test(name);
    const texts = selectElements(slot, "r:ValueList/r:Value", { namespaces: { r: NS.rim } }).map((value) =>
      textContent(value).trim(),
    );
    if (texts.length === 0 || (!many && texts.length > 1)) {
      refuseParameter("XDSStoredQueryParamNumber", name, "nombre de valeurs incorrect");
    }
    const lists = parameters.get(name) ?? [];
    lists.push(texts.flatMap((text) => readValues(text, name, many)));
    parameters.set(name, lists);
  }
  return parameters;
}

/** First value of a parameter. */
export function firstValue(parameters: QueryParameters, name: string): string | undefined {
  return parameters.get(name)?.[0]?.[0];
}
