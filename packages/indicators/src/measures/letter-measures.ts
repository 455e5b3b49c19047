import type { DischargeCohortFacts } from "../queries/discharge-query.ts";
import type { FlowFacts } from "../queries/flow-queries.ts";
import type { LetterQualityFacts } from "../queries/letter-quality-query.ts";
import { flowMeasures } from "./flow-measures.ts";
import { type MeasureValue, numberValue, rateValue } from "./measure-value.ts";

/** Counts of one participant, or the sums of all, that the measures on letters are made from. */
export interface LetterFacts {
  readonly cAny: number;
  readonly quality: LetterQualityFacts;
  readonly cohort: DischargeCohortFacts;
  readonly flow: FlowFacts;
}

/** Complementary measures on letters, by key of `LETTER_MEASURES`. */
export function letterMeasures({ cAny, quality, cohort, flow }: LetterFacts): Record<string, MeasureValue> {
  return {
    cAny: numberValue(cAny),
    ms1Cohort: rateValue(cohort.with_letter, cohort.discharged),
    ms1CohortAlive: rateValue(cohort.alive_with_letter, cohort.alive),
    ms2Cohort: rateValue(quality.sent_later, quality.produced),
    ms2Adjusted: rateValue(quality.sent_later, quality.produced - quality.objected_unsent),
    sameDaySent: rateValue(cohort.same_day_sent, cohort.discharged),
    sameDaySentAttending: rateValue(cohort.attending_same_day, cohort.attending_known),
    sameDayHandedOver: rateValue(cohort.handed_over, cohort.discharged),
    sendDelayMedian: numberValue(cohort.delay_median),
    sendDelayP90: numberValue(cohort.delay_p90),
    dmpFedLdl: rateValue(cohort.dmp_fed, cohort.discharged),
    dmpFedLdlKnown: rateValue(cohort.dmp_known_fed, cohort.dmp_known),
    ifaqDmp: rateValue(cohort.ifaq_fed, cohort.ifaq_discharged),
    sunDomain1: rateValue(cohort.sun_fed, cohort.sun_discharged),
    conformantRate: rateValue(quality.conformant, quality.produced),
    replacedRate: rateValue(quality.replaced, quality.produced),
    ...flowMeasures(flow),
  };
}
