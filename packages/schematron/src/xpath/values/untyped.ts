/** Text without a type (`xs:untypedAtomic`): what the atomization of a node gives when there is no schema. */
export class Untyped {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  toString(): string {
    return this.value;
  }
}
