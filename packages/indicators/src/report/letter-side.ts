import { addFacts } from "../figures/add-facts.ts";
import { sum } from "../figures/sum.ts";
import type { CounterRow } from "../measures/counter-row.ts";
import { flowCounters } from "../measures/flow-measures.ts";
import { type LetterFacts, letterMeasures } from "../measures/letter-measures.ts";
import { anyLevelQuery } from "../queries/count-queries.ts";
import { DischargeCohortFacts, dischargeQuery } from "../queries/discharge-query.ts";
import { FlowFacts, failureQuery, flowQuery } from "../queries/flow-queries.ts";
import { LetterQualityFacts, letterQualityQuery } from "../queries/letter-quality-query.ts";
import { letterReasonQuery } from "../queries/reason-queries.ts";
import { runQuery } from "../queries/run-query.ts";
import type { CountingContext } from "./counting-context.ts";
import { countNoAddress, countReasons, failureRows, type RowIdentity, reasonRows, type Side, TOTAL } from "./side.ts";

async function queryLetters({ establishments, source, policy, wording }: CountingContext) {
  const any = await runQuery(establishments, anyLevelQuery(source, policy, wording));
  const reasons = await runQuery(establishments, letterReasonQuery(source, policy, wording));
  const quality = await runQuery(establishments, letterQualityQuery(source, policy, wording));
  const cohort = await runQuery(establishments, dischargeQuery(source, policy, wording));
  const flow = await runQuery(establishments, flowQuery(source, "LDL-SES", wording));
  const failures = await runQuery(establishments, failureQuery(source, "LDL-SES", wording));
  return { any, reasons, quality, cohort, flow, failures };
}

type LetterAnswers = Awaited<ReturnType<typeof queryLetters>>;

/** Facts of one row; of all when no row is named. Percentiles do not add up: the statement gives those of all. */
function factsOf({ any, quality, cohort, flow }: LetterAnswers, rowId?: string): LetterFacts {
  const mine = <R extends { readonly row_id: string | null }>(rows: readonly R[]): R[] =>
    rows.filter((row) => row.row_id !== null && (rowId === undefined || row.row_id === rowId));
  const wholeCohort = cohort.rows.find((row) => row.row_id === (rowId ?? null));
  return {
    cAny: sum(mine(any.rows).map((row) => row.c)),
    quality: addFacts(LetterQualityFacts, mine(quality.rows)),
    cohort: wholeCohort ?? { ...addFacts(DischargeCohortFacts, []), delay_median: null, delay_p90: null },
    flow: addFacts(FlowFacts, mine(flow.rows)),
  };
}

function countersOf(
  facts: LetterFacts,
  side: Pick<Side, "reasons" | "failures">,
  entityId?: string,
): CounterRow["counters"] {
  const { quality, flow } = facts;
  const only = entityId === undefined ? {} : { entityId };
  const level = (cdaLevel: number): number =>
    countReasons(side.reasons, { ...only, reasons: ["ELIGIBLE", "CDA_LEVEL_TOO_LOW"], cdaLevel });
  return {
    orphanLetters: countReasons(side.reasons, { ...only, reasons: ["ORPHAN_NO_STAY"] }),
    multipleLineages: quality.multiple_lineages,
    replaced: quality.replaced,
    currentVersionNotSent: quality.current_not_sent,
    cancelledAfterSending: quality.cancelled_after_sending,
    objections: quality.objected,
    conformant: quality.conformant,
    level1: level(1),
    level2: level(2),
    level3: level(3),
    ...flowCounters(flow, countNoAddress(side.failures, entityId)),
  };
}

/** Runs the complementary statements on letters. */
export async function letterSide(context: CountingContext): Promise<Side> {
  const answers = await queryLetters(context);
  const side = { reasons: reasonRows(answers.reasons.rows), failures: failureRows(answers.failures.rows) };
  const identities: RowIdentity[] = context.project.establishments.map(({ id, label }) => ({ entityId: id, label }));
  const measured = (identity: RowIdentity, rowId?: string) => ({
    ...identity,
    values: letterMeasures(factsOf(answers, rowId)),
  });
  const counted = (identity: RowIdentity, rowId?: string) => ({
    ...identity,
    counters: countersOf(factsOf(answers, rowId), side, rowId),
  });
  return {
    ...side,
    measures: { rows: identities.map((one) => measured(one, one.entityId)), total: measured(TOTAL) },
    counters: { rows: identities.map((one) => counted(one, one.entityId)), total: counted(TOTAL) },
    statements: Object.values(answers).map((answer) => answer.statement),
  };
}
