import type { PageBlock, PageCard, PageTable } from "../../page/report-page.ts";
import { escapeMarkup as text } from "../escape-markup.ts";
import { TONE_SIGNS } from "../tone-signs.ts";
import { writeDrawing } from "./write-drawing.ts";

/** Gives identifiers that are unique in the page. */
export type NewId = () => string;

function headerCell({ label, align, letter }: PageTable["columns"][number]): string {
  const mark = letter === undefined ? "" : `<span class="letter">${text(letter)}</span> `;
  return `<th scope="col" class="${align}">${mark}${text(label)}</th>`;
}

function writeTable(table: PageTable): string {
  const { caption, columns, rows, rowHeader = 0, hasTotal = false } = table;
  const row = (cells: readonly string[], rank: number): string => {
    const written = cells.map((cell, index) => {
      const align = columns[index]?.align ?? "left";
      return index === rowHeader
        ? `<th scope="row" class="${align}">${text(cell)}</th>`
        : `<td class="${align}">${text(cell)}</td>`;
    });
    return `<tr${hasTotal && rank === rows.length - 1 ? ' class="total"' : ""}>${written.join("")}</tr>`;
  };
  // Focusable, so that a wide table is scrolled by the keyboard too.
  return [
    `<div class="table" role="group" tabindex="0" aria-label="${text(caption)}"><table><caption>${text(caption)}</caption>`,
    `<thead><tr>${columns.map(headerCell).join("")}</tr></thead>`,
    `<tbody>${rows.map(row).join("\n")}</tbody></table></div>`,
  ].join("\n");
}

function writeCard(card: PageCard): string {
  const gauge = card.gauge === undefined ? "" : writeDrawing(card.gauge);
  return [
    `<li class="card ${card.tone}"><h3><abbr>${text(card.name)}</abbr> ${text(card.title)}</h3>`,
    `<p class="value">${text(card.value)}</p>${gauge}<p class="basis">${text(card.basis)}</p><p>${text(card.target)}</p>`,
    `<p class="verdict"><span aria-hidden="true">${TONE_SIGNS[card.tone]}</span> ${text(card.verdict)}</p></li>`,
  ].join("");
}

function writeChart(chart: Extract<PageBlock, { kind: "chart" }>, id: string): string {
  const { title, description, drawing, data, valuesShown } = chart;
  return [
    `<figure><figcaption>${text(title)}</figcaption>`,
    writeDrawing(drawing, { id, title, description }),
    `<details${valuesShown ? ' class="screen"' : ""}><summary>Données du graphique<span class="hidden"> ${text(title)}</span></summary>${writeTable(data)}</details></figure>`,
  ].join("\n");
}

/** Writes one block of a section. */
export function writeBlock(block: PageBlock, newId: NewId): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${text(block.text)}</p>`;
    case "cards":
      return `<ul class="cards">${block.cards.map(writeCard).join("\n")}</ul>`;
    case "chart":
      return writeChart(block, newId());
    case "table":
      return writeTable(block.table);
    case "list":
      return `<ul>${block.items.map((item) => `<li>${text(item)}</li>`).join("\n")}</ul>`;
    case "code":
      return `<details><summary>${text(block.title)}</summary><pre tabindex="0"><code>${text(block.text)}</code></pre></details>`;
    case "field": {
      const id = newId();
      return `<h3 id="${id}">${text(block.label)}</h3><div class="field" contenteditable="true" role="textbox" aria-multiline="true" aria-labelledby="${id}"></div>`;
    }
  }
}
