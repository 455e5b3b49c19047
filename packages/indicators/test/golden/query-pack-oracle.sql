CREATE TABLE ind_entity (
  entity_id VARCHAR2(40 CHAR) PRIMARY KEY,
  kind VARCHAR2(3 CHAR) NOT NULL CHECK (kind IN ('ES', 'LBM')),
  finess_et VARCHAR2(9 CHAR),
  finess_ej VARCHAR2(9 CHAR),
  label VARCHAR2(200 CHAR) NOT NULL,
  time_zone VARCHAR2(40 CHAR) DEFAULT 'Europe/Paris' NOT NULL
);

CREATE TABLE ind_activity (
  entity_id VARCHAR2(40 CHAR) NOT NULL REFERENCES ind_entity (entity_id),
  source VARCHAR2(40 CHAR) NOT NULL,
  year NUMBER(10) NOT NULL,
  stays_annual NUMBER(12),
  b_annual NUMBER(14)
);

CREATE TABLE ind_stay (
  stay_key VARCHAR2(64 CHAR) PRIMARY KEY,
  entity_id VARCHAR2(40 CHAR) NOT NULL REFERENCES ind_entity (entity_id),
  field VARCHAR2(8 CHAR) NOT NULL,
  stay_mode VARCHAR2(12 CHAR) NOT NULL,
  discharged_at TIMESTAMP(3) WITH TIME ZONE,
  discharge_mode VARCHAR2(24 CHAR),
  cancelled_at TIMESTAMP(3) WITH TIME ZONE
);

CREATE TABLE ind_document (
  document_id VARCHAR2(128 CHAR) PRIMARY KEY,
  lineage_key VARCHAR2(128 CHAR) NOT NULL,
  version_no NUMBER(10) DEFAULT 1 NOT NULL,
  replaces_id VARCHAR2(128 CHAR),
  entity_id VARCHAR2(40 CHAR) NOT NULL REFERENCES ind_entity (entity_id),
  stay_key VARCHAR2(64 CHAR) REFERENCES ind_stay (stay_key),
  doc_type VARCHAR2(12 CHAR) NOT NULL,
  cda_level NUMBER(5) NOT NULL,
  conformant NUMBER(5),
  producer VARCHAR2(8 CHAR) NOT NULL,
  purpose VARCHAR2(12 CHAR) DEFAULT 'prescriber' NOT NULL,
  validated_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  cancelled_at TIMESTAMP(3) WITH TIME ZONE
);

CREATE TABLE ind_transmission (
  transmission_id VARCHAR2(64 CHAR) PRIMARY KEY,
  document_id VARCHAR2(128 CHAR) NOT NULL REFERENCES ind_document (document_id),
  message_id VARCHAR2(255 CHAR) NOT NULL,
  channel VARCHAR2(12 CHAR) NOT NULL,
  origin VARCHAR2(8 CHAR) NOT NULL,
  recipient_key VARCHAR2(64 CHAR) NOT NULL,
  recipient_kind VARCHAR2(8 CHAR) NOT NULL,
  submitted_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  accepted_at TIMESTAMP(3) WITH TIME ZONE,
  failed_at TIMESTAMP(3) WITH TIME ZONE,
  delivered_at TIMESTAMP(3) WITH TIME ZONE,
  mdn_at TIMESTAMP(3) WITH TIME ZONE,
  mdn_disposition VARCHAR2(40 CHAR)
);

-- Q1, tableau 1, totaux C et D. Oracle 12 ou plus. Texte non exécuté ici : à vérifier sur votre base.
WITH entity AS (
  SELECT e.entity_id AS row_id, e.entity_id AS entity_id, e.time_zone AS time_zone,
         FROM_TZ(CAST(TO_DATE(:q0, 'YYYY-MM-DD') AS TIMESTAMP), e.time_zone) AS q_start,
         FROM_TZ(CAST(TO_DATE(:q1, 'YYYY-MM-DD') AS TIMESTAMP), e.time_zone) AS q_end
  FROM ind_entity e
  WHERE e.kind = 'ES'
),
stay AS (
  SELECT s.stay_key AS stay_key, s.entity_id AS entity_id,
         CASE WHEN s.field = 'SMR' THEN 'SSR' ELSE s.field END AS field, s.stay_mode AS stay_mode,
         CASE WHEN s.cancelled_at <= TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') THEN 1 ELSE 0 END AS cancelled
  FROM ind_stay s
),
document AS (
  SELECT d.document_id AS document_id, d.lineage_key AS lineage_key, d.version_no AS version_no,
         d.replaces_id AS replaces_id, d.entity_id AS entity_id, d.stay_key AS stay_key,
         d.doc_type AS doc_type, d.cda_level AS cda_level, d.producer AS producer,
         d.purpose AS purpose, d.validated_at AS validated_at,
         CASE WHEN d.cancelled_at <= TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') THEN 1 ELSE 0 END AS cancelled
  FROM ind_document d
  WHERE d.validated_at <= TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM')
),
sending AS (
  SELECT t.document_id AS document_id, t.origin AS origin, t.recipient_key AS recipient_key,
         t.accepted_at AS sent_at
  FROM ind_transmission t
  WHERE t.channel = 'MSSANTE' AND t.recipient_kind IN ('PER', 'ORG', 'APP', 'CAB')
    AND t.accepted_at <= TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM')
    AND (t.failed_at IS NULL OR t.failed_at > TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM'))
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

-- Q2, tableau 2, totaux I, K et L. Oracle 12 ou plus. Texte non exécuté ici : à vérifier sur votre base.
WITH entity AS (
  SELECT e.entity_id AS row_id, e.entity_id AS entity_id, e.time_zone AS time_zone,
         FROM_TZ(CAST(TO_DATE(:q0, 'YYYY-MM-DD') AS TIMESTAMP), e.time_zone) AS q_start,
         FROM_TZ(CAST(TO_DATE(:q1, 'YYYY-MM-DD') AS TIMESTAMP), e.time_zone) AS q_end
  FROM ind_entity e
  WHERE e.kind = 'LBM'
),
document AS (
  SELECT d.document_id AS document_id, d.lineage_key AS lineage_key, d.version_no AS version_no,
         d.replaces_id AS replaces_id, d.entity_id AS entity_id, d.stay_key AS stay_key,
         d.doc_type AS doc_type, d.cda_level AS cda_level, d.producer AS producer,
         d.purpose AS purpose, d.validated_at AS validated_at,
         CASE WHEN d.cancelled_at <= TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') THEN 1 ELSE 0 END AS cancelled
  FROM ind_document d
  WHERE d.validated_at <= TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM')
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
    AND t.accepted_at <= TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM')
    AND (t.failed_at IS NULL OR t.failed_at > TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM'))
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

-- Q3, raisons pour lesquelles une lettre compte ou non. Oracle 12 ou plus. Texte non exécuté ici : à vérifier sur votre base.
WITH entity AS (
  SELECT e.entity_id AS row_id, e.entity_id AS entity_id, e.time_zone AS time_zone,
         FROM_TZ(CAST(TO_DATE(:q0, 'YYYY-MM-DD') AS TIMESTAMP), e.time_zone) AS q_start,
         FROM_TZ(CAST(TO_DATE(:q1, 'YYYY-MM-DD') AS TIMESTAMP), e.time_zone) AS q_end
  FROM ind_entity e
  WHERE e.kind = 'ES'
),
stay AS (
  SELECT s.stay_key AS stay_key, s.entity_id AS entity_id,
         CASE WHEN s.field = 'SMR' THEN 'SSR' ELSE s.field END AS field, s.stay_mode AS stay_mode,
         CASE WHEN s.cancelled_at <= TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') THEN 1 ELSE 0 END AS cancelled
  FROM ind_stay s
),
document AS (
  SELECT d.document_id AS document_id, d.lineage_key AS lineage_key, d.version_no AS version_no,
         d.replaces_id AS replaces_id, d.entity_id AS entity_id, d.stay_key AS stay_key,
         d.doc_type AS doc_type, d.cda_level AS cda_level, d.producer AS producer,
         d.purpose AS purpose, d.validated_at AS validated_at,
         CASE WHEN d.cancelled_at <= TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') THEN 1 ELSE 0 END AS cancelled
  FROM ind_document d
  WHERE d.validated_at <= TO_TIMESTAMP_TZ(:asOf, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM')
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
