import type { Oid } from "@ldl/domain";
import type {
  Author,
  CodedValue,
  DescribableDocument,
  DocumentEntryOverrides,
  EntryUuid,
  OptionalMetadata,
  UniqueId,
  Visibility,
} from "@ldl/xds";

/** A document to put in the DMP. @public */
export interface DmpDocument {
  /** The CDA document: its bytes, or what a builder gave. Sent as it is, byte for byte. */
  readonly document: DescribableDocument;
  /** Who may not see it. Default: everybody may whom the rights allow. */
  readonly visibility?: readonly Visibility[];
  /** Metadata that the document does not give. */
  readonly overrides?: DocumentEntryOverrides;
  /** Metadata to leave out, for example `hash` and `size`. Default: none. */
  readonly omit?: readonly OptionalMetadata[];
  /** Entry of the document that this one replaces; `findEntryUuid` gives it. Default: it replaces nothing. */
  readonly replaces?: EntryUuid;
}

/** Documents put in the DMP together: of one patient, linked for readers, all or nothing. @public */
export interface DmpLot {
  /** The documents, one at least. */
  readonly documents: readonly DmpDocument[];
  /** Who sends the lot: `authorOfProfessional` or `authorOfSystem` of `@ldl/xds` makes it. */
  readonly author: Author;
  /** Kind of activity; `contentTypeCode` of `@ldl/xds` makes it. */
  readonly contentType: CodedValue;
  /** Title of the lot. */
  readonly titre?: string;
  /** Comments. */
  readonly commentaire?: string;
  /** Identifier of the lot. Default: a new one. */
  readonly uniqueId?: UniqueId & Oid;
}
