import type { Drawing } from "./drawing.ts";

/** A table of texts. */
export interface PageTable {
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly align: "left" | "right"; readonly letter?: string }[];
  readonly rows: readonly (readonly string[])[];
  /** Column whose cell names its row. Default: the first. */
  readonly rowHeader?: number;
  /** Whether the last row is a total. */
  readonly hasTotal?: boolean;
}

/** One indicator at a glance. */
export interface PageCard {
  readonly name: string;
  readonly title: string;
  readonly value: string;
  /** « 15 050 lettres sur 18 800 ». */
  readonly basis: string;
  /** « Cible : 60 % ». */
  readonly target: string;
  readonly verdict: string;
  /** How the verdict is marked, besides its words. */
  readonly tone: "met" | "notMet" | "neutral";
  readonly gauge?: Drawing;
}

/** Content of a section. */
export type PageBlock =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "cards"; readonly cards: readonly PageCard[] }
  | {
      readonly kind: "chart";
      readonly title: string;
      /** What the chart shows, for who does not see it. */
      readonly description: string;
      readonly drawing: Drawing;
      /** True when every value is written in the drawing, so that a printed page needs no table beside it. */
      readonly valuesShown: boolean;
      readonly data: PageTable;
    }
  | { readonly kind: "table"; readonly table: PageTable }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "code"; readonly title: string; readonly text: string }
  /** A text that a person writes. */
  | { readonly kind: "field"; readonly label: string };

/** A titled part of a page; a box stands apart from the figures. */
export interface PageSection {
  readonly title: string;
  readonly box?: boolean;
  readonly blocks: readonly PageBlock[];
}

/** A page to be written as HTML or PDF. */
export interface ReportPage {
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly sections: readonly PageSection[];
  /** Printed at the foot. */
  readonly footer: string;
}
