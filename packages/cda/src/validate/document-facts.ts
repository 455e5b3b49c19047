import { childElements, selectFirst, type XmlDocument, type XmlElement } from "@ldl/xml";
import { NAMESPACES } from "../codes/namespaces.ts";
import { readTemplateIds, type TemplateId } from "../read/document-kind.ts";

/** What of a document decides which rules apply to it. */
export interface DocumentFacts {
  /** `ClinicalDocument`, wherever it stands: a self-displaying document carries it inside a style sheet. */
  readonly clinicalDocument: XmlElement | undefined;
  readonly templateIds: readonly TemplateId[];
  /** A body that is a file, not sections. */
  readonly isLevel1: boolean;
  /** Schematrons that the document names for the oXygen editor, as the examples of the kit do. */
  readonly namedSchematrons: readonly string[];
}

/** Reads what decides which rules apply. */
export function readFacts(document: XmlDocument): DocumentFacts {
  const clinicalDocument = findClinicalDocument(document.root);
  const component = clinicalDocument === undefined ? undefined : childElements(clinicalDocument, "component")[0];
  return {
    clinicalDocument,
    templateIds: clinicalDocument === undefined ? [] : readTemplateIds(clinicalDocument),
    isLevel1: component !== undefined && childElements(component, "nonXMLBody", NAMESPACES.hl7).length > 0,
    namedSchematrons: document.before.flatMap((node) => {
      if (node.kind !== "instruction" || node.target !== "oxygen") return [];
      const named = /\bSCHSchema="([^"]*)"/.exec(node.value)?.[1];
      return named === undefined ? [] : [named];
    }),
  };
}

function findClinicalDocument(root: XmlElement): XmlElement | undefined {
  const isRoot = root.localName === "ClinicalDocument" && root.namespace === NAMESPACES.hl7;
  return isRoot ? root : selectFirst(root, "//h:ClinicalDocument", { namespaces: { h: NAMESPACES.hl7 } });
}
