import { Buffer } from "node:buffer";
import { isLdlError } from "@ldl/domain";
import { attributeOf, textContent, type XmlElement } from "@ldl/xml";
import { type EmbeddedFile, embeddedFileOf } from "../../read/embedded-file.ts";
import type { DocumentIndex } from "./document-index.ts";
import { claimOf } from "./pdf-claim.ts";
import type { SdkRule } from "./sdk-rule.ts";

/** An embedded file and the element that holds it. */
export interface HeldFile {
  readonly element: XmlElement;
  readonly mediaType: string;
  /** Its bytes; `undefined` when they cannot be decoded. */
  readonly bytes: () => Uint8Array | undefined;
}

/** Files by document: several rules look at the same ones, and decoding is dear. */
const FILES = new WeakMap<DocumentIndex, readonly HeldFile[]>();

/** Whatever says that it is base64, in document order by element name. */
export function heldFiles(document: DocumentIndex): readonly HeldFile[] {
  const known = FILES.get(document);
  if (known !== undefined) return known;
  const files = ["text", "value"].flatMap((name) =>
    document
      .all(name)
      .filter((element) => attributeOf(element, "representation")?.toUpperCase() === "B64")
      .map(heldFile),
  );
  FILES.set(document, files);
  return files;
}

function heldFile(element: XmlElement): HeldFile {
  const file = embeddedFileOf(element, { id: undefined, title: undefined, role: "attachment" });
  let decoded: { readonly bytes: Uint8Array | undefined } | undefined;
  return {
    element,
    mediaType: file.mediaType,
    bytes: () => {
      decoded ??= { bytes: decode(file) };
      return decoded.bytes;
    },
  };
}

function decode(file: EmbeddedFile): Uint8Array | undefined {
  try {
    return file.bytes();
  } catch (error) {
    if (isLdlError(error)) return undefined;
    throw error;
  }
}

/** First bytes of the files that a document may hold. */
const SIGNATURES: Readonly<Record<string, readonly string[]>> = {
  "image/png": ["89504e470d0a1a0a"],
  "image/jpeg": ["ffd8ff"],
  "image/gif": ["474946383761", "474946383961"],
  "image/tiff": ["49492a00", "4d4d002a"],
  "image/tif": ["49492a00", "4d4d002a"],
};

const isCompressed = (element: XmlElement): boolean => attributeOf(element, "compression") !== undefined;
const isPdfFile = ({ mediaType }: HeldFile): boolean => mediaType === "application/pdf";

/** Embedded files. */
export const FILE_RULES: readonly SdkRule[] = [
  {
    id: "LDL-V-FICHIER-BASE64",
    severity: "error",
    source: "HL7 CDA R2, type ED ; RFC 4648",
    path: "//text[@representation='B64'] | //value[@representation='B64']",
    message: "fichier incorporé dont la base 64 est vide, tronquée ou illisible",
    expected: "un fichier entier en base 64",
    *check(document) {
      for (const { element, bytes } of heldFiles(document)) {
        if (bytes() === undefined && !isCompressed(element)) yield { element };
      }
    },
  },
  {
    id: "LDL-V-FICHIER-COMPRESSE",
    severity: "warning",
    source: "HL7 CDA R2, type ED",
    path: "//@compression",
    message: "fichier incorporé compressé : peu de lecteurs l'ouvrent, et son contenu n'est pas contrôlé",
    expected: "un fichier sans attribut compression",
    *check(document) {
      for (const { element } of heldFiles(document)) if (isCompressed(element)) yield { element };
    },
  },
  {
    id: "LDL-V-FICHIER-TYPE",
    severity: "warning",
    source: "HL7 CDA R2, type ED",
    path: "//@mediaType",
    message: "fichier incorporé qui n'est pas du type annoncé",
    expected: "les premiers octets du type annoncé par mediaType",
    *check(document) {
      for (const { element, mediaType, bytes } of heldFiles(document)) {
        const signatures = SIGNATURES[mediaType];
        const content = signatures === undefined ? undefined : bytes();
        if (signatures === undefined || content === undefined) continue;
        const start = Buffer.from(content.subarray(0, 8)).toString("hex");
        if (!signatures.some((signature) => start.startsWith(signature))) yield { element, found: mediaType };
      }
    },
  },
  {
    id: "LDL-V-PDF-ENTETE",
    severity: "warning",
    source: "ISO 32000-1, 7.5.2",
    path: "//text[@mediaType='application/pdf'] | //value[@mediaType='application/pdf']",
    message: "contenu annoncé comme PDF et qui n'en est pas un",
    expected: "%PDF-1. au début du fichier",
    *check(document) {
      for (const file of heldFiles(document).filter(isPdfFile)) {
        const bytes = file.bytes();
        if (bytes !== undefined && claimOf(bytes).version === undefined) yield { element: file.element };
      }
    },
  },
  {
    id: "LDL-V-PDF-A1",
    severity: "warning",
    source: "CI-SIS, Volet Structuration minimale, corps non structuré ; ISO 19005-1",
    path: "//text[@mediaType='application/pdf'] | //value[@mediaType='application/pdf']",
    message: "PDF qui ne se déclare pas PDF/A-1 (la déclaration est lue, la conformité n'est pas vérifiée)",
    expected: "pdfaid:part = 1 dans les métadonnées XMP, non compressées",
    *check(document) {
      for (const file of heldFiles(document).filter(isPdfFile)) {
        const bytes = file.bytes();
        if (bytes === undefined) continue;
        const { version, part, conformance } = claimOf(bytes);
        if (version === undefined || part === "1") continue;
        const found = part === undefined ? "aucune déclaration PDF/A" : `PDF/A-${part}${conformance ?? ""}`;
        yield { element: file.element, found };
      }
    },
  },
  {
    id: "LDL-V-TEXTE-B64",
    severity: "warning",
    source: "CI-SIS, Volet Structuration minimale, corps non structuré",
    path: "/ClinicalDocument/component/nonXMLBody/text",
    message: "corps non structuré qui n'est pas en base 64",
    expected: "representation='B64'",
    *check(document) {
      for (const element of document.all("text")) {
        const isBody = element.parent?.localName === "nonXMLBody";
        const isBase64 = attributeOf(element, "representation")?.toUpperCase() === "B64";
        if (isBody && !isBase64 && textContent(element).trim() !== "") yield { element };
      }
    },
  },
];
