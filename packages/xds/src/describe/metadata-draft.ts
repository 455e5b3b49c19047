import type { DocumentEntry } from "../model/document-entry.ts";

/** Where the value of a metadata comes from. @public */
export type MetadataOrigin = "document" | "table" | "computed" | "override";

/** How one metadata got its value: slot <- path <- value. Holds health data: not for logs. @public */
export interface MetadataTrace {
  /** The metadata. */
  readonly slot: keyof DocumentEntry;
  /** `document` read in the header, `table` deduced from it, `computed` from the bytes, `override` given by the caller. */
  readonly origin: MetadataOrigin;
  /** Path in the document, from `ClinicalDocument`. */
  readonly path?: string;
  /** Association table and its release. */
  readonly table?: string;
  /** The value, each as written in ebRIM; none when the document has none and none is due. */
  readonly values: readonly string[];
}

/** What a mapping says of one metadata. */
export interface Mapped<K extends keyof DocumentEntry> {
  readonly origin: MetadataOrigin;
  readonly path?: string;
  readonly table?: string;
  readonly value: DocumentEntry[K] | undefined;
}

/** Every metadata that the mapping gives, with what it says of it; the value is not checked yet. */
export type MetadataDraft = { readonly [K in keyof DocumentEntry]?: Mapped<K> };
