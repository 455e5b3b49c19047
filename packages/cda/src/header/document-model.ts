import type { Code, DocumentKind } from "@ldl/domain";
import type { TemplateId } from "../read/document-kind.ts";
import type { Participant } from "./intervenants.ts";

/**
 * What tells one kind of document from another in the header.
 *
 * @internal
 */
export interface DocumentModel {
  /** Kind, for the exchange events. */
  readonly kind: DocumentKind;
  /** Templates after the two that every CI-SIS document has. */
  readonly templateIds: readonly TemplateId[];
  /** Type of the document (JDV_J07_XdsTypeCode_CISIS). */
  readonly code: Code;
  /** Templates that the kind adds to parts of the header. */
  readonly partTemplateIds?: {
    readonly destinataire?: readonly string[];
    readonly valideur?: readonly string[];
    readonly participant?: (participant: Participant) => readonly string[];
    readonly executant?: readonly string[];
  };
}
