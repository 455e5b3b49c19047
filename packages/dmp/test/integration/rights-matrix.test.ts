import { isLdlError } from "@ldl/domain";
import { createTestPki, type DmpServer, startDmp, type TestPki } from "@ldl/testbench";
import { contentTypeCode, type EntryUuid, type ReceivedDocumentEntry, type UniqueId } from "@ldl/xds";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccessMode, DmpClient, DmpContextInput, DmpTransport } from "../../src/index.ts";
import { cdaLetter } from "../support/cda-letter.ts";
import { lotOf, SENDER } from "../support/lot-input.ts";
import { PATIENT } from "../support/vihf-input.ts";
import {
  type Column,
  type ColumnName,
  clientOfColumn,
  columnsOf,
  contextOfColumn,
  transportOf,
} from "./support/columns.ts";

let pki: TestPki;
let dmp: DmpServer;
const clients = new Map<ColumnName, { readonly column: Column; readonly client: DmpClient }>();
const transports: DmpTransport[] = [];

beforeAll(async () => {
  pki = await createTestPki();
  dmp = await startDmp({ pki, patients: [{ ins: PATIENT.matricule }] });
  for (const [name, column] of Object.entries(columnsOf(pki)) as [ColumnName, Column][]) {
    const transport = transportOf(pki, column);
    transports.push(transport);
    clients.set(name, { column, client: clientOfColumn(column, { baseUrl: dmp.url, transport }) });
    await dmp.store.authorize({ ins: PATIENT.matricule, holder: column.userId });
    await dmp.store.authorize({ ins: PATIENT.matricule, holder: column.structure.id });
  }
});
afterAll(async () => {
  for (const transport of transports) await transport.close();
  await dmp.close();
});

function clientOf(name: ColumnName): { readonly column: Column; readonly client: DmpClient } {
  const found = clients.get(name);
  if (found === undefined) throw new Error("a column of the matrix expected");
  return found;
}

const sender = { author: SENDER, contentType: contentTypeCode("03") };
let count = 0;

/** A letter that nobody else deposits. */
function freshLot(visibility: readonly ("MASQUE_PS" | "INVISIBLE_PATIENT")[] = []) {
  count += 1;
  const document = cdaLetter({ id: `1.2.250.1.999.1.1.7898.6.${count}` });
  return { ...lotOf(), documents: [{ document, visibility }] };
}

/** Deposits a document that the caller owns: AIR may not feed, its structure does. */
async function deposit(name: ColumnName, visibility: readonly ("MASQUE_PS" | "INVISIBLE_PATIENT")[] = []) {
  const feeder = name.startsWith("AIR") ? clientOf("INDIRECTE") : clientOf(name);
  const { documentIds } = await feeder.client.submit(freshLot(visibility), contextOfColumn(feeder.column));
  return latest(documentIds[0]);
}

function latest(uniqueId: UniqueId): ReceivedDocumentEntry & { readonly id: EntryUuid; readonly uniqueId: UniqueId } {
  const entry = dmp.store.documents.findLast((one) => one.uniqueId === uniqueId);
  if (entry?.uniqueId === undefined || !entry.id.startsWith("urn:uuid:")) throw new Error("an entry expected");
  return { ...entry, uniqueId: entry.uniqueId, id: entry.id as EntryUuid };
}

interface Attempt {
  readonly name: ColumnName;
  readonly client: DmpClient;
  readonly context: DmpContextInput;
}

/** Lines of the matrix, each by the client and on a document of the caller. */
const LINES: Readonly<Record<string, (attempt: Attempt) => Promise<unknown>>> = {
  "TD0.2": ({ client, context }) => client.checkExistence(context),
  "TD0.3": ({ client, context }) => client.setAuthorization({ action: "AJOUT" }, context),
  "TD2.1": ({ client, context }) => client.submit(freshLot(), context),
  "TD3.1a": ({ client, context }) => client.findDocuments({}, context),
  "TD3.1b": async ({ name, client, context }) => client.findEntryUuid((await deposit(name)).uniqueId, context),
  "TD3.2": async ({ name, client, context }) =>
    client.retrieve([{ uniqueId: (await deposit(name)).uniqueId }], context),
  "TD3.3a mask": async ({ name, client, context }) => client.mask(await deposit(name), context, sender),
  "TD3.3a unmask": async ({ name, client, context }) =>
    client.unmask(await deposit(name, ["MASQUE_PS"]), context, sender),
  "TD3.3b": async ({ name, client, context }) =>
    client.makeVisible(await deposit(name, ["INVISIBLE_PATIENT"]), "INVISIBLE_PATIENT", context, sender),
  "TD3.3c": async ({ name, client, context }) => {
    const { id, uniqueId } = await deposit(name);
    return client.remove({ id, statut: "approved", uniqueId }, context, sender);
  },
  "TD3.3d": async ({ name, client, context }) => client.archive((await deposit(name)).id, context, sender),
};

/**
 * Accesses that are allowed, by line and column: N normal, R régulation, B bris de glace.
 * PDT-INF-526 v1.8 (direct, CPE, indirect) and PDT-INF-606 v1.3 (AIR).
 */
const MATRIX: Readonly<Record<keyof typeof LINES, Readonly<Record<ColumnName, string>>>> = {
  "TD0.2": { "PS non médecin": "NRB", médecin: "NRB", CPE: "N", INDIRECTE: "NR", "AIR PS": "NRB", "AIR non-PS": "N" },
  "TD0.3": { "PS non médecin": "N", médecin: "N", CPE: "N", INDIRECTE: "", "AIR PS": "N", "AIR non-PS": "N" },
  "TD2.1": { "PS non médecin": "NRB", médecin: "NRB", CPE: "N", INDIRECTE: "NR", "AIR PS": "", "AIR non-PS": "" },
  "TD3.1a": { "PS non médecin": "NRB", médecin: "NRB", CPE: "", INDIRECTE: "", "AIR PS": "NRB", "AIR non-PS": "" },
  "TD3.1b": { "PS non médecin": "NRB", médecin: "NRB", CPE: "N", INDIRECTE: "NR", "AIR PS": "NRB", "AIR non-PS": "N" },
  "TD3.2": { "PS non médecin": "NRB", médecin: "NRB", CPE: "", INDIRECTE: "", "AIR PS": "NRB", "AIR non-PS": "" },
  "TD3.3a mask": { "PS non médecin": "N", médecin: "N", CPE: "", INDIRECTE: "", "AIR PS": "N", "AIR non-PS": "" },
  "TD3.3a unmask": { "PS non médecin": "N", médecin: "N", CPE: "", INDIRECTE: "", "AIR PS": "N", "AIR non-PS": "" },
  "TD3.3b": { "PS non médecin": "N", médecin: "N", CPE: "", INDIRECTE: "", "AIR PS": "N", "AIR non-PS": "" },
  "TD3.3c": { "PS non médecin": "NRB", médecin: "NRB", CPE: "N", INDIRECTE: "NR", "AIR PS": "NRB", "AIR non-PS": "N" },
  "TD3.3d": { "PS non médecin": "N", médecin: "NRB", CPE: "", INDIRECTE: "", "AIR PS": "N", "AIR non-PS": "" },
};

const ACCESSES: readonly (readonly [letter: string, mode: AccessMode])[] = [
  ["N", "normal"],
  ["R", "centre_15"],
  ["B", "bris_de_glace"],
];

/** `done`, or how the caller is told that the matrix refuses. */
async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "done";
  } catch (error) {
    if (!isLdlError(error)) throw error;
    expect(error.retryable).toBe(false);
    return error.code === "LDL_DMP_ACCESS_REFUSED" ? `refused ${error.details.dmpCode ?? ""}` : error.code;
  }
}

describe.each(Object.keys(LINES))("%s", (line) => {
  it.each(Object.entries(MATRIX[line] ?? {}) as [ColumnName, string][])("%s: %s", async (name, allowed) => {
    const { column, client } = clientOf(name);
    for (const [letter, mode] of ACCESSES) {
      const context = contextOfColumn(column, mode);
      const before = dmp.log.length;
      const said = await outcome(LINES[line]?.({ name, client, context }) ?? Promise.resolve());
      // AIR may not feed: the client says so itself, and nothing is sent.
      const local = line === "TD2.1" && column.mode === "INDIRECTE_RENFORCEE";
      const refusal = local ? "LDL_DMP_NOT_ALLOWED" : "refused DMPAccessDeniedByRightsService";
      expect([letter, said]).toEqual([letter, allowed.includes(letter) ? "done" : refusal]);
      if (local) expect(dmp.log).toHaveLength(before);
      else expect(dmp.log.at(-1)).toMatchObject({ mode: column.mode, outcome: said === "done" ? "success" : "fault" });
    }
  });
});
