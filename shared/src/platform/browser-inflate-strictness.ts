type Inflates = (data: Uint8Array, take: (chunk: Uint8Array) => boolean) => Promise<boolean>;

/** What may follow: how many bytes, and which. */
const extras = [
  [1, 0],
  [1, 0xff],
  [40_000, 0],
] as const;

/** By engine, for a page could be given another one. */
const known = new WeakMap<object, Promise<boolean>>();

/**
 * Whether the engine of this browser refuses bytes after the end of a DEFLATE stream, tried once. Then a stream that
 * inflated also ended with its last byte, and need not be inflated again to know that.
 */
export function refusesMore(inflates: Inflates): Promise<boolean> {
  const engine = globalThis.DecompressionStream;
  const found = known.get(engine) ?? tryEach(inflates);
  known.set(engine, found);
  return found;
}

async function tryEach(inflates: Inflates): Promise<boolean> {
  for (const stream of streams()) {
    if (!(await inflates(stream, () => true))) return false;
    for (const [extra, byte] of extras) {
      const longer = new Uint8Array(stream.length + extra).fill(byte);
      longer.set(stream);
      if (await inflates(longer, () => true)) return false;
    }
  }
  return true;
}

/** One with fixed codes, and stored ones that end within a slice, with the first one, and in a later one. */
function streams(): Uint8Array[] {
  return [Uint8Array.of(3, 0), ...[16_379, 20_000].map(storedBlock)];
}

/** RFC 1951 section 3.2.4: a last block of `length` zero bytes. */
function storedBlock(length: number): Uint8Array {
  const block = new Uint8Array(5 + length);
  block[0] = 1;
  new DataView(block.buffer).setUint16(1, length, true);
  new DataView(block.buffer).setUint16(3, ~length & 0xffff, true);
  return block;
}
