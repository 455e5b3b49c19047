import { z } from "zod";
import { knownEvent } from "./event-relations.ts";
import { Count, type Query } from "./run-query.ts";
import { statement } from "./sql-text.ts";
import type { Wording } from "./wording.ts";

const LogQuality = z.object({
  events: Count,
  clock_skew: Count,
  unknown_entity: Count,
  orphan_transmissions: Count,
});
/** What the log itself shows of the quality of the recording. */
export interface LogQuality extends z.infer<typeof LogQuality> {}

const DeclaredActivity = z.object({
  entity_id: z.string(),
  source: z.string(),
  year: Count,
  stays: z.unknown(),
  b_annual: Count.nullable(),
});
/** An activity that an event declared. */
export interface DeclaredActivity extends z.infer<typeof DeclaredActivity> {}

const LateEvents = z.object({ type: z.string(), n: Count });
/** Events of one type that came after the moment of counting. */
export interface LateEvents extends z.infer<typeof LateEvents> {}

/** The period in the time zone of each row; an event without a known row is looked for in the widest span. */
const SPAN = `
entity AS (
  SELECT r.entity_id,
         ({q0}::date)::timestamp AT TIME ZONE r.time_zone AS q_start,
         ({q1}::date)::timestamp AT TIME ZONE r.time_zone AS q_end
  FROM json_to_recordset({entities}::json) AS r(row_id text, entity_id text, time_zone text)
),
span AS (SELECT min(q_start) AS q_start, max(q_end) AS q_end FROM entity)`;

const QUALITY = `
SELECT count(*) AS events,
       count(*) FILTER (WHERE e.occurred_at > e.recorded_at + interval '5 minutes') AS clock_skew,
       count(*) FILTER (
         WHERE e.entity_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entity k WHERE k.entity_id = e.entity_id)
       ) AS unknown_entity,
       count(*) FILTER (
         WHERE e.type IN ('transmission.accepted', 'transmission.delivered', 'transmission.acknowledged')
           AND t.transmission_id IS NULL
       ) AS orphan_transmissions
FROM span p
JOIN ind_event e ON e.occurred_at >= p.q_start AND e.occurred_at < p.q_end
LEFT JOIN (
  SELECT DISTINCT transmission_id FROM ind_event WHERE type = 'transmission.submitted'
) t ON t.transmission_id = e.transmission_id
WHERE ${knownEvent("e")}`;

/** Q10: events of the period whose recording looks wrong. */
export function logQualityQuery({ span }: Wording): Query<typeof LogQuality> {
  return {
    id: "Q10",
    plainFrench: `Évènements survenus ${span} : nombre, horloge en avance de plus de 5 minutes, entité hors projet, transmission jamais soumise.`,
    text: statement([SPAN], QUALITY),
    row: LogQuality,
  };
}

/** What happened in the period: what a later event may be about. */
const TOUCHED = `
transmission AS (
  SELECT DISTINCT e.transmission_id FROM span p
  JOIN ind_event e ON e.occurred_at >= p.q_start AND e.occurred_at < p.q_end WHERE e.type = 'transmission.submitted'
),
produced AS (
  SELECT DISTINCT e.document_id, e.stay_key FROM span p
  JOIN ind_event e ON e.occurred_at >= p.q_start AND e.occurred_at < p.q_end WHERE e.type = 'document.produced'
)`;

const LATE = `
SELECT e.type, count(*) AS n
FROM span p
CROSS JOIN ind_event e
WHERE e.recorded_at > {asOf}::timestamptz
  AND (e.occurred_at >= p.q_start AND e.occurred_at < p.q_end
    OR e.type LIKE 'transmission.%' AND e.transmission_id IN (SELECT transmission_id FROM transmission)
    OR e.type LIKE 'document.%' AND e.document_id IN (SELECT document_id FROM produced)
    OR e.type LIKE 'stay.%' AND e.stay_key IN (SELECT stay_key FROM produced))
GROUP BY e.type
ORDER BY e.type`;

/** Q11: events of the period, or about what happened in it, that were recorded after the moment of counting. */
export function lateEventQuery({ span, asOf }: Wording): Query<typeof LateEvents> {
  return {
    id: "Q11",
    plainFrench: `Évènements survenus ${span}, ou portant sur un document ou une transmission de cette période, enregistrés après le ${asOf.replace("au ", "")}.`,
    text: statement([SPAN, TOUCHED], LATE),
    row: LateEvents,
  };
}

const ACTIVITY = `
SELECT DISTINCT ON (e.entity_id) e.entity_id, e.activity_source AS source, e.activity_year AS year,
       e.activity_stays AS stays, e.b_annual
FROM ind_event e
WHERE e.type = 'activity.declared' AND ${knownEvent("e")}
ORDER BY e.entity_id, e.occurred_at DESC, e.recorded_at DESC, e.event_id DESC`;

/** Q12: activity that events declared, the last declaration of each entity. */
export function activityQuery(): Query<typeof DeclaredActivity> {
  return {
    id: "Q12",
    plainFrench: "Dernière activité annuelle déclarée par évènement, par entité.",
    text: ACTIVITY.trim(),
    row: DeclaredActivity,
  };
}
