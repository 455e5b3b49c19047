import type { SqlDatabase, SqlExecutor } from "@ldl/domain";
import type { Outbox } from "@ldl/outbox";
import type { AuditTrail } from "../audit/audit-trail.ts";
import type { FollowUpStore } from "./follow-up-store.ts";
import type { TellSubmission } from "./submissions.ts";
import type { TransmissionEvents } from "./transmission-events.ts";

/** What the verbs of the outbox share. */
export interface OutboxParts {
  readonly database: SqlDatabase;
  readonly outbox: Outbox;
  /** The same outbox as an open transaction sees it. */
  readonly outboxWithin: (transaction: SqlExecutor) => Outbox;
  readonly followUp: FollowUpStore;
  readonly events: TransmissionEvents | undefined;
  readonly tellSubmission: TellSubmission;
  readonly audit: AuditTrail | undefined;
  readonly now: () => Date;
}
