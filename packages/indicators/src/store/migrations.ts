/** One step of the store's schema; steps are only ever added. */
export interface Migration {
  readonly version: number;
  readonly statements: readonly string[];
}

/**
 * The log keeps events as they came, one row each, columns empty where a type has no such fact. Nothing is derived in it:
 * every figure is counted from it by one printed statement. Keys sort by bytes (`C`), the same everywhere.
 */
const EVENT_TABLE = `
CREATE TABLE ind_event (
  event_id uuid PRIMARY KEY,
  type text COLLATE "C" NOT NULL,
  schema_version text NOT NULL,
  occurred_at timestamptz NOT NULL,
  occurred_offset smallint NOT NULL,
  recorded_at timestamptz NOT NULL,
  entity_id text COLLATE "C",
  stay_key text COLLATE "C",
  field text COLLATE "C",
  stay_mode text COLLATE "C",
  admitted_at timestamptz,
  discharged_at timestamptz,
  discharge_mode text COLLATE "C",
  ward text,
  document_id text COLLATE "C",
  lineage_key text COLLATE "C",
  version_no integer,
  replaces_id text COLLATE "C",
  doc_type text COLLATE "C",
  cda_level smallint,
  conformant boolean,
  conformance_model text,
  error_count integer,
  producer text COLLATE "C",
  purpose text COLLATE "C",
  is_final boolean,
  document_status text,
  software_name text,
  software_version text,
  handed_to text,
  transmission_id text COLLATE "C",
  message_id text,
  channel text COLLATE "C",
  origin text COLLATE "C",
  recipient_key text COLLATE "C",
  recipient_kind text COLLATE "C",
  recipient_role text COLLATE "C",
  own_domain boolean,
  code text COLLATE "C",
  permanent boolean,
  disposition text COLLATE "C",
  dmp_exists boolean,
  scope text COLLATE "C",
  activity_source text,
  activity_year integer,
  activity_stays jsonb,
  b_annual bigint
)`;

/** Reports as they were closed; a row is never changed. */
const REPORT_TABLE = `
CREATE TABLE ind_report (
  project_id text NOT NULL,
  period_id text NOT NULL,
  version integer NOT NULL,
  as_of timestamptz NOT NULL,
  frozen_at timestamptz NOT NULL,
  sha256 text NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (project_id, period_id, version)
)`;

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [{ version: 1, statements: [EVENT_TABLE, REPORT_TABLE] }];
