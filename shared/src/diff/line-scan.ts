import { platform } from '#platform';

/**
 * Finds the end of one line and hashes it on the way, four bytes at a time. The hash is keyed at random, so that nobody
 * can make a package of lines that collide. It never leaves this process, and no result depends on it: lines are the
 * same when their bytes are.
 */
export class LineScanner {
  /** Offset after the line's LF, or the end of the bytes. */
  end = 0;
  hash = 0;
  /** The line, or the word that its end lies in, holds a NUL. */
  hasNul = false;
  /** The line holds a byte of 0x80 or above. */
  hasHigh = false;
  private readonly seed: number;
  private readonly wordKey: number;
  private readonly wordFactor: number;
  private readonly factor: number;

  constructor() {
    const key = new DataView(platform.randomBytes(16).slice().buffer);
    this.seed = key.getInt32(0);
    this.wordKey = key.getInt32(4);
    this.wordFactor = key.getInt32(8) | 1;
    this.factor = key.getInt32(12) | 1;
  }

  scan(view: DataView, start: number): void {
    const { wordKey, wordFactor, factor } = this;
    const wordsEnd = view.byteLength - 3;
    let hash = this.seed;
    let some = 0;
    let zeros = 0;
    let at = start;
    let ended = false;
    while (!ended) {
      let word = 0;
      if (at < wordsEnd) {
        word = view.getInt32(at, true);
        const feeds = zeroBytes(word ^ 0x0a0a0a0a);
        zeros |= zeroBytes(word);
        at += 4;
        if (feeds !== 0) {
          // The lowest mark is exact: the bits above it belong to the next line.
          const bits = 32 - Math.clz32(feeds & -feeds);
          at -= 4 - (bits >>> 3);
          word &= -1 >>> (32 - bits);
          ended = true;
        }
      } else {
        ended = true;
        for (let shift = 0, byte = 0; at < view.byteLength && byte !== 0x0a; shift += 8) {
          byte = view.getUint8(at++);
          word |= byte << shift;
          if (byte === 0) zeros = 1;
        }
      }
      some |= word;
      const mixed = Math.imul(word ^ wordKey, wordFactor);
      hash = Math.imul(hash ^ mixed ^ (mixed >>> 15), factor);
      hash = (hash << 13) | (hash >>> 19);
    }
    hash = Math.imul(hash ^ (at - start), factor);
    this.end = at;
    this.hash = hash ^ (hash >>> 16);
    this.hasHigh = (some & 0x80808080) !== 0;
    this.hasNul = zeros !== 0;
  }
}

/** The top bit of each byte that is zero; a byte above the lowest such may be marked wrongly. */
function zeroBytes(word: number): number {
  return (word - 0x01010101) & ~word & 0x80808080;
}
