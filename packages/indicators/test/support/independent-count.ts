import type { SqlDatabase, SqlExecutor, SqlRow } from "@ldl/domain";

/**
 * A second count of the same figures, written from the rules alone: one table of raw JSON, window functions instead of the
 * package's relations, nothing imported from the package.
 */
const COUNT = `
WITH seen AS (
  SELECT e, e->>'type' AS kind, (e->>'occurredAt')::timestamptz AS at, (e->>'recordedAt')::timestamptz AS rec
  FROM raw_event
  WHERE (e->>'occurredAt')::timestamptz <= $1::timestamptz AND (e->>'recordedAt')::timestamptz <= $1::timestamptz
),
stay_state AS (
  SELECT e->>'stayKey' AS stay, e->>'entityId' AS owner, e->>'field' AS field, e->>'mode' AS mode,
         row_number() OVER (PARTITION BY e->>'stayKey' ORDER BY at DESC, rec DESC, (e->>'eventId')::uuid DESC) AS rank
  FROM seen WHERE kind IN ('stay.discharged', 'stay.updated')
),
due AS (
  SELECT stay, owner FROM stay_state s
  WHERE rank = 1 AND field IN ('MCO', 'SSR', 'SMR', 'PSY') AND mode IN ('HC', 'HP')
    AND stay NOT IN (SELECT e->>'stayKey' FROM seen WHERE kind = 'stay.cancelled')
),
version AS (
  SELECT e->>'documentId' AS doc, e->>'lineageKey' AS lineage, e->>'entityId' AS owner, e->>'stayKey' AS stay,
         e->>'docType' AS type, (e->>'cdaLevel')::int AS level, e->>'producer' AS maker,
         coalesce(e->>'purpose', 'prescriber') AS purpose, at
  FROM seen
  WHERE kind = 'document.produced'
    AND e->>'documentId' NOT IN (SELECT x.e->>'documentId' FROM seen x WHERE x.kind = 'document.cancelled')
),
verdict AS (
  SELECT e->>'documentId' AS doc, (e->>'conformant')::boolean AS good,
         row_number() OVER (PARTITION BY e->>'documentId' ORDER BY at DESC, rec DESC, (e->>'eventId')::uuid DESC) AS rank
  FROM seen WHERE kind IN ('document.produced', 'document.validated') AND e ? 'conformant'
),
broken AS (
  SELECT e->>'transmissionId' AS sending, max(at) AS at FROM seen WHERE kind = 'transmission.failed' GROUP BY 1
),
arrived AS (
  SELECT e->>'transmissionId' AS sending, at FROM seen
  WHERE kind IN ('transmission.accepted', 'transmission.delivered', 'transmission.acknowledged')
),
went AS (
  SELECT s.e->>'documentId' AS doc, s.e->>'origin' AS origin, a.at
  FROM seen s
  JOIN arrived a ON a.sending = s.e->>'transmissionId'
  LEFT JOIN broken b ON b.sending = a.sending
  WHERE s.kind = 'transmission.submitted' AND s.e->>'channel' = 'MSSANTE' AND (b.at IS NULL OR a.at > b.at)
    AND s.e->>'recipientKind' IN ('PER', 'ORG', 'APP', 'CAB') AND coalesce(s.e->>'ownDomain', 'false') <> 'true'
),
unit AS (
  SELECT d.owner, 'C' AS figure, min(v.at) AS at
  FROM due d JOIN version v ON v.stay = d.stay AND v.type = 'LDL-SES' AND v.maker = 'DPI' AND v.level >= 2
  GROUP BY d.stay, d.owner
  UNION ALL
  SELECT d.owner, 'D', min(w.at)
  FROM due d JOIN version v ON v.stay = d.stay AND v.type = 'LDL-SES' AND v.maker = 'DPI' AND v.level >= 2
  JOIN went w ON w.doc = v.doc AND w.origin = 'DPI'
  GROUP BY d.stay, d.owner
  UNION ALL
  SELECT v.owner, 'I', min(v.at) FROM version v
  WHERE v.type = 'CR-BIO' AND v.maker = 'SGL' AND v.purpose = 'prescriber' GROUP BY v.lineage, v.owner
  UNION ALL
  SELECT v.owner, 'K', min(v.at) FROM version v JOIN verdict g ON g.doc = v.doc AND g.rank = 1 AND g.good
  WHERE v.type = 'CR-BIO' AND v.maker = 'SGL' AND v.purpose = 'prescriber' AND v.level = 3 GROUP BY v.lineage, v.owner
  UNION ALL
  SELECT v.owner, 'L', min(w.at) FROM version v JOIN verdict g ON g.doc = v.doc AND g.rank = 1 AND g.good
  JOIN went w ON w.doc = v.doc AND w.origin = 'SGL'
  WHERE v.type = 'CR-BIO' AND v.maker = 'SGL' AND v.purpose = 'prescriber' AND v.level = 3 GROUP BY v.lineage, v.owner
)
SELECT owner, figure, to_char(at AT TIME ZONE 'Europe/Paris', 'YYYY"-Q"Q') AS quarter, count(*)::int AS n
FROM unit WHERE at IS NOT NULL
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3`;

/** Keeps events as they are, without the package. */
export async function keepRaw(database: SqlExecutor, events: readonly object[]): Promise<void> {
  await database.query("CREATE TABLE raw_event (e jsonb NOT NULL)");
  for (let start = 0; start < events.length; start += 10_000) {
    const part = JSON.stringify(events.slice(start, start + 10_000));
    await database.query("INSERT INTO raw_event SELECT jsonb_array_elements($1::jsonb)", [part]);
  }
  await database.query("ANALYZE raw_event");
}

/** `entity figure quarter` to a count. */
export async function countIndependently(database: SqlDatabase, asOf: string): Promise<ReadonlyMap<string, number>> {
  return database.transaction(async (transaction) => {
    // Nothing is known of the sizes of expressions over JSON: a planner left alone may compare every pair.
    await transaction.query("SET LOCAL enable_nestloop = off");
    const { rows } = await transaction.query(COUNT, [asOf]);
    const keyOf = (row: SqlRow): string => ["owner", "figure", "quarter"].map((name) => String(row[name])).join(" ");
    return new Map(rows.map((row) => [keyOf(row), Number(row["n"])]));
  });
}
