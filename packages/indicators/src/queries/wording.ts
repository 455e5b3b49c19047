import type { ReferencePeriod } from "../period/reference-period.ts";

/** Words of the French sentence printed beside a statement. */
export interface Wording {
  /** « entre le 1 avril 2018 00:00 et le 30 juin 2018 24:00 (Europe/Paris) ». */
  readonly span: string;
  /** « au 31/12/2018 00:00 ». */
  readonly asOf: string;
}

function frenchDay(epochMs: number): string {
  return new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" }).format(epochMs);
}

/** Writes a moment in French, in the civil time of a zone: « 31 décembre 2018 à 23:59 ». */
export function frenchMoment(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short", timeZone });
  return format.format(new Date(instant));
}

/** Words for a period and the moment of counting. */
export function wordingOf(period: ReferencePeriod, asOf: string, timeZone: string): Wording {
  const lastDay = Date.parse(period.endDay) - 86_400_000;
  const span = `entre le ${frenchDay(Date.parse(period.firstDay))} 00:00 et le ${frenchDay(lastDay)} 24:00 (${timeZone})`;
  return { span, asOf: `au ${frenchMoment(asOf, timeZone)}` };
}
