import type { DisplayBlock } from "../../display/display-model.ts";
import type { EmbeddedFile } from "../../read/embedded-file.ts";

/** A label and what it says, one entry per line. */
export interface Fact {
  readonly label: string;
  readonly lines: readonly string[];
}

/** Facts under one title. */
export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** Something the reader must know before reading. */
export interface Notice {
  readonly tone: "warning" | "info";
  readonly text: string;
}

/** An embedded file as it is offered. */
export interface PresentedFile {
  /** Anchor in the page, and number in the list: `fichier-1`. */
  readonly anchor: string;
  /** What it is: `Copie du document (PDF, 79 Ko)`. */
  readonly label: string;
  /** Name proposed for saving it. */
  readonly fileName: string;
  readonly file: EmbeddedFile;
}

/** A section as it is shown. */
export interface PresentedSection {
  readonly title: string;
  readonly blocks: readonly DisplayBlock[];
  readonly sections: readonly PresentedSection[];
}

/** Everything a page shows, whatever the format: the HTML and the PDF are two writings of it. */
export interface Presentation {
  readonly language: string;
  readonly title: string;
  /** Kind, date and version in one line. */
  readonly subtitle: string;
  readonly notices: readonly Notice[];
  readonly patient: {
    /** Name in use. */
    readonly name: string;
    /** Traits, matricule, identifiers. */
    readonly facts: readonly Fact[];
    /** Identity in one line, for the top of each printed page. */
    readonly line: string;
  };
  /** Stay, author, addressees: what is read first. */
  readonly essentials: readonly FactGroup[];
  readonly files: readonly PresentedFile[];
  readonly sections: readonly PresentedSection[];
  /** Everything else of the header. */
  readonly details: readonly FactGroup[];
}
