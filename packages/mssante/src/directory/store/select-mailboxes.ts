import { MssanteAddress, type SqlDatabase, type SqlRow } from "@ldl/domain";
import { definedOnly } from "../../internal/defined-only.ts";
import { runQuery } from "../../internal/store-guard.ts";
import type { DirectoryMailbox, DirectoryPerson, DirectoryStructure } from "../directory.ts";
import { cellsOf, type ExtractionCells } from "../extraction/extraction-line.ts";
import type { Condition } from "./conditions.ts";
import { MAILBOXES } from "./tables.ts";

/** Mailboxes given back at most for one search: beyond, the query says too little. */
const MAX_MAILBOXES = 1000;
const PAGE_ROWS = 1000;

function cellText(cell: string): string | undefined {
  return cell === "" ? undefined : cell;
}

function personOf(cells: ExtractionCells): DirectoryPerson | undefined {
  const idNat = cells.personIdNat === "" ? cells.personIdType + cells.personId : cells.personIdNat;
  if (idNat === "" && cells.name === "") return undefined;
  return {
    name: cells.name,
    ...definedOnly({
      idNat: cellText(idNat),
      givenName: cellText(cells.givenName),
      civility: cellText(cells.civility),
      professionCode: cellText(cells.professionCode),
      profession: cellText(cells.profession),
      speciality: cellText(cells.speciality),
    }),
  };
}

function structureOf(cells: ExtractionCells): DirectoryStructure | undefined {
  if (cells.structureId === "" && cells.structureName === "") return undefined;
  return definedOnly({
    id: cellText(cells.structureId),
    name: cellText(cells.structureName) ?? cellText(cells.structureSign),
    postalCode: cellText(cells.postalCode),
    city: cellText(cells.postalLine.replace(/^\d[\dAB]\d{3}\s+/, "")),
  });
}

function mailboxOf(row: SqlRow): DirectoryMailbox {
  const cells = cellsOf(String(row["line"]));
  return {
    // Checked when it was imported.
    address: MssanteAddress.parse(cells.address),
    type: cells.type,
    ...definedOnly({
      zeroPaper: cells.zeroPaper === "" ? undefined : /^(?:O|OUI|1|TRUE|VRAI)$/i.test(cells.zeroPaper),
      service: cellText(cells.service),
      person: personOf(cells),
      structure: structureOf(cells),
    }),
  };
}

/** What was read, and whether that is all. */
interface Selected {
  readonly mailboxes: readonly DirectoryMailbox[];
  readonly complete: boolean;
}

/**
 * Reads the rows of a condition page by page, and keeps those that fit: no more is in memory than a page and what is kept.
 *
 * @param database - Where the directory is.
 * @param condition - Which rows are read.
 * @param keep - Which of their mailboxes fit.
 * @param signal - Stops between two pages.
 */
export async function selectMailboxes(
  database: SqlDatabase,
  { text, values }: Condition,
  keep: (mailboxes: readonly DirectoryMailbox[]) => readonly DirectoryMailbox[],
  signal: AbortSignal | undefined,
): Promise<Selected> {
  const last = `$${values.length + 1}::uuid`;
  const statement = `SELECT m.key::text AS key, m.line FROM ${MAILBOXES} m
    WHERE ${text} AND (${last} IS NULL OR m.key > ${last}) ORDER BY m.key LIMIT ${PAGE_ROWS}`;
  const kept: DirectoryMailbox[] = [];
  for (let after: unknown = null; ; ) {
    signal?.throwIfAborted();
    const { rows } = await runQuery(database, "directory.search", statement, [...values, after]);
    kept.push(...keep(rows.map(mailboxOf)));
    if (kept.length > MAX_MAILBOXES) return { mailboxes: kept.slice(0, MAX_MAILBOXES), complete: false };
    if (rows.length < PAGE_ROWS) return { mailboxes: kept, complete: true };
    after = rows.at(-1)?.["key"];
  }
}
