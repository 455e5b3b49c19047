import { parseInput, type SqlExecutor } from "@ldl/domain";
import { z } from "zod";
import { ENGINE } from "../engine.ts";
import { type QueryRunner, sha256 } from "../queries/run-query.ts";
import { numbered } from "../queries/sql-text.ts";
import type { CountingContext } from "../report/counting-context.ts";
import type { EvidenceSeal } from "../report/indicator-report.ts";
import { runSql } from "../store/sql-guard.ts";
import { chainNext, chainStart, type EvidenceFigure, type EvidenceHeader } from "./evidence-chain.ts";
import { EvidenceRow, letterEvidenceText, reportEvidenceText } from "./evidence-queries.ts";

/** Rows fetched at a time: the lists are never whole in memory. */
const FETCH_ROWS = 5_000;
const Rows = z.array(EvidenceRow);

/** Receives each line of each list. */
export type WriteEvidence = (figure: EvidenceFigure, line: string) => void | Promise<void>;

interface Chain {
  readonly figure: EvidenceFigure;
  count: number;
  head: string;
}

/** Runs a statement through a cursor and hands its rows over in batches. */
async function* fetched(
  executor: SqlExecutor,
  text: string,
  parameters: readonly string[],
): AsyncGenerator<EvidenceRow> {
  await runSql(executor, "evidence", `DECLARE ind_evidence NO SCROLL CURSOR FOR ${text}`, parameters);
  for (;;) {
    const { rows } = await runSql(executor, "evidence", `FETCH ${FETCH_ROWS} FROM ind_evidence`);
    yield* parseInput(Rows, rows, { name: "evidence" });
    if (rows.length < FETCH_ROWS) break;
  }
  await runSql(executor, "evidence", "CLOSE ind_evidence");
}

async function startChain(header: EvidenceHeader, write: WriteEvidence): Promise<Chain> {
  await write(header.figure, JSON.stringify(header));
  return { figure: header.figure, count: 0, head: chainStart(header) };
}

/** Adds a unit to the list of a figure when it is counted in it. */
async function extend(chain: Chain, row: EvidenceRow, write: WriteEvidence): Promise<void> {
  const at = row[chain.figure];
  if (at === null || at === undefined) return;
  const line = { entityId: row.row_id, key: row.unit_key, at };
  chain.head = chainNext(chain.head, line);
  chain.count += 1;
  await write(chain.figure, JSON.stringify({ ...line, hash: chain.head }));
}

async function collect(
  { project, period, asOf }: CountingContext,
  { executor, values, signal }: QueryRunner,
  {
    figures,
    text,
    write,
  }: { readonly figures: readonly EvidenceFigure[]; readonly text: string; readonly write: WriteEvidence },
): Promise<EvidenceSeal[]> {
  const query = numbered(text);
  const about = {
    projectId: project.id,
    periodId: period.id,
    asOf,
    querySha256: sha256(query.text),
    engine: { ...ENGINE },
  };
  const chains: Chain[] = [];
  for (const figure of figures) chains.push(await startChain({ schema: "ldl-evidence/1", figure, ...about }, write));
  for await (const row of fetched(
    executor,
    query.text,
    query.names.map((name) => values[name]),
  )) {
    signal?.throwIfAborted();
    for (const chain of chains) await extend(chain, row, write);
  }
  for (const { figure, count, head } of chains) await write(figure, JSON.stringify({ count, head }));
  return chains.map(({ figure, count, head }) => ({ figure, count, head }));
}

/** Lists the keys behind C, D, I, K and L, in one transaction. */
export async function collectEvidence(context: CountingContext, write: WriteEvidence): Promise<EvidenceSeal[]> {
  const { source, policy, establishments, laboratories } = context;
  const letters = { figures: ["C", "D"], text: letterEvidenceText(source, policy), write } as const;
  const reports = { figures: ["I", "K", "L"], text: reportEvidenceText(source), write } as const;
  return [...(await collect(context, establishments, letters)), ...(await collect(context, laboratories, reports))];
}
