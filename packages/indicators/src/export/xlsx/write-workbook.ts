import { strToU8, zipSync } from "fflate";
import { escapeMarkup } from "../escape-markup.ts";
import { sheetXml } from "./sheet-xml.ts";
import { StyleBook } from "./styles-xml.ts";
import { columnName, type Sheet } from "./workbook.ts";

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** What the file says of itself. */
export interface WorkbookProperties {
  readonly title: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly application: string;
}

function quotedName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** Print area of each sheet, and the heads repeated on its pages. */
function definedNames(sheets: readonly Sheet[]): string {
  const names = sheets.flatMap((sheet, index) => {
    const width = Math.max(1, ...sheet.rows.map((row) => row.length));
    const area = `${quotedName(sheet.name)}!$A$1:$${columnName(width - 1)}$${Math.max(1, sheet.rows.length)}`;
    const defined = (name: string, text: string): string =>
      `<definedName name="_xlnm.${name}" localSheetId="${index}">${escapeMarkup(text)}</definedName>`;
    const head = sheet.printedHead;
    const titles =
      head === undefined ? [] : [defined("Print_Titles", `${quotedName(sheet.name)}!$${head[0]}:$${head[1]}`)];
    return [defined("Print_Area", area), ...titles];
  });
  return `<definedNames>${names.join("")}</definedNames>`;
}

function workbookXml(sheets: readonly Sheet[]): string {
  const list = sheets.map(
    (sheet, index) => `<sheet name="${escapeMarkup(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${HEADER}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${list.join("")}</sheets>${definedNames(sheets)}<calcPr calcId="0" fullCalcOnLoad="1"/></workbook>`;
}

function relationsXml(items: readonly (readonly [type: string, target: string])[]): string {
  const list = items.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${list.join("")}</Relationships>`;
}

function contentTypesXml(count: number): string {
  const part = (name: string, type: string): string => `<Override PartName="${name}" ContentType="${type}"/>`;
  const sheets = Array.from({ length: count }, (_, n) =>
    part(`/xl/worksheets/sheet${n + 1}.xml`, `${SPREADSHEET}.worksheet+xml`),
  );
  return `${HEADER}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("/xl/workbook.xml", `${SPREADSHEET}.sheet.main+xml`)}${part("/xl/styles.xml", `${SPREADSHEET}.styles+xml`)}${sheets.join("")}${part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")}${part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")}</Types>`;
}

/** Title, date and language, no author. */
function coreXml({ title, createdAt }: WorkbookProperties): string {
  const date = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${createdAt}</dcterms:${name}>`;
  return `${HEADER}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeMarkup(title)}</dc:title><dc:language>fr-FR</dc:language>${date("created")}${date("modified")}</cp:coreProperties>`;
}

/**
 * Writes an XLSX file (ECMA-376): the few parts that a table needs, the same bytes for the same content.
 */
export function writeWorkbook(sheets: readonly Sheet[], properties: WorkbookProperties): Uint8Array {
  const styles = new StyleBook();
  const pages = sheets.map((sheet) => sheetXml(sheet, styles));
  const sheetRelations = sheets.map(
    (_, index) => [`${RELATIONS}/worksheet`, `worksheets/sheet${index + 1}.xml`] as const,
  );
  const parts: Record<string, string> = {
    "[Content_Types].xml": contentTypesXml(sheets.length),
    "_rels/.rels": relationsXml([
      [`${RELATIONS}/officeDocument`, "xl/workbook.xml"],
      [`${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"],
      [`${RELATIONS}/extended-properties`, "docProps/app.xml"],
    ]),
    "docProps/core.xml": coreXml(properties),
    "docProps/app.xml": `${HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>${escapeMarkup(properties.application)}</Application></Properties>`,
    "xl/workbook.xml": workbookXml(sheets),
    "xl/_rels/workbook.xml.rels": relationsXml([...sheetRelations, [`${RELATIONS}/styles`, "styles.xml"]]),
    "xl/styles.xml": styles.toXml(),
    ...Object.fromEntries(pages.map((xml, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml])),
  };
  const files = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]));
  // A date of its own in local time: zip stores local fields, so the bytes do not depend on the zone of the machine.
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) });
}
