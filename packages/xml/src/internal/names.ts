// Extensible Markup Language (XML) 1.0, fifth edition, productions 4 and 4a, without the colon.
const START =
  "A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}" +
  "\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}";
const PART = `${START}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`;

/** Almost every name; much quicker than what allows all of Unicode. */
const ASCII_NC_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const NC_NAME = new RegExp(`[${START}][${PART}]*`, "uy");
const NAME = new RegExp(`^[:${START}][:${PART}]*$`, "u");

/** The name without colon that starts at an index, `""` when none does. */
export function ncNameAt(text: string, index: number): string {
  NC_NAME.lastIndex = index;
  return NC_NAME.exec(text)?.[0] ?? "";
}

/** Tells whether a string is a name without colon. */
export function isNcName(name: string): boolean {
  return ASCII_NC_NAME.test(name) || (name !== "" && ncNameAt(name, 0) === name);
}

/** Tells whether a string is a name, wherever it has colons. */
export function isName(name: string): boolean {
  return NAME.test(name);
}
