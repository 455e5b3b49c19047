import { shortMonth, targetLabel } from "../export/report-wording.ts";
import { formatInteger, NOT_COMPUTABLE } from "../figures/format-french.ts";
import type { Ratio } from "../figures/policy.ts";
import type { Rate } from "../figures/rate.ts";
import type { IndicatorReport } from "../report/indicator-report.ts";
import { drawBarChart } from "./charts/bar-chart.ts";
import { drawLineChart, type Series } from "./charts/line-chart.ts";
import type { PageBlock, PageTable } from "./report-page.ts";

interface RatedRow {
  readonly label: string;
  readonly rate: Rate;
}

function rateChart(title: string, who: string, rows: readonly RatedRow[], target: Ratio): PageBlock {
  const value = target.n / target.d;
  const bars = rows.map(({ label, rate }, index) => ({
    label,
    value: rate.value,
    display: rate.display,
    emphasis: index === rows.length - 1,
  }));
  const above = rows.slice(0, -1).filter(({ rate }) => rate.value !== null && rate.verdict === "met").length;
  return {
    kind: "chart",
    title,
    description: `${title} : ${above} ${who} sur ${rows.length - 1} au niveau de la cible de ${targetLabel(target)} ou au-dessus ; total du projet ${rows.at(-1)?.rate.display ?? NOT_COMPUTABLE}. La cible s'apprécie sur le total du projet.`,
    drawing: drawBarChart({ bars, target: { value, label: `cible ${targetLabel(target)}` } }),
    valuesShown: true,
    data: {
      caption: `Données : ${title}`,
      columns: [
        { label: "Participant", align: "left" },
        { label: "Taux", align: "right" },
      ],
      rows: rows.map(({ label, rate }) => [label, rate.display]),
      hasTotal: true,
    },
  };
}

function monthData(caption: string, labels: readonly string[], series: readonly Series[]): PageTable {
  return {
    caption,
    columns: [
      { label: "Mois", align: "left" as const },
      ...series.map(({ name }) => ({ label: name, align: "right" as const })),
    ],
    rows: labels.map((label, index) => [label, ...series.map(({ values }) => formatInteger(values[index] ?? 0))]),
  };
}

function monthChart(
  title: string,
  labels: readonly string[],
  series: readonly Series[],
  reference?: { readonly value: number; readonly label: string },
): PageBlock {
  const told = series.map(({ name, values }) => `${name} : de ${values[0] ?? 0} à ${values.at(-1) ?? 0}`).join(" ; ");
  return {
    kind: "chart",
    title,
    description: `${title}, ${labels[0] ?? ""} à ${labels.at(-1) ?? ""}. ${told}.`,
    drawing: drawLineChart({ labels, series, ...(reference && { reference }) }),
    valuesShown: false,
    data: monthData(`Données : ${title}`, labels, series),
  };
}

/** Bars per participant. */
export function presentRateCharts({ tableau1, tableau2, policy }: IndicatorReport): PageBlock[] {
  const charts: PageBlock[] = [];
  if (tableau1.rows.length > 0) {
    const rows = [...tableau1.rows, tableau1.total];
    const { ms1, ms2 } = policy.targets;
    charts.push(
      rateChart(
        "MS-1 par établissement",
        "établissements",
        rows.map(({ label, ms1: rate }) => ({ label, rate })),
        ms1,
      ),
      rateChart(
        "MS-2 par établissement",
        "établissements",
        rows.map(({ label, ms2: rate }) => ({ label, rate })),
        ms2,
      ),
    );
  }
  if (tableau2.rows.length > 0) {
    const rows = [...tableau2.rows, tableau2.total].map(({ label, ms4: rate }) => ({ label, rate }));
    charts.push(rateChart("MS-4 par laboratoire", "laboratoires", rows, policy.targets.ms4));
  }
  return charts;
}

/** Curves by month. */
export function presentMonthCharts({ tableau1, tableau2, monthly }: IndicatorReport): PageBlock[] {
  const labels = monthly.total.map(({ month }) => shortMonth(month));
  const values = (key: "c" | "d" | "k" | "l"): number[] => monthly.total.map((month) => month[key]);
  const charts: PageBlock[] = [];
  if (tableau1.rows.length > 0) {
    const series = [
      { name: "C, lettres produites", values: values("c") },
      { name: "D, lettres transmises", values: values("d") },
    ];
    const mean =
      monthly.b === null ? undefined : { value: monthly.b.n / monthly.b.d, label: "séjours moyens d'un mois" };
    charts.push(monthChart("Lettres de liaison, mois par mois", labels, series, mean));
  }
  if (tableau2.rows.length > 0) {
    const series = [
      { name: "K, CR de niveau 3", values: values("k") },
      { name: "L, CR transmis", values: values("l") },
    ];
    charts.push(monthChart("Comptes rendus de biologie, mois par mois", labels, series));
  }
  return charts;
}
