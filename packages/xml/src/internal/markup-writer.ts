import { Buffer } from "node:buffer";
import { XmlError } from "../xml-error.ts";
import { ByteSink } from "./byte-sink.ts";
import { type CheckedName, checkedName } from "./checked-names.ts";
import { hasDuplicate } from "./has-duplicate.ts";
import { checkComment, instructionMarkup } from "./markup-checks.ts";
import { declarationProblem, NamespaceScope } from "./namespace-scope.ts";
import { Stack } from "./stack.ts";

/** An element whose end tag is not written yet. */
interface OpenElement {
  readonly name: CheckedName;
  /** Namespace declarations in force before its own. */
  readonly mark: number;
}

const TAG_END = Buffer.from(">");
const COMMENT_START = Buffer.from("<!--");
const COMMENT_END = Buffer.from("-->");
const EMPTY_TAG_END = Buffer.from("/>");

/** Writes markup in order and refuses whatever would not be well formed. The shared ground of every writer. */
export class MarkupWriter {
  readonly sink = new ByteSink();
  readonly scope = new NamespaceScope();
  private readonly open: OpenElement[] = [];
  /** Attributes of the start tag being written. */
  private readonly attributes = new Stack<CheckedName>();
  private inTag = false;

  /** Elements open now. */
  get depth(): number {
    return this.open.length;
  }

  startElement(name: string): void {
    this.endTag();
    const checked = checkedName(name);
    this.open.push({ name: checked, mark: this.scope.mark });
    this.inTag = true;
    this.sink.markup(checked.startTag);
  }

  /** Adds an attribute to the start tag just opened. */
  attribute(name: string, value: string): void {
    const checked = checkedName(name);
    this.attributes.push(checked);
    if (checked.prefix === "xmlns") this.declare(checked.localName, value);
    else if (name === "xmlns") this.declare("", value);
    this.sink.markup(checked.attribute);
    this.sink.attributeValue(value);
  }

  endElement(): void {
    const element = this.open.pop();
    if (element === undefined) throw new XmlError("UNBALANCED", "no element is open");
    if (this.inTag) {
      this.checkTag(element.name);
      this.sink.markup(EMPTY_TAG_END);
    } else {
      this.sink.markup(element.name.endTag);
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
    this.sink.markup(COMMENT_START);
    this.sink.raw(checkComment(value));
    this.sink.markup(COMMENT_END);
  }

  instruction(target: string, value: string): void {
    this.endTag();
    this.sink.raw(instructionMarkup(target, value));
  }

  /** Adds bytes of elements that are known to be well formed. */
  prepared(bytes: Uint8Array): void {
    this.endTag();
    this.sink.copy(bytes);
  }

  /** Ends the start tag being written, if any. */
  private endTag(): void {
    const element = this.open.at(-1);
    if (!this.inTag || element === undefined) return;
    this.checkTag(element.name);
    this.sink.markup(TAG_END);
  }

  private checkTag(element: CheckedName): void {
    this.inTag = false;
    this.resolve(element.prefix);
    if (this.attributes.size === 0) return;
    const attributes = this.attributes.take(0);
    for (const { prefix } of attributes) if (prefix !== "" && prefix !== "xmlns") this.resolve(prefix);
    if (hasDuplicate(attributes, (prefix) => this.resolve(prefix))) {
      throw new XmlError("MALFORMED", "an attribute appears twice in a tag");
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
}
