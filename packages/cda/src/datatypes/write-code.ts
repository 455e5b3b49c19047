import type { XmlWriter } from "@ldl/xml";
import type { NamedCode } from "../codes/systemes.ts";

/** A code as it is written: a code of the domain, or a concept of a value set. @internal */
export interface WrittenCode extends NamedCode {}

/** Attributes of a coded element. @internal */
export function codeAttributes(code: WrittenCode): Record<string, string | undefined> {
  return {
    code: code.code,
    displayName: code.libelle,
    codeSystem: code.systeme,
    codeSystemName: code.nomSysteme,
  };
}

/** Writes a coded element. @internal */
export function writeCode(xml: XmlWriter, name: string, code: WrittenCode): void {
  xml.element(name, codeAttributes(code));
}

/** Writes a coded element when there is a code. @internal */
export function writeOptionalCode(xml: XmlWriter, name: string, code: WrittenCode | undefined): void {
  if (code !== undefined) writeCode(xml, name, code);
}
