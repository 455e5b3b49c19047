import type { CdaWriter } from "../build/cda-writer.ts";
import type { SectionModel } from "../codes/section-models.ts";
import { writeCode } from "../datatypes/write-code.ts";
import { writeTemplateIds } from "../datatypes/write-identifier.ts";

/** What the sections of a letter are written with. @internal */
export interface BodyContext {
  readonly writer: CdaWriter;
  /** Whether sections have entries (level 3); without them they have no templates either, which would want some. */
  readonly entries: boolean;
}

/** The two faces of a section. @internal */
export interface SectionContent {
  /** Writes what stands in `text`. */
  readonly narrative: (writer: CdaWriter) => void;
  /** Writes the entries. Left out, the section has none. */
  readonly entries?: (writer: CdaWriter) => void;
}

/** Writes a section of first level. @internal */
export function writeSection({ writer, entries }: BodyContext, model: SectionModel, content: SectionContent): void {
  const { xml, newId } = writer;
  xml.start("component").start("section");
  if (entries) writeTemplateIds(xml, model.templateIds);
  xml.element("id", { root: newId() });
  writeCode(xml, "code", model.code);
  xml.element("title", undefined, model.titre);
  xml.start("text");
  content.narrative(writer);
  xml.end();
  if (entries) content.entries?.(writer);
  xml.end().end();
}
