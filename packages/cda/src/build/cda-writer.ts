import { createXmlWriter, type XmlWriter } from "@ldl/xml";
import { createReferenceRegistry, type ReferenceRegistry } from "./reference-registry.ts";

/** What the parts of a document are written with. @internal */
export interface CdaWriter {
  /** Where the markup goes. */
  readonly xml: XmlWriter;
  /** IDs of the narrative and references to them. */
  readonly references: ReferenceRegistry;
  /** Makes the UUID of an entry or of a section. */
  readonly newId: () => string;
}

/** Options of {@link createCdaWriter}. @internal */
export interface CreateCdaWriterOptions {
  /** Source of UUIDs, in upper case. */
  readonly newId: () => string;
  /** `spaces` puts each element on its own line, for reading by people. Default: `none`. */
  readonly indentation?: "none" | "spaces";
}

/**
 * Creates the writer of one document.
 *
 * @param options - Source of identifiers and layout.
 * @returns The writer.
 * @internal
 */
export function createCdaWriter(options: CreateCdaWriterOptions): CdaWriter {
  return {
    xml: createXmlWriter({ indentation: options.indentation ?? "none" }),
    references: createReferenceRegistry(),
    newId: options.newId,
  };
}
