import { XML_NAMESPACE, XMLNS_NAMESPACE } from "./namespace-names.ts";

/**
 * Prefixes in scope while elements open and close. Every step costs the same whatever the depth and the number of
 * declarations, so that no document can make resolution slow.
 */
export class NamespaceScope {
  /** Namespace of unprefixed elements. */
  default = "";
  private readonly bindings = new Map<string, string>([["xml", XML_NAMESPACE]]);
  /** Prefix and earlier namespace of each declaration since the root, to undo them in reverse order. */
  private readonly undo: { readonly prefix: string; readonly earlier: string | undefined }[] = [];

  /** Number of declarations in force; hand it to {@link restore} when the element closes. */
  get mark(): number {
    return this.undo.length;
  }

  /** Namespace of a prefix (`""` for the default one), or undefined. */
  resolve(prefix: string): string | undefined {
    return prefix === "" ? this.default : this.bindings.get(prefix);
  }

  /** Declares a prefix, `""` for the default namespace. */
  declare(prefix: string, namespace: string): void {
    this.undo.push({ prefix, earlier: this.resolve(prefix) });
    if (prefix === "") this.default = namespace;
    else this.bindings.set(prefix, namespace);
  }

  /** Forgets the declarations made since `mark`. */
  restore(mark: number): void {
    while (this.undo.length > mark) {
      const entry = this.undo.pop();
      if (entry === undefined) return;
      if (entry.prefix === "") this.default = entry.earlier ?? "";
      else if (entry.earlier === undefined) this.bindings.delete(entry.prefix);
      else this.bindings.set(entry.prefix, entry.earlier);
    }
  }
}

/**
 * Says what is wrong with a namespace declaration, or null.
 *
 * @remarks Namespaces in XML 1.0 (third edition) §3, reserved prefixes, and §2.2, empty names.
 */
export function declarationProblem(prefix: string, namespace: string): string | null {
  if (prefix === "xmlns") return "the prefix xmlns cannot be declared";
  if (prefix === "xml") return namespace === XML_NAMESPACE ? null : "the prefix xml is bound to its own namespace";
  if (namespace === XML_NAMESPACE) return "only the prefix xml may have the namespace of xml";
  if (namespace === XMLNS_NAMESPACE) return "no prefix may have the namespace of xmlns";
  if (prefix !== "" && namespace === "") return "a prefix cannot be declared empty";
  return null;
}
