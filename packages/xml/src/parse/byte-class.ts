/** Starts a name, among ASCII characters (the colon apart). */
export const NAME_START = 1;
/** Continues a name, among ASCII characters (the colon apart). */
export const NAME_PART = 2;
/** White space. */
export const SPACE = 4;
/** Stops the loop over character data: `<`, `&`, `]`, a line feed, what XML forbids, more than one byte. */
export const TEXT_STOP = 8;
/** Stops the loop over an attribute value: a quote, `<`, `&`, white space but the space, what XML forbids, more bytes. */
export const VALUE_STOP = 16;
/** Stops the loop over a comment, an instruction or a CDATA section: a line feed, what XML forbids, more bytes. */
export const RAW_STOP = 32;

const EVERY_STOP = TEXT_STOP | VALUE_STOP | RAW_STOP;

function buildClasses(): Uint8Array {
  const classes = new Uint8Array(0x100);
  classes.fill(EVERY_STOP, 0, 0x20);
  classes[0x09] = SPACE | VALUE_STOP;
  classes[0x0a] = SPACE | EVERY_STOP;
  classes[0x0d] = SPACE | VALUE_STOP;
  classes[0x20] = SPACE;
  for (const quote of [0x22, 0x27]) classes[quote] = VALUE_STOP;
  for (const markup of [0x26, 0x3c]) classes[markup] = TEXT_STOP | VALUE_STOP;
  classes[0x5d] = TEXT_STOP;
  classes.fill(NAME_PART, 0x2d, 0x2f);
  classes.fill(NAME_PART, 0x30, 0x3a);
  for (const first of [0x41, 0x61]) classes.fill(NAME_START | NAME_PART, first, first + 26);
  classes[0x5f] = NAME_START | NAME_PART;
  // First bytes of characters of several bytes; those that follow them stop nothing.
  classes.fill(EVERY_STOP, 0xc0);
  return classes;
}

/** Class bits of every byte of UTF-8. */
export const BYTE_CLASS: Uint8Array = /* @__PURE__ */ buildClasses();
