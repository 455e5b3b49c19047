/** Items that wait for the end of their owner, and are then taken off together as an array of their exact size. */
export class Stack<T> {
  private readonly items: T[] = [];
  /** Number of items; an owner that begins notes it, and takes all from there when it ends. */
  size = 0;

  push(item: T): void {
    this.items[this.size] = item;
    this.size += 1;
  }

  at(index: number): T | undefined {
    return this.items[index];
  }

  /** The items from an index on, which leave the stack. */
  take(from: number): readonly T[] {
    const taken = this.items.slice(from, this.size);
    this.size = from;
    return taken;
  }
}
