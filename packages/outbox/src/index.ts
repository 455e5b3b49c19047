export {
  type Admission,
  type Admit,
  type CreateGroupLimitsOptions,
  createGroupLimits,
  type GroupLimits,
} from "./admission.ts";
export { type ExponentialBackoffOptions, exponentialBackoff, type RetrySchedule } from "./backoff.ts";
export { type CreateOutboxOptions, createOutbox } from "./create-outbox.ts";
export { type OutboxEntry, type OutboxHistoryLine, type OutboxPart, OutboxState } from "./entry.ts";
export type { BeforeGivingUp, OutboxGivenUp } from "./given-up.ts";
export { JsonObject, type JsonValue } from "./json.ts";
export type { OutboxHandler, OutboxLease } from "./lease.ts";
export type { OutboxLimits } from "./limits.ts";
export { type EnqueueOptions, OutboxMessage } from "./message.ts";
export type { OutboxMetrics } from "./metrics.ts";
export type {
  EnqueueResult,
  ListEntriesOptions,
  OperateOptions,
  Outbox,
  OutboxRetention,
  PurgeOptions,
  PurgeResult,
  ReadMetricsOptions,
  ReadOptions,
  RunOptions,
  RunSummary,
} from "./outbox.ts";
export type {
  OnOutboxEvent,
  OutboxAbandoned,
  OutboxEntryEvent,
  OutboxEvent,
  OutboxHandlerThrew,
  OutboxOutcomeLost,
  OutboxSettled,
  OutboxStarted,
  OutboxStoreFailed,
} from "./outbox-event.ts";
export { AttemptOutcome, Outcome, PartOutcome } from "./outcome.ts";
