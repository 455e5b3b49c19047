import { EXTRACTION_COLUMNS, type ExtractionColumn } from "../../codes/extraction-columns.ts";
import type { DirectoryQuery } from "../directory.ts";
import { searchKey, townKey } from "../search-key.ts";
import { MAILBOXES } from "./tables.ts";

/** Which rows `m` of the directory are read. */
export interface Condition {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A test of the row of that name. */
type Test = (row: string) => string;
type Bind = (value: string) => string;

function cell(row: string, column: ExtractionColumn): string {
  return `split_part(${row}.line, '|', ${EXTRACTION_COLUMNS.findIndex(([name]) => name === column) + 1})`;
}

const isAttached: Test = (row) => `(${row}.structure <> '' OR ${cell(row, "structureName")} <> '')`;

function whoTests({ name = "", givenName }: DirectoryQuery, bind: Bind): readonly Test[] {
  const nameKey = bind(searchKey(name));
  const isNamed: Test = (row) => `${row}.name_key = ${nameKey} AND ${row}.name_key <> ''`;
  if (givenName === undefined) return [isNamed];
  const beginning = bind(searchKey(givenName));
  return [isNamed, (row) => `starts_with(${row}.given_key, ${beginning})`];
}

function whereTests({ finess, city, postalCode }: DirectoryQuery, bind: Bind): readonly Test[] {
  const tests: Test[] = [];
  if (finess !== undefined) {
    const ids = [bind(finess), bind(`1${finess}`)].join(", ");
    tests.push((row) => `${row}.structure IN (${ids})`);
  }
  if (city !== undefined) {
    const town = bind(townKey(city));
    tests.push((row) => `${row}.town_key = ${town}`);
  }
  if (postalCode !== undefined) {
    const code = bind(postalCode);
    tests.push((row) => `${cell(row, "postalCode")} = ${code}`);
  }
  return tests;
}

function all(tests: readonly Test[], row: string): string {
  return tests.map((test) => test(row)).join(" AND ");
}

/**
 * The mailboxes of the people whom a query names, where it says. One attached to no structure comes along when its holder has
 * another there. The profession is left to {@link keepMatches}: its label is not folded in the table.
 */
export function personCondition(query: DirectoryQuery): Condition {
  if (query.rpps !== undefined) return { text: "m.person = $1", values: [`8${query.rpps}`] };
  const values: string[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const who = whoTests(query, bind);
  const where = whereTests(query, bind);
  if (where.length === 0) return { text: all(who, "m"), values };
  const here = [isAttached, ...where];
  const holderIsHere = `EXISTS (
    SELECT 1 FROM ${MAILBOXES} h WHERE h.person = m.person AND h.person <> '' AND ${all([...who, ...here], "h")}
  )`;
  return { text: `${all(who, "m")} AND (${all(here, "m")} OR NOT ${isAttached("m")} AND ${holderIsHere})`, values };
}

/** The mailboxes of a structure itself. */
export function structureCondition(finess: string): Condition {
  return { text: "m.structure IN ($1, $2) AND m.person = ''", values: [finess, `1${finess}`] };
}

/** The mailboxes of one address. */
export function addressCondition(address: string): Condition {
  return { text: "m.address_key = $1", values: [address.toLowerCase()] };
}
