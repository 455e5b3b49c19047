import { COUNTER_LABELS } from "../codes/measure-definitions.ts";
import { evidenceLabel, labelOf, measureText, RECONSTRUCTED } from "../export/report-wording.ts";
import { formatInteger } from "../figures/format-french.ts";
import { sum } from "../figures/sum.ts";
import type { FailureRow } from "../measures/counter-row.ts";
import type { MeasureDefinition } from "../measures/measure-definition.ts";
import type { MeasureRow } from "../measures/measure-value.ts";
import type { IndicatorReport } from "../report/indicator-report.ts";
import type { PageBlock, PageSection, PageTable } from "./report-page.ts";

function measureTable(caption: string, definitions: readonly MeasureDefinition[], total: MeasureRow): PageTable {
  return {
    caption,
    columns: [
      { label: "Mesure", align: "left" },
      { label: "Projet", align: "right" },
      { label: "Source et preuve", align: "left" },
    ],
    rows: definitions.map(({ key, label, source, evidence }) => [
      label,
      measureText(total.values[key]),
      `${source} (${evidenceLabel(evidence)})`,
    ]),
  };
}

/** Measures beside the indicators, with the source of each. */
export function presentMeasures({ complementary, tableau1, tableau2 }: IndicatorReport): PageSection {
  const { letters, reports, definitions } = complementary;
  const blocks: PageBlock[] = [
    {
      kind: "paragraph",
      text: "Ces mesures ne sont pas des indicateurs de l'instruction ; leur source et ce qui en a été vérifié sont indiqués.",
    },
  ];
  if (tableau1.rows.length > 0) {
    blocks.push({ kind: "table", table: measureTable("Lettres de liaison", definitions.letters, letters.total) });
  }
  if (tableau2.rows.length > 0) {
    blocks.push({
      kind: "table",
      table: measureTable("Comptes rendus de biologie", definitions.reports, reports.total),
    });
  }
  return { title: "Mesures complémentaires", blocks };
}

function causes(caption: string, rows: readonly FailureRow[]): PageBlock[] {
  const codes = [...new Set(rows.map((row) => row.code))];
  const lines = codes.map((code) => {
    const same = rows.filter((row) => row.code === code);
    return { code, meaning: same[0]?.meaning ?? "", source: same[0]?.source ?? "", n: sum(same.map((row) => row.n)) };
  });
  if (lines.length === 0) return [];
  const table: PageTable = {
    caption,
    columns: [
      { label: "Code", align: "left" },
      { label: "Échecs", align: "right" },
      { label: "Signification", align: "left" },
      { label: "Source", align: "left" },
    ],
    rows: lines
      .sort((a, b) => b.n - a.n)
      .map(({ code, n, meaning, source }) => [code, formatInteger(n), meaning, source]),
  };
  return [{ kind: "table", table }];
}

/** Quality of the data, in one table, and causes of failure. */
export function presentQuality({ quality, failures, lateEvents }: IndicatorReport): PageSection {
  const { letters, reports, log } = quality;
  const facts: readonly (readonly [string, number])[] = [
    ["Évènements de la période", log.events],
    ["Horloge en avance", log.clockSkew],
    ["Évènements d'une entité hors projet", log.unknownEntity],
    ["Transmissions jamais soumises", log.orphanTransmissions],
    ["Évènements connus après la date d'arrêté", lateEvents],
  ];
  const keys = [...new Set([...Object.keys(letters.total.counters), ...Object.keys(reports.total.counters)])];
  const cell = (count: number | undefined): string => (count === undefined ? "" : formatInteger(count));
  const table: PageTable = {
    caption: "Compteurs de qualité",
    columns: [
      { label: "Compteur", align: "left" },
      { label: "Lettres", align: "right" },
      { label: "CR", align: "right" },
    ],
    rows: keys.map((key) => [
      COUNTER_LABELS[key] ?? key,
      cell(letters.total.counters[key]),
      cell(reports.total.counters[key]),
    ]),
  };
  return {
    title: "Qualité des données",
    box: true,
    blocks: [
      { kind: "list", items: facts.map(([label, count]) => `${label} : ${formatInteger(count)}`) },
      { kind: "table", table },
      ...causes("Causes d'échec de transmission, lettres", failures.letters),
      ...causes("Causes d'échec de transmission, comptes rendus", failures.reports),
    ],
  };
}

function versionItems({ evidence, corrects }: IndicatorReport): string[] {
  const seals = (evidence ?? []).map(
    ({ figure, count, head }) => `Liste des clés de ${figure} : ${formatInteger(count)} clés, empreinte ${head}.`,
  );
  if (corrects === undefined) return seals;
  const changes = corrects.differences.map(
    ({ entityId, figure, from, to }) =>
      `${entityId}, ${figure.toUpperCase()} : ${formatInteger(from)} puis ${formatInteger(to)}`,
  );
  const told = changes.length === 0 ? "aucun chiffre n'a changé" : changes.join(" ; ");
  return [`Rectifie la version ${corrects.version} : ${told}.`, ...seals];
}

function statementTable({ queries, engine }: IndicatorReport): PageTable {
  return {
    caption: `Requêtes exécutées par ${engine.name} ${engine.version}`,
    columns: [
      { label: "Requête", align: "left" },
      { label: "Ce qu'elle compte", align: "left" },
      { label: "SHA-256 du texte", align: "left" },
    ],
    rows: queries.map(({ id, plainFrench, sha256 }) => [id, plainFrench, sha256]),
  };
}

/** How the figures were made: choices, notes, statements. */
export function presentMethod(report: IndicatorReport): PageSection {
  const { policy, queries, notes } = report;
  const choices = [
    `Lettres comptées à partir du niveau CDA ${policy.minLdlLevel}, une par séjour, champs ${policy.fields.join(", ")}, HC et HP.`,
    `Preuve de transmission : ${labelOf(`proof.${policy.sentProof}`)}.`,
    "Totaux : sommes des lignes ; taux : rapports des totaux, jamais moyenne des taux.",
    RECONSTRUCTED,
  ];
  const texts = queries
    .filter(({ id }) => id === "Q1" || id === "Q2")
    .map(({ id, text, params }): PageBlock => {
      const values = Object.entries(params).map(([name, value]) => `-- ${name} = ${value}`);
      return { kind: "code", title: `Texte de ${id}`, text: [...values, text].join("\n") };
    });
  return {
    title: "Méthode et notes",
    box: true,
    blocks: [
      { kind: "list", items: [...choices, ...notes.map((note) => note.text), ...versionItems(report)] },
      { kind: "table", table: statementTable(report) },
      ...texts,
    ],
  };
}
