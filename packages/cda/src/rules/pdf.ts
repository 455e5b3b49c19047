/** Base64 of the longest start of a file in which a header may stand: `%PDF-` within 1 024 bytes. */
const HEAD_LENGTH = 1_368;
const PDF_HEADER = /^%PDF-1\.\d/;

/** XMP says the part of PDF/A as an element or as an attribute. */
const PDF_A_1 = [Buffer.from("pdfaid:part>1<"), Buffer.from('pdfaid:part="1"'), Buffer.from("pdfaid:part='1'")];

/** Whether base64 content starts like a PDF. @internal */
export function isPdf(base64: string): boolean {
  return PDF_HEADER.test(Buffer.from(base64.slice(0, HEAD_LENGTH), "base64").toString("latin1"));
}

/** Whether the XMP metadata of a PDF claim PDF/A-1, which wants them uncompressed. @internal */
export function isPdfA1(base64: string): boolean {
  const bytes = Buffer.from(base64, "base64");
  return PDF_A_1.some((claim) => bytes.includes(claim));
}
