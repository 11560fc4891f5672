/** A growing Uint32Array. */
export class Uint32List {
  length = 0;
  private values = new Uint32Array(256);

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }

  at(index: number): number {
    return this.values[index] as number;
  }

  toArray(): Uint32Array {
    return this.values.slice(0, this.length);
  }
}
