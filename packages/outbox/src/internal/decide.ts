import type { RetrySchedule } from "../backoff.ts";
import type { OutboxLimits } from "../limits.ts";
import type { Outcome, PartOutcome } from "../outcome.ts";
import { declaredParts, partAfter, type StoredPart } from "./parts.ts";
import { giveBack, type NewLine, plainLine, type Settlement, type Standing } from "./settlement.ts";

/** What the handler reported, or what became of it. */
export type Report =
  | Outcome
  | { readonly kind: "invalid" | "released"; readonly reason: string }
  | {
      readonly kind: "error";
      readonly reason: string /** What was thrown says that a retry makes sense. */;
      readonly retryable: boolean;
    };

export interface Policy {
  readonly limits: OutboxLimits;
  readonly schedule: RetrySchedule;
  readonly random: () => number;
}

type SendOutcome = Exclude<Outcome, { kind: "park" | "pause" }>;

function attemptLine(report: Report, dealtWith: readonly StoredPart[]): NewLine {
  return {
    kind: "attempt",
    outcome: report.kind,
    reason: "reason" in report ? report.reason : undefined,
    detail: "detail" in report ? report.detail : undefined,
    parts: declaredParts(dealtWith).map(({ name, state, reason, detail }) => ({ name, state, reason, detail })),
  };
}

/** What an outcome says of one part: nothing of those that were settled before. */
function ownOutcome(part: StoredPart, outcome: SendOutcome): PartOutcome | undefined {
  if (part.state !== "pending") return undefined;
  return outcome.kind === "partial" ? outcome.parts[part.name] : outcome;
}

/** Why an entry and its pending parts failed that grew too old. */
export const EXPIRED = "expired";

function expired(settlement: Settlement): Settlement {
  const parts = settlement.parts.map((part) =>
    part.state === "pending" ? ({ ...part, state: "failed", reason: EXPIRED } as const) : part,
  );
  return { ...settlement, state: "failed", reason: EXPIRED, parts };
}

/** Sends again after the schedule, unless a limit says otherwise. */
function again(standing: Standing, settlement: Settlement, asked: readonly number[], policy: Policy): Settlement {
  const { limits, schedule, random } = policy;
  if (settlement.tries >= limits.maxAttempts) return { ...settlement, state: "parked", reason: "max-attempts" };
  // A delay that the other side asked for is a minimum: the random share comes on top of it.
  const ms = asked.length === 0 ? schedule(settlement.tries, random()) : Math.max(...asked) * (1 + 0.1 * random());
  const delayMs = Math.ceil(ms);
  return delayMs < standing.remainingMs ? { ...settlement, state: "ready", delayMs } : expired(settlement);
}

function lastReason(parts: readonly StoredPart[], state: StoredPart["state"]): string | undefined {
  return parts.findLast((part) => part.state === state)?.reason;
}

function settled(settlement: Settlement): Settlement {
  const { parts } = settlement;
  if (parts.some(({ state }) => state === "unknown"))
    return { ...settlement, state: "parked", reason: "unknown-outcome" };
  if (parts.some(({ state }) => state === "failed")) {
    return { ...settlement, state: "failed", reason: lastReason(parts, "failed") };
  }
  return { ...settlement, state: "delivered", reason: undefined, uncertain: false };
}

function afterSending(standing: Standing, outcome: SendOutcome, policy: Policy): Settlement {
  const outcomes = standing.parts.map((part) => ownOutcome(part, outcome));
  const parts = standing.parts.map((part, index) => {
    const own = outcomes[index];
    return own === undefined ? part : partAfter(part, own, standing.attempt, policy.limits.maxUnknown);
  });
  const settlement: Settlement = {
    ...giveBack(standing, 0, lastReason(parts, "pending")),
    parts,
    tries: standing.tries + 1,
    uncertain: standing.uncertain || outcomes.some((own) => own?.kind === "unknown"),
    line: attemptLine(
      outcome,
      parts.filter((_part, index) => outcomes[index] !== undefined),
    ),
  };
  if (parts.every(({ state }) => state !== "pending")) return settled(settlement);
  const asked = outcomes.flatMap((own) => (own !== undefined && "afterMs" in own ? (own.afterMs ?? []) : []));
  return again(standing, settlement, asked, policy);
}

function afterError(standing: Standing, unchanged: Settlement, retryable: boolean, policy: Policy): Settlement {
  const errors = standing.errors + (retryable ? 0 : 1);
  const counted = { ...unchanged, tries: standing.tries + 1, errors };
  if (!retryable && errors >= policy.limits.maxErrors) return { ...counted, state: "parked", reason: "handler-error" };
  return again(standing, counted, [], policy);
}

/** Decides what becomes of an entry after an attempt: the policy of the outbox, without clock or database. */
export function decide(standing: Standing, report: Report, policy: Policy): Settlement {
  const line = attemptLine(report, []);
  const unchanged = { ...giveBack(standing, 0, line.reason), line };
  // The handler cannot say how far it came: from the point of dispatch on, its effect may exist.
  const doubtful = { ...unchanged, uncertain: standing.uncertain || standing.dispatched };
  switch (report.kind) {
    case "pause":
      return { ...unchanged, delayMs: report.afterMs };
    case "park":
      return { ...unchanged, state: "parked" };
    case "released":
      return doubtful;
    case "invalid":
      return { ...doubtful, state: "parked", reason: "invalid-outcome" };
    case "error":
      return afterError(standing, doubtful, report.retryable, policy);
    default:
      return afterSending(standing, report, policy);
  }
}

/** What becomes of an entry that may not be attempted any more; `undefined` when it may. */
export function decideUnattempted(
  standing: Standing & { readonly abandoned: number },
  limits: OutboxLimits,
): Settlement | undefined {
  const unchanged = giveBack(standing);
  if (standing.remainingMs <= 0) return { ...expired(unchanged), line: plainLine("expired", EXPIRED) };
  const exhausted = (reason: string): Settlement => ({
    ...unchanged,
    state: "parked",
    reason,
    line: plainLine("exhausted", reason),
  });
  if (standing.abandoned >= limits.maxAbandoned) return exhausted("abandoned");
  return standing.tries >= limits.maxAttempts ? exhausted("max-attempts") : undefined;
}
