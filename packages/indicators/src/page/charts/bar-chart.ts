import { type Drawing, type Shape, shortened } from "../drawing.ts";
import { THEME } from "../theme.ts";

/** One bar: a share, or nothing when it cannot be computed. */
export interface Bar {
  readonly label: string;
  readonly value: number | null;
  readonly display: string;
  readonly emphasis?: boolean;
}

/** What a chart of horizontal bars shows. */
export interface BarChart {
  readonly bars: readonly Bar[];
  readonly target?: { readonly value: number; readonly label: string };
}

const WIDTH = 520;
const LABEL_WIDTH = 168;
const VALUE_WIDTH = 62;
const BAR_HEIGHT = 15;
const STEP = 23;
const TOP = 20;

/** Right end of the scale: whole when nothing goes over it, else a round number above the longest bar. */
function scaleEnd(chart: BarChart): number {
  const longest = Math.max(1, chart.target?.value ?? 0, ...chart.bars.map((bar) => bar.value ?? 0));
  return longest <= 1 ? 1 : Math.ceil(longest * 4) / 4;
}

function barShapes(bar: Bar, y: number, lengthOf: (value: number) => number): Shape[] {
  const middle = y + BAR_HEIGHT - 4;
  const bold = bar.emphasis === true;
  const label: Shape = {
    kind: "text",
    x: LABEL_WIDTH - 8,
    y: middle,
    text: shortened(bar.label, 30),
    size: 10,
    fill: THEME.ink,
    anchor: "end",
    bold,
  };
  const length = lengthOf(bar.value ?? 0);
  const value: Shape = {
    kind: "text",
    x: WIDTH,
    y: middle,
    text: bar.display,
    size: 10,
    fill: THEME.ink,
    anchor: "end",
    bold,
  };
  const rect: Shape = {
    kind: "rect",
    x: LABEL_WIDTH,
    y,
    width: length,
    height: BAR_HEIGHT,
    fill: bold ? THEME.ink : THEME.accent,
  };
  return bar.value === null ? [label, value] : [rect, label, value];
}

/** Draws horizontal bars on a common scale from zero, values in a column, the target as a dashed line. */
export function drawBarChart(chart: BarChart): Drawing {
  const room = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
  const end = scaleEnd(chart);
  const lengthOf = (value: number): number => (value / end) * room;
  const height = TOP + chart.bars.length * STEP + 6;
  const axis: Shape = {
    kind: "line",
    points: [
      [LABEL_WIDTH, TOP - 4],
      [LABEL_WIDTH, height - 6],
    ],
    stroke: THEME.rule,
    width: 1,
  };
  const bars = chart.bars.flatMap((bar, index) => barShapes(bar, TOP + index * STEP, lengthOf));
  const { target } = chart;
  if (target === undefined) return { width: WIDTH, height, shapes: [axis, ...bars] };
  const x = LABEL_WIDTH + lengthOf(target.value);
  const line: Shape = {
    kind: "line",
    points: [
      [x, TOP - 6],
      [x, height - 6],
    ],
    stroke: THEME.second,
    width: 1.6,
    dash: [5, 3],
  };
  const label: Shape = {
    kind: "text",
    x,
    y: TOP - 9,
    text: target.label,
    size: 9,
    fill: THEME.second,
    anchor: "middle",
    bold: true,
  };
  return { width: WIDTH, height, shapes: [axis, ...bars, line, label] };
}
