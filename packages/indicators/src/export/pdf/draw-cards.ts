import type { PageCard } from "../../page/report-page.ts";
import { THEME } from "../../page/theme.ts";
import { TONE_SIGNS } from "../tone-signs.ts";
import { drawDrawing } from "./draw-drawing.ts";
import { BODY, CONTENT_WIDTH, PAGE, type PageFlow, type StructureElement, type TextLook } from "./page-flow.ts";

const GAP = 12;
const PADDING = 9;
const MUTED: TextLook = { ...BODY, size: 8, color: THEME.muted };
const GAUGE_HEIGHT = 16;

/** A line of a card; the gauge comes after the value. */
interface CardLine {
  readonly text: string;
  readonly look: TextLook;
}

const toneColors = { met: THEME.met, notMet: THEME.notMet, neutral: THEME.ink } as const;

function linesOf(card: PageCard): readonly CardLine[] {
  return [
    { text: card.name, look: { ...BODY, font: "bold" } },
    { text: card.title, look: MUTED },
    { text: card.value, look: { ...BODY, font: "bold", size: 19 } },
    { text: card.basis, look: MUTED },
    { text: card.target, look: { ...BODY, size: 8 } },
    {
      text: `${TONE_SIGNS[card.tone]} ${card.verdict}`,
      look: { ...BODY, font: "bold", color: toneColors[card.tone] },
    },
  ];
}

function drawCard(flow: PageFlow, parent: StructureElement, card: PageCard, x: number, width: number): void {
  const inside = width - 2 * PADDING;
  const element = flow.pdf.struct("P");
  let y = flow.y + PADDING;
  for (const { text, look } of linesOf(card)) {
    flow.marked(element, "P", () => flow.text(text, { x: x + PADDING, y, width: inside }, look));
    y += flow.heightOf(text, inside, look) + 2;
    const { gauge } = card;
    if (text !== card.value || gauge === undefined) continue;
    const top = y;
    flow.artifact(() => drawDrawing(flow.pdf, gauge, { x: x + PADDING, y: top, width: inside }));
    y += GAUGE_HEIGHT;
  }
  element.end();
  parent.add(element);
}

/** Draws cards side by side. */
export function drawCards(flow: PageFlow, parent: StructureElement, cards: readonly PageCard[]): void {
  const width = (CONTENT_WIDTH - GAP * (cards.length - 1)) / cards.length;
  const heightOf = (card: PageCard): number =>
    linesOf(card).reduce(
      (sum, { text, look }) => sum + flow.heightOf(text, width - 2 * PADDING, look) + 2,
      card.gauge === undefined ? 0 : GAUGE_HEIGHT,
    );
  const height = Math.max(...cards.map(heightOf)) + 2 * PADDING;
  flow.ensure(height);
  for (const [index, card] of cards.entries()) {
    const x = PAGE.left + index * (width + GAP);
    flow.artifact(() => {
      flow.pdf.rect(x, flow.y, width, height).lineWidth(0.8).stroke(THEME.rule);
      flow.pdf.rect(x, flow.y, 4, height).fill(toneColors[card.tone]);
    });
    drawCard(flow, parent, card, x, width);
  }
  flow.y += height + 12;
}
