import { Buffer } from "node:buffer";
import { isLdlError } from "@ldl/domain";
import { PNG } from "pngjs";
import type { EmbeddedFile } from "../../read/embedded-file.ts";

/** Largest image drawn, in pixels: a decoded image takes four bytes a pixel. */
const MAX_PIXELS = 40_000_000;

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** An image that PDF/A-1 can hold. */
export interface PdfImage {
  readonly bytes: Buffer;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** Makes a PNG opaque, on white: PDF/A-1 knows no transparency. */
function opaquePng(bytes: Buffer): PdfImage | undefined {
  if (bytes.length < 24 || bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > MAX_PIXELS) return undefined;
  const image = PNG.sync.read(bytes);
  const { data } = image;
  for (let index = 0; index < data.length; index += 4) {
    const alpha = data[index + 3] ?? 255;
    if (alpha === 255) continue;
    for (let channel = index; channel < index + 3; channel++)
      data[channel] = Math.round(((data[channel] ?? 0) * alpha + 255 * (255 - alpha)) / 255);
    data[index + 3] = 255;
  }
  return { bytes: PNG.sync.write(image, { colorType: 2 }), width: image.width, height: image.height };
}

/** Place of the frame header of a JPEG, which gives its size and colours; `undefined` when there is none. */
function jpegFrame(bytes: Buffer): number | undefined {
  for (let index = 2; index + 9 < bytes.length; ) {
    if (bytes[index] !== 0xff) return undefined;
    const marker = bytes[index + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return index;
    index += 2 + bytes.readUInt16BE(index + 2);
  }
  return undefined;
}

/** A JPEG in grey or RGB; the colours of a printing press have no meaning in this PDF/A. */
function plainJpeg(bytes: Buffer): PdfImage | undefined {
  const frame = jpegFrame(bytes);
  if (frame === undefined) return undefined;
  const [height, width, components] = [bytes.readUInt16BE(frame + 5), bytes.readUInt16BE(frame + 7), bytes[frame + 9]];
  const isPlain = (components === 1 || components === 3) && width > 0 && height > 0;
  return isPlain ? { bytes, width, height } : undefined;
}

/**
 * Prepares an image for PDF/A-1: PNG made opaque, JPEG in grey or RGB.
 *
 * @param file - Image of the document.
 * @returns The image to draw; `undefined` for another format, a broken or an oversized image.
 */
export function pdfImage(file: EmbeddedFile): PdfImage | undefined {
  try {
    const bytes = Buffer.from(file.bytes());
    if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return opaquePng(bytes);
    return bytes[0] === 0xff && bytes[1] === 0xd8 ? plainJpeg(bytes) : undefined;
  } catch (error) {
    // A broken image is one that cannot be shown; whatever its decoder throws says no more.
    if (isLdlError(error) || error instanceof Error) return undefined;
    throw error;
  }
}
