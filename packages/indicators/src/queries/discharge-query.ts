import { z } from "zod";
import type { Policy } from "../figures/policy.ts";
import { knownEvent, type SourceRelations } from "./event-relations.ts";
import { letterRelations } from "./letter-relations.ts";
import { Count, type Query } from "./run-query.ts";
import { statement } from "./sql-text.ts";
import type { Wording } from "./wording.ts";

/** A duration as a driver gives it; null when nothing was measured. */
const Hours = z.preprocess((value) => (value === null ? null : Number(value)), z.number().nullable());

/** Cohort of stays without its row: what is added up for a total. */
export const DischargeCohortFacts = z.object({
  discharged: Count,
  with_letter: Count,
  alive: Count,
  alive_with_letter: Count,
  same_day_sent: Count,
  attending_known: Count,
  attending_same_day: Count,
  handed_over: Count,
  delay_count: Count,
  delay_median: Hours,
  delay_p90: Hours,
  dmp_fed: Count,
  dmp_known: Count,
  dmp_known_fed: Count,
  sun_discharged: Count,
  sun_fed: Count,
  ifaq_discharged: Count,
  ifaq_fed: Count,
});
/** What became of the stays ended in the period, for one row or (without row) for all. */
export interface DischargeCohortFacts extends z.infer<typeof DischargeCohortFacts> {}

const DischargeCohort = DischargeCohortFacts.extend({ row_id: z.string().nullable() });

/** Stays ended in the period, HAD kept apart for the measures whose perimeter holds it. */
function ended(policy: Policy): string {
  const fields = [...new Set([...policy.fields, "MCO", "SSR", "PSY", "HAD"])].map((field) => `'${field}'`).join(", ");
  return `
ended AS (
  SELECT e.row_id, e.time_zone, s.stay_key, s.field, g.discharged_at, g.discharge_mode,
         CASE WHEN s.field IN (${policy.fields.map((field) => `'${field}'`).join(", ")}) THEN 1 ELSE 0 END AS counted
  FROM stay s
  JOIN discharge g ON g.stay_key = s.stay_key
  JOIN entity e ON e.entity_id = s.entity_id
  WHERE s.field IN (${fields}) AND s.stay_mode IN ('HC', 'HP') AND s.cancelled = 0
    AND g.discharged_at >= e.q_start AND g.discharged_at < e.q_end
)`;
}

/** Whether a letter went out on the civil day of the discharge, to anyone and to the attending physician. */
const SAME_DAY = `
same_day AS (
  SELECT x.stay_key,
         max(CASE WHEN local_day.sent = local_day.discharged THEN 1 ELSE 0 END) AS anyone,
         max(CASE WHEN t.recipient_role = 'attending' AND local_day.sent = local_day.discharged THEN 1 ELSE 0 END) AS attending
  FROM ended x
  JOIN ldl l ON l.unit_key = x.stay_key
  JOIN sending t ON t.document_id = l.document_id AND t.origin = 'DPI'
  CROSS JOIN LATERAL (
    SELECT (t.sent_at AT TIME ZONE x.time_zone)::date AS sent, (x.discharged_at AT TIME ZONE x.time_zone)::date AS discharged
  ) local_day
  GROUP BY x.stay_key
)`;

/** Stays one of whose letters was addressed to an attending physician, delivered or not. */
const ATTENDING = `
attending AS (
  SELECT DISTINCT d.stay_key
  FROM ind_event t
  JOIN document d ON d.document_id = t.document_id
  WHERE t.type = 'transmission.submitted' AND t.recipient_role = 'attending' AND d.doc_type = 'LDL-SES'
    AND ${knownEvent("t")}
)`;

/** Moments at which a letter was handed over, found by stay or by lineage. */
const HANDED = `
handed AS (
  SELECT h.stay_key, h.occurred_at AS handed_at
  FROM ind_event h
  WHERE h.type = 'document.handedOver' AND h.stay_key IS NOT NULL AND ${knownEvent("h")}
  UNION
  SELECT d.stay_key, h.occurred_at
  FROM ind_event h
  JOIN document d ON d.lineage_key = h.lineage_key
  WHERE h.type = 'document.handedOver' AND h.stay_key IS NULL AND ${knownEvent("h")}
),
handed_same_day AS (
  SELECT DISTINCT x.stay_key
  FROM ended x
  JOIN handed h ON h.stay_key = x.stay_key
  WHERE (h.handed_at AT TIME ZONE x.time_zone)::date = (x.discharged_at AT TIME ZONE x.time_zone)::date
)`;

/** What the DMP holds of each stay. */
const FED = `
fed AS (
  SELECT d.stay_key, max(p.fed) AS fed, max(p.dmp_known) AS dmp_known
  FROM document d
  JOIN deposit p ON p.document_id = d.document_id
  WHERE d.doc_type = 'LDL-SES' AND d.cancelled = 0
  GROUP BY d.stay_key
),
refused AS (
  SELECT DISTINCT coalesce(o.stay_key, d.stay_key) AS stay_key
  FROM objection o
  LEFT JOIN document d ON d.document_id = o.document_id
  WHERE o.scope = 'DMP'
)`;

const DELAY = "extract(epoch FROM l.sent_at - x.discharged_at) / 3600.0";

const SELECT = `
SELECT x.row_id,
       count(*) FILTER (WHERE x.counted = 1) AS discharged,
       count(l.unit_key) FILTER (WHERE x.counted = 1) AS with_letter,
       count(*) FILTER (WHERE x.counted = 1 AND x.discharge_mode IS DISTINCT FROM 'death') AS alive,
       count(l.unit_key) FILTER (WHERE x.counted = 1 AND x.discharge_mode IS DISTINCT FROM 'death') AS alive_with_letter,
       count(*) FILTER (WHERE x.counted = 1 AND m.anyone = 1) AS same_day_sent,
       count(a.stay_key) FILTER (WHERE x.counted = 1) AS attending_known,
       count(a.stay_key) FILTER (WHERE x.counted = 1 AND m.attending = 1) AS attending_same_day,
       count(h.stay_key) FILTER (WHERE x.counted = 1) AS handed_over,
       count(l.sent_at) FILTER (WHERE x.counted = 1) AS delay_count,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY ${DELAY}) FILTER (WHERE x.counted = 1) AS delay_median,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY ${DELAY}) FILTER (WHERE x.counted = 1) AS delay_p90,
       count(*) FILTER (WHERE x.counted = 1 AND f.fed = 1) AS dmp_fed,
       count(*) FILTER (WHERE x.counted = 1 AND f.dmp_known = 1 AND r.stay_key IS NULL) AS dmp_known,
       count(*) FILTER (WHERE x.counted = 1 AND f.dmp_known = 1 AND r.stay_key IS NULL AND f.fed = 1) AS dmp_known_fed,
       count(*) FILTER (WHERE x.field IN ('MCO', 'SSR', 'PSY', 'HAD')) AS sun_discharged,
       count(*) FILTER (WHERE x.field IN ('MCO', 'SSR', 'PSY', 'HAD') AND f.fed = 1) AS sun_fed,
       count(*) FILTER (WHERE x.field IN ('MCO', 'SSR', 'HAD')) AS ifaq_discharged,
       count(*) FILTER (WHERE x.field IN ('MCO', 'SSR', 'HAD') AND f.fed = 1) AS ifaq_fed
FROM ended x
LEFT JOIN letter l ON l.row_id = x.row_id AND l.unit_key = x.stay_key
LEFT JOIN same_day m ON m.stay_key = x.stay_key
LEFT JOIN attending a ON a.stay_key = x.stay_key
LEFT JOIN handed_same_day h ON h.stay_key = x.stay_key
LEFT JOIN fed f ON f.stay_key = x.stay_key
LEFT JOIN refused r ON r.stay_key = x.stay_key
GROUP BY GROUPING SETS ((x.row_id), ())
ORDER BY x.row_id NULLS LAST`;

/** Q5: what became of the stays ended in the period, by row and (row without key) together. */
export function dischargeQuery(
  source: SourceRelations,
  policy: Policy,
  { span, asOf }: Wording,
): Query<typeof DischargeCohort> {
  const own = [ended(policy), SAME_DAY, ATTENDING, HANDED, FED];
  const relations = [...letterRelations(source, policy), source.discharge, source.objection, source.deposit, ...own];
  return {
    id: "Q5",
    plainFrench: `Devenir ${asOf} des séjours terminés ${span} : avec lettre, lettre transmise ou remise le jour de la sortie, délai entre la sortie et la première transmission, lettre déposée dans le DMP.`,
    text: statement(relations, SELECT),
    row: DischargeCohort,
  };
}
