import { Buffer } from "node:buffer";
import { ByteSink } from "../internal/byte-sink.ts";
import { checkedName } from "../internal/checked-names.ts";
import { NamespaceScope } from "../internal/namespace-scope.ts";
import { declaredPrefix, namespacesAround } from "../internal/namespaces-in-scope.ts";
import { walkTree } from "../internal/walk-tree.ts";
import type { XmlAttribute, XmlComment, XmlDocument, XmlElement, XmlInstruction, XmlText } from "../tree.ts";
import { compareCodePoints } from "./compare-code-points.ts";

/** Options of {@link canonicalize}. @public */
export interface CanonicalizeOptions {
  /**
   * Prefixes treated as inclusive canonicalization does (the PrefixList of `InclusiveNamespaces`), `#default` for the
   * default namespace. Default: none.
   */
  readonly inclusivePrefixes?: readonly string[];
  /** Keeps comments. Default: `false`. */
  readonly withComments?: boolean;
  /** Element left out with all it holds: the signature, for an enveloped signature. Default: none. */
  readonly except?: XmlElement;
}

/**
 * Writes an element, or a whole document, in exclusive canonical form, the one that XML signatures digest.
 *
 * @remarks Exclusive XML Canonicalization 1.0 (W3C, 18 July 2002), which refers to Canonical XML 1.0.
 * @example
 * ```ts
 * import { canonicalize, parseXml } from "@ldl/xml";
 *
 * const { root } = parseXml("<a  y='2' x='1'><b/></a>");
 * console.log(new TextDecoder().decode(canonicalize(root))); // <a x="1" y="2"><b></b></a>
 * ```
 * @param node - What to write; an element keeps the namespaces it uses, wherever they are declared.
 * @param options - Inclusive prefixes, comments, element left out.
 * @returns The canonical bytes.
 * @throws {@link XmlError} `INVALID_CHARACTER` for a tree made by hand with characters that XML forbids.
 * @public
 */
export function canonicalize(node: XmlElement | XmlDocument, options: CanonicalizeOptions = {}): Uint8Array {
  const canonical = new Canonicalizer(options);
  if ("kind" in node) {
    canonical.element(node);
    return canonical.sink.finish();
  }
  for (const item of node.before) canonical.around(item, "", "\n");
  canonical.element(node.root);
  for (const item of node.after) canonical.around(item, "\n", "");
  return canonical.sink.finish();
}

const TAG_END = Buffer.from(">");

class Canonicalizer {
  readonly sink = new ByteSink();
  private readonly inclusive: readonly string[];
  private readonly withComments: boolean;
  private readonly except: XmlElement | undefined;
  /** What the source declares. */
  private readonly declared = new NamespaceScope();
  /** What the output declares. */
  private readonly rendered = new NamespaceScope();
  /** For each open element, the marks of both scopes. */
  private readonly marks: { readonly declared: number; readonly rendered: number }[] = [];

  constructor(options: CanonicalizeOptions) {
    this.inclusive = (options.inclusivePrefixes ?? []).map((prefix) => (prefix === "#default" ? "" : prefix));
    this.withComments = options.withComments ?? false;
    this.except = options.except;
  }

  /** Writes a comment or instruction outside the root. */
  around(node: XmlComment | XmlInstruction, before: string, after: string): void {
    if (node.kind === "comment" && !this.withComments) return;
    this.sink.raw(before);
    this.leaf(node);
    this.sink.raw(after);
  }

  element(root: XmlElement): void {
    for (const [prefix, namespace] of namespacesAround(root)) this.declared.declare(prefix, namespace);
    walkTree(root, {
      enter: (element) => {
        if (element === this.except) return false;
        this.startTag(element);
        return true;
      },
      leave: (element) => this.endTag(element),
      leaf: (node) => this.leaf(node),
    });
  }

  private startTag(element: XmlElement): void {
    this.marks.push({ declared: this.declared.mark, rendered: this.rendered.mark });
    const kept: XmlAttribute[] = [];
    const used = [prefixOf(element), ...this.inclusive];
    for (const attribute of element.attributes) {
      const prefix = declaredPrefix(attribute);
      if (prefix !== null) {
        this.declared.declare(prefix, attribute.value);
        continue;
      }
      kept.push(attribute);
      if (attribute.namespace !== "") used.push(prefixOf(attribute));
    }
    this.sink.markup(checkedName(element.name).startTag);
    this.namespaces(used);
    if (kept.length > 1) kept.sort(compareAttributes);
    for (const { name, value } of kept) this.attribute(name, value);
    this.sink.markup(TAG_END);
  }

  /** Declares the prefixes that the output does not declare yet as the source does. */
  private namespaces(used: readonly string[]): void {
    const missing = new Map<string, string>();
    for (const prefix of used) {
      const namespace = this.declared.resolve(prefix);
      if (namespace !== undefined && this.rendered.resolve(prefix) !== namespace) missing.set(prefix, namespace);
    }
    if (missing.size === 0) return;
    for (const prefix of [...missing.keys()].sort(compareCodePoints)) {
      const namespace = missing.get(prefix) ?? "";
      this.attribute(prefix === "" ? "xmlns" : `xmlns:${prefix}`, namespace);
      this.rendered.declare(prefix, namespace);
    }
  }

  private attribute(name: string, value: string): void {
    this.sink.markup(checkedName(name).attribute);
    this.sink.attributeValue(value);
  }

  private endTag(element: XmlElement): void {
    this.sink.markup(checkedName(element.name).endTag);
    const marks = this.marks.pop();
    if (marks === undefined) return;
    this.declared.restore(marks.declared);
    this.rendered.restore(marks.rendered);
  }

  private leaf(node: XmlText | XmlComment | XmlInstruction): void {
    if (node.kind === "text") this.sink.text(node.value);
    else if (node.kind === "instruction") {
      this.sink.raw(node.value === "" ? `<?${node.target}?>` : `<?${node.target} ${node.value}?>`);
    } else if (this.withComments) this.sink.raw(`<!--${node.value}-->`);
  }
}

function prefixOf({ name, localName }: { readonly name: string; readonly localName: string }): string {
  return name.length === localName.length ? "" : name.slice(0, -localName.length - 1);
}

/** Canonical XML 1.0 §2.2: by namespace, then by local name; attributes without namespace first. */
function compareAttributes(first: XmlAttribute, second: XmlAttribute): number {
  if (first.namespace === second.namespace) return compareCodePoints(first.localName, second.localName);
  return compareCodePoints(first.namespace, second.namespace);
}
