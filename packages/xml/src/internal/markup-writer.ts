import { XmlError } from "../xml-error.ts";
import { ByteSink } from "./byte-sink.ts";
import { checkComment, instructionMarkup, prefixLength } from "./markup-checks.ts";
import { declarationProblem, NamespaceScope } from "./namespace-scope.ts";

/** A name whose form has been checked. */
interface CheckedName {
  readonly name: string;
  readonly prefix: string;
  readonly localName: string;
}

/** An element whose end tag is not written yet. */
interface OpenElement {
  readonly name: CheckedName;
  /** Namespace declarations in force before its own. */
  readonly mark: number;
}

/** Names checked once are kept, up to this many: a document uses few. */
const KEPT_NAMES = 4096;

/** Writes markup in order and refuses whatever would not be well formed. The shared ground of every writer. */
export class MarkupWriter {
  readonly sink = new ByteSink();
  readonly scope = new NamespaceScope();
  private readonly names = new Map<string, CheckedName>();
  private readonly open: OpenElement[] = [];
  /** Attributes of the start tag being written. */
  private attributes: CheckedName[] = [];
  private inTag = false;

  /** Elements open now. */
  get depth(): number {
    return this.open.length;
  }

  startElement(name: string): void {
    this.endTag();
    const checked = this.check(name);
    this.open.push({ name: checked, mark: this.scope.mark });
    this.inTag = true;
    this.sink.raw("<");
    this.sink.raw(name);
  }

  /** Adds an attribute to the start tag just opened. */
  attribute(name: string, value: string): void {
    const checked = this.check(name);
    this.attributes.push(checked);
    if (checked.prefix === "xmlns") this.declare(checked.localName, value);
    else if (name === "xmlns") this.declare("", value);
    this.sink.raw(" ");
    this.sink.raw(name);
    this.sink.raw('="');
    this.sink.attribute(value);
    this.sink.raw('"');
  }

  endElement(): void {
    const element = this.open.pop();
    if (element === undefined) throw new XmlError("UNBALANCED", "no element is open");
    if (this.inTag) {
      this.checkTag(element.name);
      this.sink.raw("/>");
    } else {
      this.sink.raw("</");
      this.sink.raw(element.name.name);
      this.sink.raw(">");
    }
    this.scope.restore(element.mark);
  }

  text(value: string): void {
    this.endTag();
    this.sink.text(value);
  }

  /** Adds a CDATA section, cut in two wherever its end mark stands in the value. */
  cdata(value: string): void {
    this.endTag();
    this.sink.raw(`<![CDATA[${value.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`);
  }

  comment(value: string): void {
    this.endTag();
    this.sink.raw(`<!--${checkComment(value)}-->`);
  }

  instruction(target: string, value: string): void {
    this.endTag();
    this.sink.raw(instructionMarkup(target, value));
  }

  /** Ends the start tag being written, if any. */
  private endTag(): void {
    const element = this.open.at(-1);
    if (!this.inTag || element === undefined) return;
    this.checkTag(element.name);
    this.sink.raw(">");
  }

  private checkTag(element: CheckedName): void {
    this.inTag = false;
    this.resolve(element.prefix);
    const { attributes } = this;
    if (attributes.length === 0) return;
    this.attributes = [];
    const expanded = new Set<string>();
    for (const { prefix, localName, name } of attributes) {
      const key = prefix === "" || prefix === "xmlns" ? name : `${localName} ${this.resolve(prefix)}`;
      if (expanded.has(key)) throw new XmlError("MALFORMED", "an attribute appears twice in a tag");
      expanded.add(key);
    }
  }

  private resolve(prefix: string): string {
    const namespace = this.scope.resolve(prefix);
    if (namespace === undefined) throw new XmlError("NAMESPACE", "a prefix is not declared");
    return namespace;
  }

  private declare(prefix: string, namespace: string): void {
    const problem = declarationProblem(prefix, namespace);
    if (problem !== null) throw new XmlError("NAMESPACE", problem);
    this.scope.declare(prefix, namespace);
  }

  private check(name: string): CheckedName {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    const length = prefixLength(name);
    const prefix = name.slice(0, length);
    const checked = { name, prefix, localName: length === 0 ? name : name.slice(length + 1) };
    if (this.names.size < KEPT_NAMES) this.names.set(name, checked);
    return checked;
  }
}
