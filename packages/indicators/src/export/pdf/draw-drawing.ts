import type { Drawing, Shape } from "../../page/drawing.ts";
import { type Pdf, printable } from "./page-flow.ts";

function drawText(pdf: Pdf, shape: Extract<Shape, { kind: "text" }>): void {
  const text = printable(shape.text);
  pdf.font(shape.bold === true ? "bold" : "regular", shape.size).fillColor(shape.fill);
  const width = pdf.widthOfString(text);
  const shift = shape.anchor === "start" ? 0 : shape.anchor === "middle" ? width / 2 : width;
  pdf.text(text, shape.x - shift, shape.y, { lineBreak: false, baseline: "alphabetic" });
}

function drawShape(pdf: Pdf, shape: Shape): void {
  switch (shape.kind) {
    case "rect":
      pdf.rect(shape.x, shape.y, shape.width, shape.height).fill(shape.fill);
      return;
    case "line": {
      for (const [index, [x, y]] of shape.points.entries()) {
        if (index === 0) pdf.moveTo(x, y);
        else pdf.lineTo(x, y);
      }
      if (shape.dash === undefined) pdf.undash();
      else pdf.dash(shape.dash[0], { space: shape.dash[1] });
      pdf.lineWidth(shape.width).stroke(shape.stroke);
      pdf.undash();
      return;
    }
    case "dot": {
      const { x, y, radius } = shape;
      if (shape.square === true) pdf.rect(x - radius, y - radius, 2 * radius, 2 * radius).fill(shape.fill);
      else pdf.circle(x, y, radius).fill(shape.fill);
      return;
    }
    case "text":
      drawText(pdf, shape);
  }
}

/** Draws a chart with its top left corner at a place, in a width. */
export function drawDrawing(
  pdf: Pdf,
  { width, shapes }: Drawing,
  place: { readonly x: number; readonly y: number; readonly width: number },
): void {
  pdf
    .save()
    .translate(place.x, place.y)
    .scale(place.width / width);
  for (const shape of shapes) drawShape(pdf, shape);
  pdf.restore();
}
