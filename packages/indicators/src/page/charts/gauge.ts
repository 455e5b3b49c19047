import type { Drawing, Shape } from "../drawing.ts";
import { THEME } from "../theme.ts";

const WIDTH = 220;
const HEIGHT = 16;

/** Draws a share as a strip from 0 to 100 % (or to the share when it is over), with the target as a mark. */
export function drawGauge(value: number | null, target: number): Drawing {
  const end = Math.max(1, value ?? 0);
  const ground: Shape = { kind: "rect", x: 0, y: 4, width: WIDTH, height: 8, fill: THEME.grid };
  const filled: Shape = {
    kind: "rect",
    x: 0,
    y: 4,
    width: ((value ?? 0) / end) * WIDTH,
    height: 8,
    fill: THEME.accent,
  };
  const x = (target / end) * WIDTH;
  const mark: Shape = {
    kind: "line",
    points: [
      [x, 0],
      [x, HEIGHT],
    ],
    stroke: THEME.second,
    width: 2,
  };
  return { width: WIDTH, height: HEIGHT, shapes: value === null ? [ground, mark] : [ground, filled, mark] };
}
