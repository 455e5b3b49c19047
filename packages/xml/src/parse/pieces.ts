/** Pieces joined at once; a longer run is joined batch by batch. */
const BATCH = 4096;

/** Text gathered piece by piece. Millions of one-character pieces cost no more memory than the text itself. */
export class Pieces {
  private readonly batches: string[] = [];
  private waiting: string[] = [];

  add(piece: string): void {
    this.waiting.push(piece);
    if (this.waiting.length === BATCH) this.flush();
  }

  join(): string {
    this.flush();
    return this.batches.join("");
  }

  private flush(): void {
    this.batches.push(this.waiting.join(""));
    this.waiting = [];
  }
}
