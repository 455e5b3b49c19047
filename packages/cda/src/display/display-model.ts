/**
 * How a run of text is set off. `inserted` and `deleted` are revisions of a narrative.
 *
 * @public
 */
export type DisplayStyle = "bold" | "italic" | "underline" | "strike" | "sub" | "sup" | "inserted" | "deleted";

/** One value of a {@link DisplayTrend}. @public */
export interface DisplayTrendPoint {
  /** When, as people read it: `03/12/2019`. */
  readonly label: string;
  /** The value, in the unit of the trend. */
  readonly value: number;
}

/** A small curve of successive values of one analyte, oldest first. @public */
export interface DisplayTrend {
  readonly kind: "trend";
  /** At least two points, oldest first. */
  readonly points: readonly DisplayTrendPoint[];
  /** What a person who does not see the curve is told, in French. */
  readonly description: string;
}

/** A mark set on a value: the text says it, so that nothing rests on colour alone. @public */
export interface DisplayMark {
  readonly kind: "mark";
  /** `alert` for what calls for attention, `strong` for the worst, `calm` for what is in order. */
  readonly tone: "alert" | "strong" | "calm";
  /** Text shown, for example `↑ élevé`. */
  readonly text: string;
}

/** What stands in a line of text. @public */
export type DisplayInline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "break" }
  | {
      readonly kind: "styled";
      /** Empty when the run only carries an identifier. */
      readonly styles: readonly DisplayStyle[];
      readonly children: readonly DisplayInline[];
    }
  | {
      readonly kind: "link";
      /** Address as written, shown as text and never followed. */
      readonly url: string | null;
      readonly children: readonly DisplayInline[];
    }
  | { readonly kind: "note"; readonly children: readonly DisplayInline[] }
  | DisplayMedia
  | DisplayMark
  | DisplayTrend;

/** Place of embedded files of the document, named by their `@ID`. @public */
export interface DisplayMedia {
  readonly kind: "media";
  /** `@ID` of the files. */
  readonly fileIds: readonly string[];
  /** Caption, empty when there is none. */
  readonly caption: readonly DisplayInline[];
}

/** A cell of a table. @public */
export interface DisplayCell {
  /** True for a header cell. */
  readonly header: boolean;
  /** What a header cell heads. Default: the column in a head, the row elsewhere. */
  readonly scope?: "col" | "row" | "colgroup" | "rowgroup";
  /** Columns covered, from 1. Default: 1. */
  readonly columnSpan?: number;
  /** Rows covered, from 1. Default: 1. */
  readonly rowSpan?: number;
  /** Alignment. Default: `left`. */
  readonly align?: "left" | "center" | "right";
  /** What the cell holds. */
  readonly children: readonly DisplayBlock[];
}

/** A row of a table. @public */
export interface DisplayRow {
  readonly cells: readonly DisplayCell[];
}

/** A table; its head is repeated on each printed page. @public */
export interface DisplayTable {
  readonly kind: "table";
  /** Caption, empty when there is none. */
  readonly caption: readonly DisplayInline[];
  readonly head: readonly DisplayRow[];
  readonly body: readonly DisplayRow[];
  readonly foot: readonly DisplayRow[];
}

/**
 * A block of text as a section shows it: the narrative of a document once read, or what a rendering hook supplies.
 *
 * It is plain data: a renderer writes each string as text, so that no markup of a document is ever executed.
 *
 * @public
 */
export type DisplayBlock =
  | { readonly kind: "heading"; readonly text: string }
  | {
      readonly kind: "paragraph";
      /** Caption, empty when there is none. */
      readonly caption: readonly DisplayInline[];
      readonly children: readonly DisplayInline[];
    }
  | {
      readonly kind: "list";
      readonly ordered: boolean;
      /** Caption, empty when there is none. */
      readonly caption: readonly DisplayInline[];
      readonly items: readonly (readonly DisplayBlock[])[];
    }
  | DisplayTable;
