import type { DisplayTrendPoint } from "../display/display-model.ts";

/** A small curve, ready to be drawn in a box whose origin is at the top left. */
export interface TrendShape {
  readonly width: number;
  readonly height: number;
  /** SVG path of the line. */
  readonly path: string;
  /** The newest value. */
  readonly last: { readonly x: number; readonly y: number };
}

const WIDTH = 96;
const HEIGHT = 24;
const MARGIN = 4;

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/**
 * Computes the curve of successive values: evenly spaced, from the lowest to the highest.
 *
 * @param points - Values, oldest first.
 * @returns The shape.
 */
export function trendShape(points: readonly DisplayTrendPoint[]): TrendShape {
  const values = points.map(({ value }) => value);
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  const step = (WIDTH - 2 * MARGIN) / Math.max(1, values.length - 1);
  const places = values.map((value, index) => ({
    x: rounded(MARGIN + index * step),
    y: rounded(range === 0 ? HEIGHT / 2 : HEIGHT - MARGIN - ((value - low) / range) * (HEIGHT - 2 * MARGIN)),
  }));
  return {
    width: WIDTH,
    height: HEIGHT,
    path: places.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join(" "),
    last: places.at(-1) ?? { x: WIDTH / 2, y: HEIGHT / 2 },
  };
}
