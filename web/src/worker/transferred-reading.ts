import { transfer } from 'comlink';
import type { FileText, ReadableText, ReadingWorker, SideText } from './reading.ts';

/** The same worker whose large answers are handed over to the page instead of copied. */
export function transferredReading(reading: ReadingWorker): ReadingWorker {
  return {
    open: (request, progress, counted) => reading.open(request, progress, counted),
    search: (query) => reading.search(query),
    listing: (index, side) => reading.listing(index, side),
    async text(index) {
      const text = await reading.text(index);
      return transfer(text, buffersOf(text));
    },
    async moves(index) {
      const moves = await reading.moves(index);
      return moves && transfer(moves, [moves.buffer]);
    },
    async readable(index) {
      const text = await reading.readable(index);
      return text && transfer(text, [...buffersOf(text), text.baseRaw.buffer, text.targetRaw.buffer]);
    },
    async hex(index, side, offset) {
      const page = await reading.hex(index, side, offset);
      return transfer(page, [page.bytes.buffer]);
    },
    async image(index, side) {
      const image = await reading.image(index, side);
      return image && transfer(image, [image.pixels]);
    },
  };
}

function buffersOf(text: Omit<FileText, 'index'> | ReadableText): Transferable[] {
  const arrays: ArrayBufferView[] = [text.edits, text.baseMarks, text.targetMarks, text.moves];
  for (const side of [text.base, text.target]) if (side) arrays.push(...arraysOf(side));
  return Array.from(new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer)));
}

function arraysOf({ bytes, starts }: SideText): ArrayBufferView[] {
  return [bytes, starts];
}
