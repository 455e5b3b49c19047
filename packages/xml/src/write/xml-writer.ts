import { MarkupWriter } from "../internal/markup-writer.ts";
import type { XmlElement } from "../tree.ts";
import { XmlError } from "../xml-error.ts";
import type { PreparedMarkup } from "./prepare-markup.ts";
import { declarationMarkup } from "./serialize-xml.ts";
import { writeElement } from "./write-tree.ts";

/** Attributes in the order they are written; those whose value is undefined are left out. @public */
export type XmlWriterAttributes = Readonly<Record<string, string | undefined>>;

/** Options of {@link createXmlWriter}. @public */
export interface CreateXmlWriterOptions {
  /** Starts with `<?xml version="1.0" encoding="UTF-8"?>` and a line feed. Default: `true`. */
  readonly declaration?: boolean;
  /**
   * `none` adds no white space. `spaces` puts each element on a line of its own, two spaces deeper than the one around,
   * until text is met: for elements that hold either elements or text. Default: `none`.
   */
  readonly indentation?: "none" | "spaces";
}

/**
 * Writes a document from start to end. What comes out is always well formed: every method throws when it cannot be.
 * Methods return the writer, so that calls can be chained.
 *
 * @public
 */
export interface XmlWriter {
  /** Opens an element. Prefixes must be declared by `xmlns:…` attributes here or around. */
  start(name: string, attributes?: XmlWriterAttributes): XmlWriter;
  /** Adds text to the open element. */
  text(value: string): XmlWriter;
  /** Adds a whole element: its attributes and, if given, its text. */
  element(name: string, attributes?: XmlWriterAttributes, text?: string): XmlWriter;
  /** Closes the open element. */
  end(): XmlWriter;
  /** Adds a comment; it may not hold `--` nor end with `-`. */
  comment(value: string): XmlWriter;
  /** Adds a processing instruction. */
  instruction(target: string, value?: string): XmlWriter;
  /** Adds a copy of an element of a tree, with the namespaces it needs. */
  fragment(element: XmlElement): XmlWriter;
  /** Adds elements prepared by {@link prepareMarkup}, at no more cost than copying their bytes. */
  prepared(markup: PreparedMarkup): XmlWriter;
  /** Ends the document and returns it as UTF-8. The writer cannot be used any more. */
  finish(): Uint8Array;
}

/**
 * Creates a writer of one document.
 *
 * @example
 * ```ts
 * import { createXmlWriter } from "@ldl/xml";
 *
 * const bytes = createXmlWriter({ declaration: false })
 *   .start("letter", { xmlns: "urn:example" })
 *   .element("title", { lang: "fr" }, "Été & hiver")
 *   .end()
 *   .finish();
 * console.log(new TextDecoder().decode(bytes));
 * // <letter xmlns="urn:example"><title lang="fr">Été &amp; hiver</title></letter>
 * ```
 * @param options - Declaration and indentation.
 * @returns The writer. Its methods throw {@link XmlError}: `INVALID_CHARACTER` for a character that XML forbids,
 * `MALFORMED` for a bad name, comment, instruction or a repeated attribute, `NAMESPACE` for an undeclared prefix,
 * `UNBALANCED` for a call out of place.
 * @public
 */
export function createXmlWriter(options: CreateXmlWriterOptions = {}): XmlWriter {
  return new DirectWriter(options);
}

class DirectWriter implements XmlWriter {
  private readonly markup = new MarkupWriter();
  private readonly indented: boolean;
  /** For each open element: whether a line break may be added inside, and whether one was. */
  private readonly lines: { free: boolean; broken: boolean }[] = [];
  private state: "before" | "inside" | "after" | "finished" = "before";

  constructor(options: CreateXmlWriterOptions) {
    this.indented = options.indentation === "spaces";
    if (options.declaration ?? true) this.markup.sink.raw(declarationMarkup(null));
  }

  start(name: string, attributes?: XmlWriterAttributes): this {
    this.enter();
    this.markup.startElement(name);
    if (attributes !== undefined) this.attributes(attributes);
    if (this.indented) this.lines.push({ free: true, broken: false });
    return this;
  }

  element(name: string, attributes?: XmlWriterAttributes, text?: string): this {
    this.start(name, attributes);
    if (text !== undefined) this.text(text);
    return this.end();
  }

  text(value: string): this {
    if (this.state !== "inside") throw new XmlError("UNBALANCED", "text may only stand inside the root element");
    const line = this.lines.at(-1);
    if (line !== undefined) line.free = false;
    if (value !== "") this.markup.text(value);
    return this;
  }

  end(): this {
    if (this.state !== "inside") throw new XmlError("UNBALANCED", "no element is open");
    const line = this.lines.pop();
    if (line?.free === true && line.broken) this.breakLine();
    this.markup.endElement();
    if (this.markup.depth === 0) this.state = "after";
    return this;
  }

  comment(value: string): this {
    this.aside();
    this.markup.comment(value);
    return this;
  }

  instruction(target: string, value = ""): this {
    this.aside();
    this.markup.instruction(target, value);
    return this;
  }

  fragment(element: XmlElement): this {
    this.enter();
    writeElement(this.markup, element);
    if (this.markup.depth === 0) this.state = "after";
    return this;
  }

  prepared(markup: PreparedMarkup): this {
    if (this.state !== "inside")
      throw new XmlError("UNBALANCED", "prepared elements may only stand inside the root element");
    if (this.indented) markup.write(this);
    else this.markup.prepared(markup.bytes);
    return this;
  }

  finish(): Uint8Array {
    if (this.state !== "after") throw new XmlError("UNBALANCED", "the document has no root or an element is open");
    this.state = "finished";
    return this.markup.sink.finish();
  }

  private attributes(attributes: XmlWriterAttributes): void {
    for (const name in attributes) {
      const value = attributes[name];
      if (value !== undefined) this.markup.attribute(name, value);
    }
  }

  /** Before an element. */
  private enter(): void {
    if (this.state !== "before" && this.state !== "inside") {
      throw new XmlError("UNBALANCED", "a document has one root element");
    }
    this.indent();
    this.state = "inside";
  }

  /** Before a comment or an instruction. */
  private aside(): void {
    if (this.state === "finished") throw new XmlError("UNBALANCED", "the document is finished");
    this.indent();
  }

  private indent(): void {
    const line = this.lines.at(-1);
    if (line?.free !== true) return;
    line.broken = true;
    this.breakLine();
  }

  private breakLine(): void {
    this.markup.text(`\n${"  ".repeat(this.lines.length)}`);
  }
}
