import type { Drawing, Shape } from "../../page/drawing.ts";
import { escapeMarkup } from "../escape-markup.ts";

const number = (value: number): string => String(Number(value.toFixed(2)));

function attributes(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");
}

function writeShape(shape: Shape): string {
  switch (shape.kind) {
    case "rect": {
      const { x, y, width, height, fill } = shape;
      const box = { x: number(x), y: number(y), width: number(width), height: number(height), fill };
      return `<rect${attributes(box)}/>`;
    }
    case "line": {
      const points = shape.points.map(([x, y]) => `${number(x)},${number(y)}`).join(" ");
      const dash = shape.dash?.join(" ");
      const width = number(shape.width);
      return `<polyline${attributes({ points, fill: "none", stroke: shape.stroke, "stroke-width": width, "stroke-dasharray": dash })}/>`;
    }
    case "dot": {
      const { x, y, radius, fill } = shape;
      if (shape.square !== true)
        return `<circle${attributes({ cx: number(x), cy: number(y), r: number(radius), fill })}/>`;
      const side = number(2 * radius);
      return `<rect${attributes({ x: number(x - radius), y: number(y - radius), width: side, height: side, fill })}/>`;
    }
    case "text": {
      const { x, y, size, fill, anchor, bold } = shape;
      const look = {
        "font-size": number(size),
        fill,
        "text-anchor": anchor,
        "font-weight": bold === true ? "700" : undefined,
      };
      return `<text${attributes({ x: number(x), y: number(y), ...look })}>${escapeMarkup(shape.text)}</text>`;
    }
  }
}

/** What a drawing is called by who does not see it. */
export interface DrawingName {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Writes a drawing as inline SVG; one without a name only repeats what words say beside it. */
export function writeDrawing({ width, height, shapes }: Drawing, name?: DrawingName): string {
  const size = `viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}" height="${number(height)}"`;
  const content = shapes.map(writeShape).join("");
  if (name === undefined) return `<svg ${size} aria-hidden="true" focusable="false">${content}</svg>`;
  const { id, title, description } = name;
  const words = `<title id="${id}-t">${escapeMarkup(title)}</title><desc id="${id}-d">${escapeMarkup(description)}</desc>`;
  return `<svg ${size} role="img" aria-labelledby="${id}-t ${id}-d">${words}${content}</svg>`;
}
