import type { PageCard } from "../page/report-page.ts";

/** Sign before the words of a verdict, so that colour is never alone. */
export const TONE_SIGNS: Readonly<Record<PageCard["tone"], string>> = { met: "✓", notMet: "✗", neutral: "–" };
