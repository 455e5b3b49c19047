import { COUNTER_LABELS } from "../../codes/measure-definitions.ts";
import type { CounterRow } from "../../measures/counter-row.ts";
import type { MeasureDefinition } from "../../measures/measure-definition.ts";
import type { MeasureRow, MeasureValue } from "../../measures/measure-value.ts";
import type { IndicatorReport } from "../../report/indicator-report.ts";
import { evidenceLabel, labelOf, periodLabel, shortMonth, statusLabel } from "../report-wording.ts";
import { onTotal, STYLE } from "./sheet-styles.ts";
import { BLANK, type Cell, numberCell, type Sheet, textCell } from "./workbook.ts";

const heads = (...labels: readonly string[]): Cell[] => labels.map((label) => textCell(label, STYLE.head));
const texts = (...values: readonly string[]): Cell[] => values.map((value) => textCell(value, STYLE.text));
const section = (title: string): Cell[] => [textCell(title, STYLE.section)];

function measureCell(value: MeasureValue | undefined): Cell {
  const number = value?.kind === "rate" ? value.rate.value : value?.value;
  if (number === undefined || number === null) return textCell("", STYLE.text);
  return numberCell(number, { border: true, format: value?.kind === "rate" ? "0.0%" : "#,##0.##" });
}

function measureBlock(
  title: string,
  definitions: readonly MeasureDefinition[],
  { rows, total }: { readonly rows: readonly MeasureRow[]; readonly total: MeasureRow },
): Cell[][] {
  const columns = [total, ...rows];
  const lines = definitions.map(({ key, label, definition, source, evidence }) => [
    ...texts(label, definition, source, evidenceLabel(evidence)),
    ...columns.map((row) => measureCell(row.values[key])),
  ]);
  return [
    section(title),
    heads("Mesure", "Définition", "Source", "Preuve", ...columns.map((row) => row.label)),
    ...lines,
    [BLANK],
  ];
}

/** Complementary measures, and the progression by month. */
export function complementarySheet(report: IndicatorReport): Sheet {
  const { letters, reports, definitions } = report.complementary;
  const months = report.monthly.total.map(({ month, c, d, i, k, l }) => [
    textCell(shortMonth(month), STYLE.text),
    ...[c, d, i, k, l].map((count) => numberCell(count, STYLE.integer)),
  ]);
  return {
    name: "Complémentaires",
    rows: [
      ...measureBlock("Lettres de liaison", definitions.letters, letters),
      ...measureBlock("Comptes rendus de biologie", definitions.reports, reports),
      section("Progression mois par mois, ensemble du projet"),
      heads("Mois", "C", "D", "I", "K", "L"),
      ...months,
    ],
    widths: [
      34,
      44,
      40,
      18,
      ...Array.from({ length: 1 + Math.max(letters.rows.length, reports.rows.length) }, () => 14),
    ],
  };
}

function counterBlock(
  title: string,
  { rows, total }: { readonly rows: readonly CounterRow[]; readonly total: CounterRow },
): Cell[][] {
  const columns = [total, ...rows];
  const lines = Object.keys(total.counters).map((key) => [
    ...texts(COUNTER_LABELS[key] ?? key),
    ...columns.map((row) => numberCell(row.counters[key] ?? 0, STYLE.integer)),
  ]);
  return [section(title), heads("Compteur", ...columns.map((row) => row.label)), ...lines, [BLANK]];
}

function causeBlock(title: string, { failures, reasons }: IndicatorReport, side: "letters" | "reports"): Cell[][] {
  return [
    section(`${title} : raisons de comptage ou de non-comptage`),
    heads("Participant", "Raison", "Niveau CDA", "Versions"),
    ...reasons[side].map((row) => [
      ...texts(row.entityId, row.reason),
      ...[row.cdaLevel, row.n].map((n) => numberCell(n, STYLE.integer)),
    ]),
    section(`${title} : causes d'échec de transmission`),
    heads("Participant", "Code", "Échecs", "Documents", "Signification", "Source"),
    ...failures[side].map((row) => [
      ...texts(row.entityId, row.code),
      ...[row.n, row.documents].map((n) => numberCell(n, STYLE.integer)),
      ...texts(row.meaning, row.source),
    ]),
    [BLANK],
  ];
}

/** Quality counters, reasons and causes of failure. */
export function qualitySheet(report: IndicatorReport): Sheet {
  const { letters, reports, log } = report.quality;
  const facts: readonly (readonly [string, number])[] = [
    ["Évènements de la période", log.events],
    ["Horloge en avance de plus de 5 minutes (CLOCK_SKEW)", log.clockSkew],
    ["Évènements d'une entité hors projet", log.unknownEntity],
    ["Évènements d'une transmission jamais soumise", log.orphanTransmissions],
    ["Évènements de la période connus après la date d'arrêté", report.lateEvents],
  ];
  return {
    name: "Qualité",
    rows: [
      section("Journal des évènements"),
      ...facts.map(([label, count]) => [textCell(label, STYLE.text), numberCell(count, STYLE.integer)]),
      [BLANK],
      ...counterBlock("Lettres de liaison", letters),
      ...counterBlock("Comptes rendus de biologie", reports),
      ...causeBlock("Lettres de liaison", report, "letters"),
      ...causeBlock("Comptes rendus de biologie", report, "reports"),
    ],
    widths: [48, 22, 14, 14, 40, 20],
  };
}

/** Statements: what each counts, its text line by line, and how to check it. */
export function querySheet(report: IndicatorReport): Sheet {
  const blocks = report.queries.flatMap((query) => [
    section(query.id),
    texts("Ce qu'elle compte", query.plainFrench),
    texts(
      "Paramètres",
      Object.entries(query.params)
        .map(([name, value]) => `${name} = ${value}`)
        .join("\n"),
    ),
    texts("Exécutée le", query.executedAt),
    texts("Logiciel", `${query.software.name} ${query.software.version}, ${query.dialect}`),
    texts("SHA-256 du texte", query.sha256),
    ...query.text.split("\n").map((line) => [textCell(line, STYLE.code)]),
    [BLANK],
  ]);
  return { name: "Requêtes", rows: blocks, widths: [24, 130] };
}

/** What a reader must know of the file. */
export function metadataSheet(report: IndicatorReport): Sheet {
  const { project, policy, engine } = report;
  const facts: readonly (readonly [string, string])[] = [
    ["Projet", project.title],
    ["Période", `${report.period.id} (${periodLabel(report.period)})`],
    ["Bornes", `${report.period.start} inclus, ${report.period.end} exclu (${report.period.timeZone})`],
    ["État", statusLabel(report)],
    ["Niveau CDA minimal des lettres", String(policy.minLdlLevel)],
    ["Preuve de transmission", policy.sentProof],
    ["Lettres sans séjour", policy.orphanPolicy],
    ["Venues déclarées", policy.venuePolicy],
    ["Champs", policy.fields.join(", ")],
    ["Logiciel", `${engine.name} ${engine.version}`],
    ["Format", report.schema],
  ];
  const seals = (report.evidence ?? []).map(({ figure, count, head }) => [
    ...texts(`Liste des clés de ${figure}`),
    textCell(`${count} clés, empreinte ${head}`, STYLE.text),
  ]);
  const changes = (report.corrects?.differences ?? []).map(({ entityId, figure, from, to }) =>
    texts(`Rectification ${entityId}`, `${labelOf(figure.toUpperCase())} : ${from} -> ${to}`),
  );
  return {
    name: "Métadonnées",
    rows: [
      ...facts.map(([label, value]) => [textCell(label, onTotal(STYLE.text)), textCell(value, STYLE.text)]),
      ...seals,
      ...changes,
    ],
    widths: [34, 110],
  };
}
