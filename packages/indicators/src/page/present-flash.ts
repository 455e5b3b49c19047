import { measureText, periodLabel, targetLabel, verdictLabel } from "../export/report-wording.ts";
import { formatInteger, NOT_COMPUTABLE } from "../figures/format-french.ts";
import { computeRate, type Rate } from "../figures/rate.ts";
import { sum } from "../figures/sum.ts";
import type { IndicatorReport } from "../report/indicator-report.ts";
import type { MonthCounts } from "../report/monthly.ts";
import { presentMonthCharts } from "./present-charts.ts";
import { footerOf, subtitleOf } from "./present-report.ts";
import type { PageBlock, PageTable, ReportPage } from "./report-page.ts";

type Figure = "c" | "d" | "k" | "l";

/** Counts of some months, with the part of C whose activity is declared. */
interface Span {
  readonly months: readonly MonthCounts[];
  readonly knownC: number;
}

function total({ months }: Span, figure: Figure): number {
  return sum(months.map((month) => month[figure]));
}

function spanOf({ monthly, tableau1 }: IndicatorReport, names: readonly string[]): Span {
  const known = new Set(tableau1.rows.filter(({ a }) => a !== null).map(({ entityId }) => entityId));
  const within = (months: readonly MonthCounts[]) => months.filter(({ month }) => names.includes(month));
  const mine = monthly.rows.filter(({ entityId }) => known.has(entityId));
  return { months: within(monthly.total), knownC: sum(mine.flatMap(({ months }) => within(months).map(({ c }) => c))) };
}

function ratesOf({ monthly, policy }: IndicatorReport, span: Span): readonly Rate[] {
  const mean = monthly.b === null ? null : { n: monthly.b.n * span.months.length, d: monthly.b.d };
  const { ms1, ms2, ms4 } = policy.targets;
  return [
    computeRate(mean === null ? total(span, "c") : span.knownC, mean, { target: ms1 }),
    computeRate(total(span, "d"), { n: total(span, "c"), d: 1 }, { target: ms2 }),
    computeRate(total(span, "l"), { n: total(span, "k"), d: 1 }, { target: ms4 }),
  ];
}

/** Months of the civil quarter up to one, that one included. */
function quarterToDate(month: string): string[] {
  const number = Number(month.slice(5));
  const first = number - ((number - 1) % 3);
  return Array.from(
    { length: number - first + 1 },
    (_, index) => `${month.slice(0, 5)}${String(first + index).padStart(2, "0")}`,
  );
}

function trend(now: number, before: number): string {
  if (now === before) return "= stable";
  return now > before ? `▲ + ${formatInteger(now - before)}` : `▼ - ${formatInteger(before - now)}`;
}

function rateTrend(now: Rate | undefined, before: Rate | undefined): string {
  if (now?.value == null || before?.value == null) return NOT_COMPUTABLE;
  const points = Math.round((now.value - before.value) * 1_000) / 10;
  const size = Math.abs(points).toLocaleString("fr-FR", { minimumFractionDigits: 1 });
  if (points === 0) return "= stable";
  return points > 0 ? `▲ + ${size} points` : `▼ - ${size} points`;
}

function indicatorTable(report: IndicatorReport): PageTable {
  const month = report.period.id;
  const now = spanOf(report, [month]);
  const before = spanOf(report, [report.monthly.total.at(-2)?.month ?? ""]);
  const quarter = spanOf(report, quarterToDate(month));
  const counted = (label: string, figure: Figure): string[] => [
    label,
    formatInteger(total(now, figure)),
    formatInteger(total(quarter, figure)),
    "",
    trend(total(now, figure), total(before, figure)),
  ];
  const [rates, earlier, cumulated] = [ratesOf(report, now), ratesOf(report, before), ratesOf(report, quarter)];
  const { ms1, ms2, ms4 } = report.policy.targets;
  const rated = (label: string, rank: number, target: string): string[] => {
    const cumulative = cumulated[rank];
    const verdict = cumulative === undefined ? "" : ` (${verdictLabel(cumulative)})`;
    const cells = [rates[rank]?.display ?? "", `${cumulative?.display ?? ""}${verdict}`, target];
    return [label, ...cells, rateTrend(rates[rank], earlier[rank])];
  };
  return {
    caption: `Indicateurs, ${periodLabel(report.period)}`,
    columns: [
      { label: "Indicateur", align: "left" },
      { label: "Mois", align: "right" },
      { label: "Trimestre à ce jour", align: "right" },
      { label: "Cible", align: "right" },
      { label: "Tendance sur un mois", align: "left" },
    ],
    rows: [
      counted("C, lettres produites", "c"),
      counted("D, lettres transmises", "d"),
      rated("MS-1, lettres produites / séjours moyens", 0, targetLabel(ms1)),
      rated("MS-2, lettres transmises / produites", 1, targetLabel(ms2)),
      counted("MS-3, CR de niveau 3 (K)", "k"),
      counted("L, CR transmis", "l"),
      rated("MS-4, CR transmis / de niveau 3", 2, targetLabel(ms4)),
    ],
  };
}

function attention({ complementary, failures, quality }: IndicatorReport): PageBlock {
  const { values } = complementary.letters.total;
  const failed = sum([...failures.letters, ...failures.reports].map(({ n }) => n));
  return {
    kind: "list",
    items: [
      `Lettres transmises le jour de la sortie : ${measureText(values["sameDaySent"])}`,
      `Transmissions en échec : ${formatInteger(failed)}`,
      `Lettres sans séjour connu : ${formatInteger(quality.letters.total.counters["orphanLetters"] ?? 0)}`,
    ],
  };
}

/** Lays the monthly follow-up out; what a person must write is left as fields. */
export function presentFlash(report: IndicatorReport): ReportPage {
  if (report.period.kind !== "month") throw new RangeError("period: a month expected");
  const field = (label: string): PageBlock => ({ kind: "field", label });
  return {
    title: `Rapport flash, ${periodLabel(report.period)}`,
    subtitle: subtitleOf(report),
    sections: [
      { title: "Indicateurs", blocks: [{ kind: "table", table: indicatorTable(report) }] },
      { title: "Tendance", blocks: presentMonthCharts(report) },
      { title: "Points d'attention mesurés", blocks: [attention(report)] },
      { title: "Actions", blocks: [field("Actions réalisées"), field("Actions à venir")] },
      { title: "Risques", blocks: [field("Risques et parades")] },
      { title: "Finances", blocks: [field("Dépenses et financement")] },
    ],
    footer: footerOf(report),
  };
}
