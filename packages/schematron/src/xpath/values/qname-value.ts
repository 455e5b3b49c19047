/** A resolved name (`xs:QName`). */
export class QNameValue {
  readonly namespace: string;
  readonly localName: string;
  readonly prefix: string;

  constructor(namespace: string, localName: string, prefix: string) {
    this.namespace = namespace;
    this.localName = localName;
    this.prefix = prefix;
  }

  /** Two names are equal whatever their prefixes. */
  equals(other: QNameValue): boolean {
    return this.namespace === other.namespace && this.localName === other.localName;
  }

  toString(): string {
    return this.prefix === "" ? this.localName : `${this.prefix}:${this.localName}`;
  }
}
