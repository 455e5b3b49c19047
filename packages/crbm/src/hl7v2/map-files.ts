import { Buffer } from "node:buffer";
import { present } from "@ldl/cda";
import type { z } from "zod";
import type { Image } from "../model/bloc.ts";
import type { Hl7Segment, Hl7Value } from "./hl7-segment.ts";
import { MEDIA_TYPES } from "./hl7-tables.ts";
import { labelOf } from "./map-codes.ts";
import type { OruContext } from "./oru-context.ts";

type MediaType = (typeof MEDIA_TYPES)[string];

/** A file of an observation. */
export interface OruFile {
  readonly mediaType: MediaType;
  readonly base64: string;
}

/** Media type: by the subtype (ED.3), else by the type (ED.2), either of which may be a whole one: `application/pdf`. */
function mediaTypeOf(value: Hl7Value): MediaType | undefined {
  const names = [value.words(3), value.words(2)].map((name) => name.replace(/^.*\//, "").toUpperCase());
  return names.flatMap((name) => MEDIA_TYPES[name] ?? [])[0];
}

function bytesOf(value: Hl7Value): Buffer | undefined {
  const data = value.words(5);
  const bare = data.replace(/\s/g, "");
  switch (value.words(4).toUpperCase()) {
    case "BASE64":
    case "B64":
      return /^[A-Za-z0-9+/]+={0,2}$/.test(bare) && bare.length % 4 === 0 ? Buffer.from(bare, "base64") : undefined;
    case "HEX":
      return /^(?:[0-9A-Fa-f]{2})+$/.test(bare) ? Buffer.from(bare, "hex") : undefined;
    case "A":
    case "":
      return Buffer.from(data, "utf8");
    default:
      return undefined;
  }
}

/**
 * Reads the file of an observation (ED).
 *
 * @param obx - OBX.
 * @param context - Where a file that cannot be read is reported.
 * @returns The file, if any.
 */
export function readFile(obx: Hl7Segment, context: OruContext): OruFile | undefined {
  const value = obx.first(5);
  const mediaType = value === undefined ? undefined : mediaTypeOf(value);
  const bytes = value === undefined ? undefined : bytesOf(value);
  if (mediaType !== undefined && bytes !== undefined && bytes.length > 2)
    return { mediaType, base64: bytes.toString("base64") };
  context.find("LDL-HL7-FILE", obx, 5);
  return undefined;
}

/** The image that a file is, if it is one that a report shows. */
export function imageOf({ mediaType, base64 }: OruFile, label: string): z.input<typeof Image> | undefined {
  if (mediaType === "application/pdf" || mediaType === "text/plain") return undefined;
  return { mediaType, base64, ...present({ legende: labelOf(label) }) };
}
