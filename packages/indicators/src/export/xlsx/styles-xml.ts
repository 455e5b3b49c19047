import { escapeMarkup } from "../escape-markup.ts";
import type { CellStyle } from "./workbook.ts";

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** First number that the format leaves to a workbook's own number formats. ECMA-376 part 1, 18.8.30. */
const FIRST_OWN_FORMAT = 164;

const FILLS: Readonly<Record<NonNullable<CellStyle["fill"]>, string>> = {
  head: "FFE3EAF2",
  total: "FFF1F1EC",
  met: "FFDDEFE2",
  notMet: "FFF9E1DC",
};

/** A list without duplicates whose places are what the cells refer to. */
class Register {
  readonly items: string[];

  constructor(first: readonly string[]) {
    this.items = [...first];
  }

  place(item: string): number {
    const known = this.items.indexOf(item);
    return known === -1 ? this.items.push(item) - 1 : known;
  }
}

function fontXml({ bold, size, muted }: CellStyle): string {
  const color = muted === true ? '<color rgb="FF5B6570"/>' : '<color rgb="FF1B2530"/>';
  return `<font>${bold === true ? "<b/>" : ""}<sz val="${size ?? 10}"/>${color}<name val="Calibri"/><family val="2"/></font>`;
}

function fillXml({ fill }: CellStyle): string {
  if (fill === undefined) return '<fill><patternFill patternType="none"/></fill>';
  return `<fill><patternFill patternType="solid"><fgColor rgb="${FILLS[fill]}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function borderXml({ border }: CellStyle): string {
  const side = (name: string): string =>
    border === true ? `<${name} style="thin"><color rgb="FF9AA5B1"/></${name}>` : `<${name}/>`;
  return `<border>${["left", "right", "top", "bottom"].map(side).join("")}<diagonal/></border>`;
}

/** Styles of a workbook, collected while its cells are written. */
export class StyleBook {
  readonly #fonts = new Register([fontXml({})]);
  // ECMA-376 part 1, 18.8.21: the first two fills are reserved.
  readonly #fills = new Register([fillXml({}), '<fill><patternFill patternType="gray125"/></fill>']);
  readonly #borders = new Register([borderXml({})]);
  readonly #formats = new Register([]);
  readonly #cells = new Register(['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']);

  /** Number by which a cell refers to a style. */
  place(style: CellStyle | undefined): number {
    if (style === undefined) return 0;
    const format = style.format === undefined ? 0 : FIRST_OWN_FORMAT + this.#formats.place(style.format);
    const parts = `numFmtId="${format}" fontId="${this.#fonts.place(fontXml(style))}" fillId="${this.#fills.place(fillXml(style))}" borderId="${this.#borders.place(borderXml(style))}"`;
    const horizontal = style.align === undefined ? "" : ` horizontal="${style.align}"`;
    const wrap = style.wrap === true ? ' wrapText="1"' : "";
    const alignment = `<alignment vertical="top"${horizontal}${wrap}/>`;
    const applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"';
    return this.#cells.place(`<xf ${parts} xfId="0" ${applied}>${alignment}</xf>`);
  }

  /** The part `xl/styles.xml`. */
  toXml(): string {
    const formats = this.#formats.items.map(
      (code, index) => `<numFmt numFmtId="${FIRST_OWN_FORMAT + index}" formatCode="${escapeMarkup(code)}"/>`,
    );
    const list = (name: string, items: readonly string[]): string =>
      items.length === 0 ? "" : `<${name} count="${items.length}">${items.join("")}</${name}>`;
    return `${HEADER}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${list("numFmts", formats)}${list("fonts", this.#fonts.items)}${list("fills", this.#fills.items)}${list("borders", this.#borders.items)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list("cellXfs", this.#cells.items)}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  }
}
