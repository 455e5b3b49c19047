import { labelOf, targetLabel, verdictLabel } from "../export/report-wording.ts";
import { formatDecimal, formatInteger } from "../figures/format-french.ts";
import type { Ratio } from "../figures/policy.ts";
import type { Rate } from "../figures/rate.ts";
import type { IndicatorReport } from "../report/indicator-report.ts";
import { drawGauge } from "./charts/gauge.ts";
import type { PageCard } from "./report-page.ts";

const tones = { met: "met", notMet: "notMet", notComputable: "neutral", toBeJudged: "neutral" } as const;

function ratioText(ratio: Ratio | null): string {
  return ratio === null ? "dénominateur inconnu" : formatDecimal({ n: BigInt(ratio.n), d: BigInt(ratio.d) });
}

function rateCard(
  name: string,
  title: string,
  { rate, target, units }: { readonly rate: Rate; readonly target: Ratio; readonly units: readonly [string, string] },
): PageCard {
  return {
    name,
    title,
    value: rate.display,
    basis: `${formatInteger(rate.num)} ${units[0]} / ${ratioText(rate.den)} ${units[1]}`,
    target: `Cible : au moins ${targetLabel(target)}`,
    verdict: verdictLabel(rate),
    tone: tones[rate.verdict ?? "toBeJudged"],
    gauge: drawGauge(rate.value, target.n / target.d),
  };
}

/** The four indicators of the project at a glance. */
export function presentCards({ tableau1, tableau2, policy }: IndicatorReport): PageCard[] {
  const { ms1, ms2 } = tableau1.total;
  const { ms3, ms4, k1000B } = tableau2.total;
  const density =
    k1000B === null
      ? "activité en B inconnue"
      : `${formatDecimal({ n: BigInt(Math.round(k1000B * 100)), d: 100n })} CR pour 1 000 B`;
  const { targets } = policy;
  return [
    rateCard("MS-1", "Lettres de liaison produites", { rate: ms1, target: targets.ms1, units: ["lettres", "séjours"] }),
    rateCard("MS-2", "Lettres transmises par MSSanté", {
      rate: ms2,
      target: targets.ms2,
      units: ["transmises", "produites"],
    }),
    {
      name: "MS-3",
      title: "CR de biologie de niveau 3",
      value: formatInteger(ms3.value),
      basis: density,
      target: "Sans cible : significatif au regard de l'activité en B",
      verdict: labelOf(`verdict.${ms3.verdict}`),
      tone: "neutral",
    },
    rateCard("MS-4", "CR transmis par MSSanté (taux)", {
      rate: ms4,
      target: targets.ms4,
      units: ["transmis", "de niveau 3"],
    }),
  ];
}
