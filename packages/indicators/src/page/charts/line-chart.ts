import { formatInteger } from "../../figures/format-french.ts";
import type { Drawing, Shape } from "../drawing.ts";
import { THEME } from "../theme.ts";

/** A curve; the second one is told from the first by dashes and squares, not by colour alone. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

/** What a chart of curves shows: two at most. */
export interface LineChart {
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** A constant to compare with. */
  readonly reference?: { readonly value: number; readonly label: string };
}

const WIDTH = 520;
const HEIGHT = 210;
const LEFT = 52;
const RIGHT = 12;
const TOP = 30;
const BOTTOM = 28;

/** Round step that cuts a scale into four or five parts. */
function roundStep(highest: number): number {
  const rough = Math.max(1, highest) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  return Math.max(1, factor * power);
}

interface Frame {
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
}

function frameOf({ labels, series, reference }: LineChart): Frame {
  const highest = Math.max(1, reference?.value ?? 0, ...series.flatMap(({ values }) => values));
  const step = roundStep(highest);
  const end = Math.ceil(highest / step) * step;
  const span = WIDTH - LEFT - RIGHT;
  return {
    x: (index) => LEFT + (labels.length <= 1 ? span / 2 : (index / (labels.length - 1)) * span),
    y: (value) => HEIGHT - BOTTOM - (value / end) * (HEIGHT - TOP - BOTTOM),
    ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, index) => index * step),
  };
}

function axes({ labels }: LineChart, { x, y, ticks }: Frame): Shape[] {
  const rows = ticks.flatMap((tick): Shape[] => [
    {
      kind: "line",
      points: [
        [LEFT, y(tick)],
        [WIDTH - RIGHT, y(tick)],
      ],
      stroke: tick === 0 ? THEME.rule : THEME.grid,
      width: 1,
    },
    {
      kind: "text",
      x: LEFT - 6,
      y: y(tick) + 3,
      text: formatInteger(Math.round(tick)),
      size: 8.5,
      fill: THEME.muted,
      anchor: "end",
    },
  ]);
  const columns = labels.map((label, index): Shape => {
    const anchor = index === 0 ? "start" : index === labels.length - 1 ? "end" : "middle";
    return { kind: "text", x: x(index), y: HEIGHT - 10, text: label, size: 8, fill: THEME.muted, anchor };
  });
  return [...rows, ...columns.filter((_, index) => labels.length <= 6 || (labels.length - 1 - index) % 2 === 0)];
}

function curve({ values }: Series, rank: number, { x, y }: Frame): Shape[] {
  const stroke = rank === 0 ? THEME.accent : THEME.second;
  const points = values.map((value, index) => [x(index), y(value)] as const);
  const dots = points.map(
    ([dotX, dotY]): Shape => ({ kind: "dot", x: dotX, y: dotY, radius: 2.6, fill: stroke, square: rank > 0 }),
  );
  return [{ kind: "line", points, stroke, width: 2, ...(rank > 0 && { dash: [6, 3] as const }) }, ...dots];
}

function legend(series: readonly Series[]): Shape[] {
  return series.flatMap(({ name }, rank): Shape[] => {
    const x = LEFT + rank * 230;
    const fill = rank === 0 ? THEME.accent : THEME.second;
    return [
      {
        kind: "line",
        points: [
          [x, 10],
          [x + 22, 10],
        ],
        stroke: fill,
        width: 2,
        ...(rank > 0 && { dash: [6, 3] as const }),
      },
      { kind: "dot", x: x + 11, y: 10, radius: 2.6, fill, square: rank > 0 },
      { kind: "text", x: x + 28, y: 13.5, text: name, size: 9.5, fill: THEME.ink, anchor: "start" },
    ];
  });
}

/** Draws one or two curves on a common scale from zero. */
export function drawLineChart(chart: LineChart): Drawing {
  const frame = frameOf(chart);
  const { reference } = chart;
  const constant: Shape[] =
    reference === undefined
      ? []
      : [
          {
            kind: "line",
            points: [
              [LEFT, frame.y(reference.value)],
              [WIDTH - RIGHT, frame.y(reference.value)],
            ],
            stroke: THEME.muted,
            width: 1.2,
            dash: [2, 3],
          },
          {
            kind: "text",
            x: WIDTH - RIGHT,
            y: frame.y(reference.value) - 4,
            text: reference.label,
            size: 8.5,
            fill: THEME.muted,
            anchor: "end",
          },
        ];
  const curves = chart.series.flatMap((series, rank) => curve(series, rank, frame));
  return {
    width: WIDTH,
    height: HEIGHT,
    shapes: [...axes(chart, frame), ...constant, ...curves, ...legend(chart.series)],
  };
}
