import { REPORT_LABELS } from "../codes/report-labels.ts";
import { formatPercent } from "../figures/format-french.ts";
import type { Ratio } from "../figures/policy.ts";
import type { Rate } from "../figures/rate.ts";
import type { EvidenceMark } from "../measures/measure-definition.ts";
import type { MeasureValue } from "../measures/measure-value.ts";
import { frenchMoment } from "../queries/wording.ts";
import type { IndicatorReport } from "../report/indicator-report.ts";

const EVIDENCE: Readonly<Record<EvidenceMark, string>> = {
  verified: "source vérifiée",
  "partly verified": "source vérifiée en partie",
  "from memory": "non vérifiée",
  reconstructed: "reconstituée",
  "design decision": "choix du logiciel",
};

const QUARTERS = ["1er", "2e", "3e", "4e"] as const;

/** Printed under a table whose layout is not that of the form. */
export const RECONSTRUCTED = "Modèle reconstitué : le formulaire officiel est absent du texte publié de l'instruction.";

/** How sure a source is, in French. */
export function evidenceLabel(mark: EvidenceMark): string {
  return EVIDENCE[mark];
}

/** French name of a key of the report. */
export function labelOf(path: string): string {
  return REPORT_LABELS[path] ?? path;
}

function monthName(month: string, format: "long" | "short"): string {
  return new Intl.DateTimeFormat("fr-FR", { month: format, year: "numeric", timeZone: "UTC" }).format(
    Date.parse(`${month}-01`),
  );
}

/** Period in words: « 2e trimestre 2018 (avril à juin) », « juin à août 2018 », « mai 2018 ». */
export function periodLabel({ id, kind }: IndicatorReport["period"]): string {
  if (kind === "month") return monthName(id, "long");
  const [first = "", last = ""] = id.split("/");
  if (kind === "threeMonths") return `${monthName(first, "long")} à ${monthName(last, "long")}`;
  return `${QUARTERS[Number(id.at(-1)) - 1] ?? ""} trimestre ${id.slice(0, 4)}`;
}

/** A month where room is short: « avr. 2018 ». */
export function shortMonth(month: string): string {
  return monthName(month, "short");
}

/** State of the figures: « provisoire, chiffres connus au … », « arrêté, version 2, … ». */
export function statusLabel({ status, version, asOf, period }: IndicatorReport): string {
  const numbered = status === "frozen" ? `, version ${version}` : "";
  return `${labelOf(`status.${status}`)}${numbered}, chiffres connus au ${frenchMoment(asOf, period.timeZone)}`;
}

/** A target: « 60 % ». */
export function targetLabel(target: Ratio): string {
  return formatPercent({ n: BigInt(target.n), d: BigInt(target.d) }).replace(/,0(?=\u00a0)/, "");
}

/** Verdict and flags of a rate, in words. */
export function verdictLabel({ verdict, flags }: Rate): string {
  const words = [
    ...(verdict === null ? [] : [labelOf(`verdict.${verdict}`)]),
    ...flags.map((flag) => labelOf(`flag.${flag}`)),
  ];
  return words.join(", ");
}

/** A measure as printed. */
export function measureText(value: MeasureValue | undefined): string {
  if (value === undefined) return "";
  return value.kind === "rate" ? value.rate.display : value.display;
}
