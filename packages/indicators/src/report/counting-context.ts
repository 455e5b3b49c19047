import { Instant, parseInput, type SqlExecutor } from "@ldl/domain";
import { ENGINE } from "../engine.ts";
import { Policy, type PolicyInput } from "../figures/policy.ts";
import { parsePeriod, type ReferencePeriod } from "../period/reference-period.ts";
import { ProjectInfo, type ProjectInfoInput } from "../project/project-info.ts";
import { eventRelations, type SourceRelations } from "../queries/event-relations.ts";
import type { QueryRunner } from "../queries/run-query.ts";
import { type Wording, wordingOf } from "../queries/wording.ts";
import type { EventStore } from "../store/create-event-store.ts";

/** What is counted, for whom and as of when. @public */
export interface CountingOptions {
  /** Who takes part. */
  readonly project: ProjectInfoInput;
  /** `2018-Q2`, `2018-06/2018-08` or `2018-05`. */
  readonly period: string;
  /** Choices that differ from the defaults. */
  readonly policy?: PolicyInput;
  /** Only events that had occurred and were recorded by then count. Default: the clock of the store. */
  readonly asOf?: string;
  /** Stops before the next statement. */
  readonly signal?: AbortSignal;
}

/** The checked options, with what every statement needs. */
export interface CountingContext {
  readonly project: ProjectInfo;
  readonly period: ReferencePeriod;
  readonly policy: Policy;
  readonly asOf: string;
  readonly wording: Wording;
  /** What the log says. */
  readonly source: SourceRelations;
  /** Runs statements over the establishments. */
  readonly establishments: QueryRunner;
  /** Runs statements over the laboratories. */
  readonly laboratories: QueryRunner;
  /** Participants of both tables, as the statements take them. */
  readonly participants: string;
}

interface Participant {
  readonly id: string;
  readonly entityIds?: readonly string[] | undefined;
  readonly timeZone?: string | undefined;
}

/** Rows of one table as the statements take them. */
function entityValues(participants: readonly Participant[], timeZone: string): string {
  const rows = participants.flatMap((participant) =>
    (participant.entityIds ?? [participant.id]).map((entityId) => ({
      row_id: participant.id,
      entity_id: entityId,
      time_zone: participant.timeZone ?? timeZone,
    })),
  );
  return JSON.stringify(rows);
}

/**
 * Checks the options of a count, to be run by one executor.
 *
 * @throws `LdlError` `LDL_INPUT_INVALID`.
 */
export function countingContext(
  { now }: Pick<EventStore, "now">,
  executor: SqlExecutor,
  options: CountingOptions,
): CountingContext {
  const project = parseInput(ProjectInfo, options.project, { name: "project" });
  const policy = parseInput(Policy, options.policy ?? {}, { name: "policy" });
  const period = parsePeriod(options.period);
  const asOf = parseInput(Instant, options.asOf ?? now().toISOString(), { name: "asOf" });
  const runner = (participants: readonly Participant[]): QueryRunner => ({
    executor,
    now,
    software: ENGINE,
    signal: options.signal,
    values: { q0: period.firstDay, q1: period.endDay, asOf, entities: entityValues(participants, project.timeZone) },
  });
  return {
    project,
    period,
    policy,
    asOf,
    wording: wordingOf(period, asOf, project.timeZone),
    source: eventRelations(policy),
    establishments: runner(project.establishments),
    laboratories: runner(project.laboratories),
    participants: entityValues([...project.establishments, ...project.laboratories], project.timeZone),
  };
}
