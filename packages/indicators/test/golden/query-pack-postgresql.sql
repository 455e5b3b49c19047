CREATE TABLE ind_entity (
  entity_id varchar(40) PRIMARY KEY,
  kind varchar(3) NOT NULL CHECK (kind IN ('ES', 'LBM')),
  finess_et varchar(9),
  finess_ej varchar(9),
  label varchar(200) NOT NULL,
  time_zone varchar(40) DEFAULT 'Europe/Paris' NOT NULL
);

CREATE TABLE ind_activity (
  entity_id varchar(40) NOT NULL REFERENCES ind_entity (entity_id),
  source varchar(40) NOT NULL,
  year integer NOT NULL,
  stays_annual numeric(12,0),
  b_annual numeric(14,0)
);

CREATE TABLE ind_stay (
  stay_key varchar(64) PRIMARY KEY,
  entity_id varchar(40) NOT NULL REFERENCES ind_entity (entity_id),
  field varchar(8) NOT NULL,
  stay_mode varchar(12) NOT NULL,
  discharged_at timestamptz,
  discharge_mode varchar(24),
  cancelled_at timestamptz
);

CREATE TABLE ind_document (
  document_id varchar(128) PRIMARY KEY,
  lineage_key varchar(128) NOT NULL,
  version_no integer DEFAULT 1 NOT NULL,
  replaces_id varchar(128),
  entity_id varchar(40) NOT NULL REFERENCES ind_entity (entity_id),
  stay_key varchar(64) REFERENCES ind_stay (stay_key),
  doc_type varchar(12) NOT NULL,
  cda_level smallint NOT NULL,
  conformant smallint,
  producer varchar(8) NOT NULL,
  purpose varchar(12) DEFAULT 'prescriber' NOT NULL,
  validated_at timestamptz NOT NULL,
  cancelled_at timestamptz
);

CREATE TABLE ind_transmission (
  transmission_id varchar(64) PRIMARY KEY,
  document_id varchar(128) NOT NULL REFERENCES ind_document (document_id),
  message_id varchar(255) NOT NULL,
  channel varchar(12) NOT NULL,
  origin varchar(8) NOT NULL,
  recipient_key varchar(64) NOT NULL,
  recipient_kind varchar(8) NOT NULL,
  submitted_at timestamptz NOT NULL,
  accepted_at timestamptz,
  failed_at timestamptz,
  delivered_at timestamptz,
  mdn_at timestamptz,
  mdn_disposition varchar(40)
);

-- Q1, tableau 1, totaux C et D. PostgreSQL.
WITH entity AS (
  SELECT e.entity_id AS row_id, e.entity_id AS entity_id, e.time_zone AS time_zone,
         CAST(CAST($1 AS date) AS timestamp) AT TIME ZONE e.time_zone AS q_start,
         CAST(CAST($2 AS date) AS timestamp) AT TIME ZONE e.time_zone AS q_end
  FROM ind_entity e
  WHERE e.kind = 'ES'
),
stay AS (
  SELECT s.stay_key AS stay_key, s.entity_id AS entity_id,
         CASE WHEN s.field = 'SMR' THEN 'SSR' ELSE s.field END AS field, s.stay_mode AS stay_mode,
         CASE WHEN s.cancelled_at <= CAST($3 AS timestamptz) THEN 1 ELSE 0 END AS cancelled
  FROM ind_stay s
),
document AS (
  SELECT d.document_id AS document_id, d.lineage_key AS lineage_key, d.version_no AS version_no,
         d.replaces_id AS replaces_id, d.entity_id AS entity_id, d.stay_key AS stay_key,
         d.doc_type AS doc_type, d.cda_level AS cda_level, d.producer AS producer,
         d.purpose AS purpose, d.validated_at AS validated_at,
         CASE WHEN d.cancelled_at <= CAST($3 AS timestamptz) THEN 1 ELSE 0 END AS cancelled
  FROM ind_document d
  WHERE d.validated_at <= CAST($3 AS timestamptz)
),
sending AS (
  SELECT t.document_id AS document_id, t.origin AS origin, t.recipient_key AS recipient_key,
         t.accepted_at AS sent_at
  FROM ind_transmission t
  WHERE t.channel = 'MSSANTE' AND t.recipient_kind IN ('PER', 'ORG', 'APP', 'CAB')
    AND t.accepted_at <= CAST($3 AS timestamptz)
    AND (t.failed_at IS NULL OR t.failed_at > CAST($3 AS timestamptz))
),
ldl AS (
  SELECT e.row_id, e.time_zone, e.q_start, e.q_end, s.stay_key AS unit_key, d.document_id, d.lineage_key,
         d.version_no, d.replaces_id, d.validated_at
  FROM document d
  JOIN stay s ON s.stay_key = d.stay_key
  JOIN entity e ON e.entity_id = s.entity_id
  WHERE d.doc_type = 'LDL-SES' AND d.producer = 'DPI' AND d.cancelled = 0 AND d.cda_level >= 2
    AND s.field IN ('MCO', 'SSR', 'PSY') AND s.stay_mode IN ('HC', 'HP') AND s.cancelled = 0
),
letter AS (
  SELECT l.row_id, l.time_zone, l.q_start, l.q_end, l.unit_key,
         MIN(l.validated_at) AS produced_at, MIN(t.sent_at) AS sent_at
  FROM ldl l
  LEFT JOIN sending t ON t.document_id = l.document_id AND t.origin = 'DPI'
  GROUP BY l.row_id, l.time_zone, l.q_start, l.q_end, l.unit_key
)
SELECT row_id,
       COUNT(CASE WHEN produced_at >= q_start AND produced_at < q_end THEN 1 END) AS c,
       COUNT(CASE WHEN sent_at >= q_start AND sent_at < q_end THEN 1 END) AS d
FROM letter
GROUP BY row_id
ORDER BY row_id
;

-- Q2, tableau 2, totaux I, K et L. PostgreSQL.
WITH entity AS (
  SELECT e.entity_id AS row_id, e.entity_id AS entity_id, e.time_zone AS time_zone,
         CAST(CAST($1 AS date) AS timestamp) AT TIME ZONE e.time_zone AS q_start,
         CAST(CAST($2 AS date) AS timestamp) AT TIME ZONE e.time_zone AS q_end
  FROM ind_entity e
  WHERE e.kind = 'LBM'
),
document AS (
  SELECT d.document_id AS document_id, d.lineage_key AS lineage_key, d.version_no AS version_no,
         d.replaces_id AS replaces_id, d.entity_id AS entity_id, d.stay_key AS stay_key,
         d.doc_type AS doc_type, d.cda_level AS cda_level, d.producer AS producer,
         d.purpose AS purpose, d.validated_at AS validated_at,
         CASE WHEN d.cancelled_at <= CAST($3 AS timestamptz) THEN 1 ELSE 0 END AS cancelled
  FROM ind_document d
  WHERE d.validated_at <= CAST($3 AS timestamptz)
),
conformity AS (
  SELECT d.document_id AS document_id, d.conformant AS conformant
  FROM ind_document d
  WHERE d.conformant IS NOT NULL
),
sending AS (
  SELECT t.document_id AS document_id, t.origin AS origin, t.recipient_key AS recipient_key,
         t.accepted_at AS sent_at
  FROM ind_transmission t
  WHERE t.channel = 'MSSANTE' AND t.recipient_kind IN ('PER', 'ORG', 'APP', 'CAB')
    AND t.accepted_at <= CAST($3 AS timestamptz)
    AND (t.failed_at IS NULL OR t.failed_at > CAST($3 AS timestamptz))
),
cr AS (
  SELECT e.row_id, e.time_zone, e.q_start, e.q_end, d.lineage_key AS unit_key, d.document_id, d.validated_at,
         CASE WHEN d.cda_level = 3 AND v.conformant = 1 THEN 1 ELSE 0 END AS level3
  FROM document d
  JOIN entity e ON e.entity_id = d.entity_id
  LEFT JOIN conformity v ON v.document_id = d.document_id
  WHERE d.doc_type = 'CR-BIO' AND d.producer = 'SGL' AND d.purpose = 'prescriber' AND d.cancelled = 0
),
report AS (
  SELECT c.row_id, c.time_zone, c.q_start, c.q_end, c.unit_key, MIN(c.validated_at) AS produced_at,
         MIN(CASE WHEN c.level3 = 1 THEN c.validated_at END) AS level3_at,
         MIN(CASE WHEN c.level3 = 1 THEN t.sent_at END) AS sent_at
  FROM cr c
  LEFT JOIN sending t ON t.document_id = c.document_id AND t.origin = 'SGL'
  GROUP BY c.row_id, c.time_zone, c.q_start, c.q_end, c.unit_key
)
SELECT row_id,
       COUNT(CASE WHEN produced_at >= q_start AND produced_at < q_end THEN 1 END) AS i,
       COUNT(CASE WHEN level3_at >= q_start AND level3_at < q_end THEN 1 END) AS k,
       COUNT(CASE WHEN sent_at >= q_start AND sent_at < q_end THEN 1 END) AS l
FROM report
GROUP BY row_id
ORDER BY row_id
;

-- Q3, raisons pour lesquelles une lettre compte ou non. PostgreSQL.
WITH entity AS (
  SELECT e.entity_id AS row_id, e.entity_id AS entity_id, e.time_zone AS time_zone,
         CAST(CAST($1 AS date) AS timestamp) AT TIME ZONE e.time_zone AS q_start,
         CAST(CAST($2 AS date) AS timestamp) AT TIME ZONE e.time_zone AS q_end
  FROM ind_entity e
  WHERE e.kind = 'ES'
),
stay AS (
  SELECT s.stay_key AS stay_key, s.entity_id AS entity_id,
         CASE WHEN s.field = 'SMR' THEN 'SSR' ELSE s.field END AS field, s.stay_mode AS stay_mode,
         CASE WHEN s.cancelled_at <= CAST($3 AS timestamptz) THEN 1 ELSE 0 END AS cancelled
  FROM ind_stay s
),
document AS (
  SELECT d.document_id AS document_id, d.lineage_key AS lineage_key, d.version_no AS version_no,
         d.replaces_id AS replaces_id, d.entity_id AS entity_id, d.stay_key AS stay_key,
         d.doc_type AS doc_type, d.cda_level AS cda_level, d.producer AS producer,
         d.purpose AS purpose, d.validated_at AS validated_at,
         CASE WHEN d.cancelled_at <= CAST($3 AS timestamptz) THEN 1 ELSE 0 END AS cancelled
  FROM ind_document d
  WHERE d.validated_at <= CAST($3 AS timestamptz)
)
SELECT x.row_id, x.reason, x.cda_level, COUNT(*) AS n
FROM (
  SELECT e.row_id, d.cda_level,
         CASE WHEN d.cancelled = 1 THEN 'CANCELLED'
              WHEN d.doc_type <> 'LDL-SES' THEN 'NOT_DISCHARGE_LETTER'
              WHEN d.producer <> 'DPI' THEN 'NOT_PRODUCED_BY_DPI'
              WHEN s.stay_key IS NULL THEN 'ORPHAN_NO_STAY'
              WHEN s.cancelled = 1 THEN 'STAY_CANCELLED'
              WHEN s.field NOT IN ('MCO', 'SSR', 'PSY') THEN 'FIELD_OUT_OF_SCOPE'
              WHEN s.stay_mode NOT IN ('HC', 'HP') THEN 'MODE_OUT_OF_SCOPE'
              WHEN d.cda_level < 2 THEN 'CDA_LEVEL_TOO_LOW'
              ELSE 'ELIGIBLE' END AS reason
  FROM document d
  JOIN entity e ON e.entity_id = d.entity_id
  LEFT JOIN stay s ON s.stay_key = d.stay_key
  WHERE d.doc_type IN ('LDL-SES', 'LDL-EES')
    AND d.validated_at >= e.q_start AND d.validated_at < e.q_end
) x
GROUP BY x.row_id, x.reason, x.cda_level
ORDER BY x.row_id, x.reason, x.cda_level
