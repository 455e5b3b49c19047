import type { Policy } from "../figures/policy.ts";
import { listed } from "./sql-text.ts";

/**
 * What the log says as of a moment, as relations: each keeps only events that had occurred and were recorded by then.
 * The counting statements know these relations, nothing of the log: a vendor's own tables can give the same ones.
 */
function known(alias: string): string {
  return `${alias}.recorded_at <= {asOf}::timestamptz AND ${alias}.occurred_at <= {asOf}::timestamptz`;
}

/** Rows of the table with the bounds of the period in their own civil time. */
const ENTITY = `
entity AS (
  SELECT r.row_id, r.entity_id, r.time_zone,
         ({q0}::date)::timestamp AT TIME ZONE r.time_zone AS q_start,
         ({q1}::date)::timestamp AT TIME ZONE r.time_zone AS q_end
  FROM json_to_recordset({entities}::json) AS r(row_id text, entity_id text, time_zone text)
)`;

/** Stays as last stated. */
const STAY = `
stay AS (
  SELECT s.stay_key, s.entity_id, s.field, s.stay_mode, CASE WHEN x.stay_key IS NULL THEN 0 ELSE 1 END AS cancelled
  FROM (
    SELECT DISTINCT ON (e.stay_key) e.stay_key, e.entity_id, e.field, e.stay_mode
    FROM ind_event e
    WHERE e.type IN ('stay.discharged', 'stay.updated') AND ${known("e")}
    ORDER BY e.stay_key, e.occurred_at DESC, e.recorded_at DESC, e.event_id DESC
  ) s
  LEFT JOIN (
    SELECT DISTINCT e.stay_key FROM ind_event e WHERE e.type = 'stay.cancelled' AND ${known("e")}
  ) x ON x.stay_key = s.stay_key
)`;

/** End of each stay as last stated. */
const DISCHARGE = `
discharge AS (
  SELECT DISTINCT ON (e.stay_key) e.stay_key, e.discharged_at, e.discharge_mode
  FROM ind_event e
  WHERE e.type IN ('stay.discharged', 'stay.updated') AND e.discharged_at IS NOT NULL AND ${known("e")}
  ORDER BY e.stay_key, e.occurred_at DESC, e.recorded_at DESC, e.event_id DESC
)`;

/** Versions of documents as first stated. */
const DOCUMENT = `
document AS (
  SELECT d.*, CASE WHEN x.document_id IS NULL THEN 0 ELSE 1 END AS cancelled
  FROM (
    SELECT DISTINCT ON (e.document_id) e.document_id, e.lineage_key, e.version_no, e.replaces_id, e.entity_id, e.stay_key,
           e.doc_type, e.cda_level, e.producer, e.purpose, e.occurred_at AS validated_at
    FROM ind_event e
    WHERE e.type = 'document.produced' AND ${known("e")}
    ORDER BY e.document_id, e.occurred_at, e.recorded_at, e.event_id
  ) d
  LEFT JOIN (
    SELECT DISTINCT e.document_id FROM ind_event e WHERE e.type = 'document.cancelled' AND ${known("e")}
  ) x ON x.document_id = d.document_id
)`;

/** Whether each version is conformant, by the last verdict given; no row when nothing checked it. */
const CONFORMITY = `
conformity AS (
  SELECT DISTINCT ON (e.document_id) e.document_id, CASE WHEN e.conformant THEN 1 ELSE 0 END AS conformant
  FROM ind_event e
  WHERE e.type IN ('document.produced', 'document.validated') AND e.conformant IS NOT NULL AND ${known("e")}
  ORDER BY e.document_id, e.occurred_at DESC, e.recorded_at DESC, e.event_id DESC
)`;

const PROOFS: Readonly<Record<Policy["sentProof"], string>> = {
  accepted: "",
  delivered: "\n  HAVING bool_or(a.type <> 'transmission.accepted')",
  mdn: "\n  HAVING bool_or(a.type = 'transmission.acknowledged')",
};

/**
 * Effective sendings by MSSanté to professionals. An acceptance that a failure followed is none; a delivery notification or
 * an answer of the recipient proves the acceptance.
 */
function sending(policy: Policy): string {
  return `
failure AS (
  SELECT e.transmission_id, max(e.occurred_at) AS failed_at
  FROM ind_event e
  WHERE e.type = 'transmission.failed' AND ${known("e")}
  GROUP BY e.transmission_id
),
proof AS (
  SELECT a.transmission_id, min(a.occurred_at) AS sent_at
  FROM ind_event a
  LEFT JOIN failure f ON f.transmission_id = a.transmission_id
  WHERE a.type IN ('transmission.accepted', 'transmission.delivered', 'transmission.acknowledged') AND ${known("a")}
    AND (f.failed_at IS NULL OR a.occurred_at > f.failed_at)
  GROUP BY a.transmission_id${PROOFS[policy.sentProof]}
),
sending AS (
  SELECT t.document_id, t.origin, t.recipient_key, t.recipient_role, p.sent_at
  FROM ind_event t
  JOIN proof p ON p.transmission_id = t.transmission_id
  WHERE t.type = 'transmission.submitted' AND ${known("t")}
    AND t.channel = 'MSSANTE' AND t.recipient_kind IN (${listed(PROFESSIONAL_KINDS)})
    AND t.own_domain IS NOT TRUE
)`;
}

/** Kinds of mailboxes of professionals; those of patients and others never count. */
export const PROFESSIONAL_KINDS = ["PER", "ORG", "APP", "CAB"] as const;

/** Patients who objected to a sending or a deposit, by stay or by document. */
const OBJECTION = `
objection AS (
  SELECT DISTINCT e.stay_key, e.document_id, e.scope
  FROM ind_event e
  WHERE e.type = 'patient.objected' AND ${known("e")}
)`;

/** What became of each version in the DMP; a deletion undoes the deposit. */
const DEPOSIT = `
deposit AS (
  SELECT e.document_id,
         max(CASE WHEN e.type = 'dmp.submitted' THEN 1 WHEN e.dmp_exists THEN 1 ELSE 0 END) AS dmp_known,
         CASE WHEN max(CASE WHEN e.type = 'dmp.submitted' THEN e.occurred_at END)
                >= coalesce(max(CASE WHEN e.type = 'dmp.deleted' THEN e.occurred_at END), '-infinity')
              THEN 1 ELSE 0 END AS fed
  FROM ind_event e
  WHERE e.type IN ('dmp.submitted', 'dmp.failed', 'dmp.deleted') AND ${known("e")}
  GROUP BY e.document_id
)`;

/** Every relation that the log gives, by name. */
export interface SourceRelations {
  readonly entity: string;
  readonly stay: string;
  readonly discharge: string;
  readonly document: string;
  readonly conformity: string;
  readonly sending: string;
  readonly objection: string;
  readonly deposit: string;
}

/** The relations of the log under a policy. */
export function eventRelations(policy: Policy): SourceRelations {
  return {
    entity: ENTITY,
    stay: STAY,
    discharge: DISCHARGE,
    document: DOCUMENT,
    conformity: CONFORMITY,
    sending: sending(policy),
    objection: OBJECTION,
    deposit: DEPOSIT,
  };
}

/** Condition that an event of the log was known as of the moment of counting. */
export const knownEvent = known;
