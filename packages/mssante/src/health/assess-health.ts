import type { CertificateStanding } from "../connection/inspect-certificate.ts";
import type { InboxMetrics } from "../inbox/mssante-inbox.ts";
import type { SendingMetrics } from "../outbox/sending-metrics.ts";

/** What is looked at; what is absent is not judged. @public */
export interface HealthFacts {
  /** What `metrics` of an outbox gave. */
  readonly outbox?: SendingMetrics;
  /** What `metrics` of an inbox gave. */
  readonly inbox?: InboxMetrics;
  /** What `inspectCertificate` gave. */
  readonly certificate?: CertificateStanding;
}

/** From where on something is told. @public */
export interface HealthLimits {
  /** Age of the oldest message that waits to be sent or dealt with, in milliseconds. Default: 3 600 000 (1 h). */
  readonly maxAgeMs: number;
  /** Share of recipients that bounced or rejected. Default: 0.05. */
  readonly maxRejectRate: number;
}

/** One thing that a person should look at. @public */
export interface HealthFinding {
  /** What it is; stable, for alarms. */
  readonly code:
    | "queueOld"
    | "parked"
    | "failed"
    | "abandoned"
    | "rejectRate"
    | "copiesFailed"
    | "inboxOld"
    | "quarantined"
    | "certificate";
  /** `error`: nothing goes, or something is stuck; `warning`: it will be, or some of it is. */
  readonly severity: "error" | "warning";
  /** In French, without health data. */
  readonly message: string;
}

/** How sending and receiving are. @public */
export interface Health {
  /** Whether there is no error among the findings. */
  readonly healthy: boolean;
  /** What a person should look at. */
  readonly findings: readonly HealthFinding[];
}

const DEFAULT_LIMITS: HealthLimits = { maxAgeMs: 3_600_000, maxRejectRate: 0.05 };

type Severity = HealthFinding["severity"];
type Rule = readonly [code: HealthFinding["code"], severity: Severity, holds: boolean, message: string];

const minutes = (ms: number): string => `${Math.round(ms / 60_000)} min`;

function outboxRules(outbox: SendingMetrics, { maxAgeMs, maxRejectRate }: HealthLimits): readonly Rule[] {
  const { oldestAgeMs, parked, failed, expiredLeases, rejectRate, copies } = outbox;
  const rate = rejectRate ?? 0;
  return [
    ["queueOld", "error", oldestAgeMs > maxAgeMs, `un message attend d'être envoyé depuis ${minutes(oldestAgeMs)}`],
    ["parked", "warning", parked > 0, `${parked} message(s) mis de côté attendent une décision`],
    ["failed", "warning", failed > 0, `${failed} message(s) abandonnés`],
    ["abandoned", "warning", expiredLeases > 0, `${expiredLeases} envoi(s) repris à un programme disparu`],
    ["rejectRate", "warning", rate > maxRejectRate, `${Math.round(rate * 100)} % des destinataires refusent`],
    ["copiesFailed", "warning", (copies?.failed ?? 0) > 0, `${copies?.failed ?? 0} copie(s) d'envois impossibles`],
  ];
}

function inboxRules({ oldestAgeMs, states }: InboxMetrics, { maxAgeMs }: HealthLimits): readonly Rule[] {
  const { quarantined } = states;
  return [
    ["inboxOld", "error", oldestAgeMs > maxAgeMs, `un message reçu attend depuis ${minutes(oldestAgeMs)}`],
    ["quarantined", "warning", quarantined > 0, `${quarantined} message(s) en quarantaine`],
  ];
}

function certificateRules(standing: CertificateStanding): readonly Rule[] {
  switch (standing.kind) {
    case "expiresSoon":
      return [["certificate", "warning", true, `le certificat expire dans ${standing.daysLeft} jours`]];
    case "expired":
      return [["certificate", "error", true, "le certificat est expiré"]];
    case "notYetValid":
      return [["certificate", "error", true, "le certificat n'est pas encore valable"]];
    case "otherKey":
      return [["certificate", "error", true, "la clé privée n'est pas celle du certificat"]];
    case "unreadable":
      return [["certificate", "error", true, "certificat ou clé illisible"]];
    case "valid":
    case "none":
    case "opaque":
      return [];
  }
}

/**
 * Says whether sending and receiving are well, for the health check of a program: what waits too long, what waits for a person,
 * what is refused, and how our certificate stands.
 *
 * @example
 * ```ts
 * import { assessHealth, inspectCertificate, type MssanteInbox, type MssanteOutbox, type OperatorProfile } from "@ldl/mssante";
 *
 * declare const outbox: MssanteOutbox;
 * declare const inbox: MssanteInbox;
 * declare const profile: OperatorProfile;
 *
 * const { healthy, findings } = assessHealth({
 *   outbox: await outbox.metrics({ windowMs: 86_400_000 }),
 *   inbox: await inbox.metrics(),
 *   certificate: inspectCertificate(profile.tls),
 * });
 * if (!healthy) for (const { code, message } of findings) console.error(code, message);
 * ```
 * @param facts - What was measured.
 * @param limits - Limits that differ from those of {@link HealthLimits}.
 * @returns Whether there is no error, and what was found.
 * @public
 */
export function assessHealth(facts: HealthFacts, limits: Partial<HealthLimits> = {}): Health {
  const all = { ...DEFAULT_LIMITS, ...limits };
  const rules = [
    ...(facts.outbox === undefined ? [] : outboxRules(facts.outbox, all)),
    ...(facts.inbox === undefined ? [] : inboxRules(facts.inbox, all)),
    ...(facts.certificate === undefined ? [] : certificateRules(facts.certificate)),
  ];
  const findings = rules
    .filter(([, , holds]) => holds)
    .map(([code, severity, , message]): HealthFinding => ({ code, severity, message }));
  return { healthy: findings.every(({ severity }) => severity !== "error"), findings };
}
