import { Buffer } from "node:buffer";

/**
 * Tells whether a text is base64 without line ends, in which nothing is to be escaped, refused or replaced. A long text most often is: a
 * file. Decoding and encoding it again takes a fifth of the time of looking at each of its characters.
 */
export function isBase64(text: string): boolean {
  return Buffer.from(text, "base64").toString("base64") === text;
}
