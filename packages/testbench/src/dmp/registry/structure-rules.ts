import { attributeOf, childElements, selectElements, textContent, xpathOf } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import { isSignature, type SubmissionContext, type SubmissionRule } from "./submission.ts";

const METADATA = "XDSRegistryMetadataError";

function repeated(values: readonly (string | undefined)[]): readonly string[] {
  const known = values.filter((value) => value !== undefined);
  return [...new Set(known.filter((value, index) => known.indexOf(value) !== index))];
}

function identifiers({ set, documents, reading }: SubmissionContext): readonly string[] {
  return [set.id, ...documents.map(({ id }) => id), ...reading.associations.map(({ id }) => id)];
}

function members({ set, reading }: SubmissionContext, target: string) {
  return reading.associations.filter(
    (link) => link.type === "HasMember" && link.source === set.id && link.target === target,
  );
}

/**
 * How the objects of a submission hold together.
 *
 * @remarks IHE ITI TF-3 §4.2; DMP sample messages (TD2.1): namespaces, links and their spelling.
 */
export const STRUCTURE_RULES: readonly SubmissionRule[] = [
  {
    id: "LDL-DMP-EBRIM",
    code: METADATA,
    message: "métadonnée illisible",
    check: ({ reading }) =>
      reading.findings.map(({ rule, path, message }) => ({ location: path, context: `${message} (${rule})` })),
  },
  {
    id: "LDL-DMP-VALUE-LENGTH",
    code: METADATA,
    message: "valeur de plus de 256 caractères",
    check: ({ list }) =>
      selectElements(list, ".//Value")
        .filter((value) => textContent(value).length > 256)
        .map((value) => ({ location: xpathOf(value) })),
  },
  {
    id: "LDL-DMP-RIM-NAMESPACE",
    code: METADATA,
    message: "objet hors de l'espace de noms ebRIM 3.0",
    check: ({ list }) =>
      childElements(list)
        .filter(({ namespace }) => namespace !== NS.rim)
        .map(({ name }) => ({ location: name })),
  },
  {
    id: "LDL-DMP-ASSOCIATION-TYPE",
    code: METADATA,
    message: "type de lien attendu : URN complète, casse comprise",
    check: ({ list }) =>
      childElements(list, "Association")
        .filter((link) => !(attributeOf(link, "associationType") ?? "").startsWith("urn:"))
        .map((link) => ({ location: attributeOf(link, "id") ?? "" })),
  },
  {
    id: "LDL-DMP-OBJECT-TYPE",
    code: METADATA,
    message: "objectType d'une fiche attendu",
    check: ({ list }) =>
      childElements(list, "ExtrinsicObject")
        .filter((entry) => attributeOf(entry, "objectType") !== "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1")
        .map((entry) => ({ location: attributeOf(entry, "id") ?? "" })),
  },
  {
    id: "LDL-DMP-ID-REPEATED",
    code: METADATA,
    message: "identifiant d'objet répété",
    check: (context) => repeated(identifiers(context)).map((location) => ({ location })),
  },
  {
    id: "LDL-DMP-UNIQUEID-REPEATED",
    code: "XDSRegistryDuplicateUniqueIdInMessage",
    message: "uniqueId répété dans le message",
    check: ({ set, documents }) =>
      repeated([set.uniqueId, ...documents.map(({ uniqueId }) => uniqueId)]).map((location) => ({ location })),
  },
  {
    id: "LDL-DMP-MEMBER",
    code: METADATA,
    message: "chaque fiche a un lien HasMember avec le lot, et un seul, de statut Original",
    check: (context) =>
      context.documents
        .filter(({ id }) => {
          const [member, ...more] = members(context, id);
          return member?.submissionSetStatus !== "Original" || more.length > 0;
        })
        .map(({ id }) => ({ location: id })),
  },
  {
    id: "LDL-DMP-LINK-SOURCE",
    code: METADATA,
    message: "lien depuis un objet absent du message",
    check: (context) => {
      const known = new Set<string>([context.set.id, ...context.documents.map(({ id }) => id)]);
      return context.reading.associations
        .filter(({ source }) => !known.has(source))
        .map(({ id }) => ({ location: id }));
    },
  },
  {
    id: "LDL-DMP-SIGNS",
    code: METADATA,
    message: "lien signs attendu entre le document de signature et le lot, et là seulement",
    check: (context) => {
      const signatures = context.documents.filter(isSignature);
      const links = context.reading.associations.filter(({ type }) => type === "signs");
      const right = links.every(
        ({ source, target }) => target === context.set.id && signatures.some(({ id }) => id === source),
      );
      return right && links.length === signatures.length ? [] : [{ location: context.set.id }];
    },
  },
];
