import type { FlowFacts } from "../queries/flow-queries.ts";
import { type MeasureValue, rateValue } from "./measure-value.ts";

/** Measures on transmissions, the same for letters and reports. */
export function flowMeasures(flow: FlowFacts): Record<string, MeasureValue> {
  return {
    reachedRate: rateValue(flow.reached, flow.recipients),
    failedRate: rateValue(flow.failed, flow.submissions),
    resendRate: rateValue(flow.resends, flow.submissions),
    mdnRate: rateValue(flow.acknowledged, flow.effective),
  };
}

/** Quality counters on transmissions, the same for letters and reports. */
export function flowCounters(flow: FlowFacts, noAddress: number): Record<string, number> {
  return {
    submissions: flow.submissions,
    failed: flow.failed,
    resends: flow.resends,
    noAddress,
    acknowledged: flow.acknowledged,
    noMdn: flow.effective - flow.acknowledged,
    integrationKo: flow.integration_ko,
    deletedUnread: flow.deleted_unread,
    patient: flow.patient,
  };
}
