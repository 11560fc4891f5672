import { CodedError } from '@countersign/shared/errors.ts';
import { hexPage } from './content/hex.ts';
import { decodeImage } from './content/image.ts';
import { listArchive } from './content/listing.ts';
import { readableText } from './content/readable.ts';
import { countFiles } from './counting.ts';
import { fetchCheckedTree } from './fetch/checked-tree.ts';
import { defaultFetching, type Fetching } from './fetch/fetch-bytes.ts';
import type { FilePair } from './files/file-pair.ts';
import { findChangeMoves, type MovesOfFile } from './files/change-moves.ts';
import { fileText } from './files/file-text.ts';
import type {
  ArchiveListing,
  DecodedImage,
  FileText,
  HexPage,
  ReadableText,
  Reading,
  ReadingRequest,
  ReadingWorker,
  SearchQuery,
  SearchResult,
  Side,
} from './reading.ts';
import { type ReadingState, readTrees } from './reading-state.ts';
import { searchFiles } from './search/search-files.ts';

/** Milliseconds that counting waits for the page to ask for its first file. */
const firstShownWithin = 500;

/** One reader's worker: it holds one reading at a time. A second `open` calls off the first. */
export class ReadingSession implements ReadingWorker {
  readonly #fetching: Fetching;
  #state: ReadingState | null = null;
  #opening = new AbortController();
  #search = new AbortController();
  #firstShown = Promise.withResolvers<void>();
  #counted: Promise<void> = Promise.resolve();
  #moves: Promise<MovesOfFile | null> | null = null;

  constructor(fetching: Fetching = defaultFetching) {
    this.#fetching = fetching;
  }

  async open(
    { target, base, headers }: ReadingRequest,
    progress: Parameters<ReadingWorker['open']>[1],
    counted: Parameters<ReadingWorker['open']>[2],
  ): Promise<Reading> {
    this.#opening.abort(replaced());
    const opening = new AbortController();
    this.#opening = opening;
    this.#search.abort();
    this.#state = null;
    const { signal } = opening;
    const fetched = (what: 'target' | 'base', name: typeof target) =>
      fetchCheckedTree(
        name,
        headers,
        (received, total) => progress({ what, received, total }),
        signal,
        this.#fetching,
      );
    let trees;
    try {
      trees = await Promise.all([fetched('target', target), base && fetched('base', base)]);
    } catch (error) {
      // The other one is of no use alone.
      opening.abort(error);
      throw error;
    }
    const state = readTrees(...trees);
    this.#state = state;
    this.#moves = null;
    this.#firstShown = Promise.withResolvers();
    this.#countLater(state, counted, signal);
    return state.reading;
  }

  #countLater(state: ReadingState, counted: Parameters<ReadingWorker['open']>[2], signal: AbortSignal): void {
    const shown = this.#firstShown;
    const start = async (): Promise<void> => {
      // The page is given the reading first.
      await new Promise((resolve) => setTimeout(resolve));
      setTimeout(shown.resolve, firstShownWithin);
      await countFiles({
        order: state.order,
        count: (index) => state.count(state.pair(index)),
        tell: counted,
        firstShown: shown.promise,
        signal,
      });
    };
    // What goes wrong here is a bug, and shows as files that stay uncounted, so unread.
    this.#counted = start().catch((error: unknown) => console.error(error));
  }

  async text(index: number): Promise<FileText> {
    const state = this.#open();
    const pair = state.pair(index);
    const text = fileText(pair, state.diff(pair).edits);
    this.#firstShown.resolve();
    return text;
  }

  async moves(index: number): Promise<Uint32Array | null> {
    const state = this.#open();
    state.pair(index);
    if (state.reading.base === null) return null;
    this.#moves ??= this.#findMoves(state, this.#opening.signal);
    const movesOf = await this.#moves;
    return movesOf && movesOf(index);
  }

  /** After the counts: what they compared need not be compared again. */
  async #findMoves({ pairs, edits }: ReadingState, signal: AbortSignal): Promise<MovesOfFile | null> {
    await this.#counted;
    return findChangeMoves({ pairs, edits, signal });
  }

  async readable(index: number): Promise<ReadableText | null> {
    const { kind, compared } = this.#open().pair(index);
    if (kind !== 'text') return null;
    return readableText(compared.base?.content ?? null, compared.target?.content ?? null);
  }

  async hex(index: number, side: Side, offset: number): Promise<HexPage> {
    return hexPage(this.#bytes(index, side), offset);
  }

  async listing(index: number, side: Side): Promise<ArchiveListing | null> {
    return listArchive(this.#bytes(index, side));
  }

  async image(index: number, side: Side): Promise<DecodedImage | null> {
    return decodeImage(this.#bytes(index, side));
  }

  async search(query: SearchQuery): Promise<SearchResult> {
    const state = this.#open();
    this.#search.abort();
    this.#search = new AbortController();
    return searchFiles(query, {
      pairs: state.order.map((index) => state.pair(index)),
      edits: state.edits,
      signal: this.#search.signal,
    });
  }

  /** The entry's own bytes, or for a renamed file those of what it was. */
  #bytes(index: number, side: Side): Uint8Array {
    const pair: FilePair = this.#open().pair(index);
    const entry = side === 'base' ? (pair.base ?? pair.compared.base) : (pair.target ?? pair.compared.target);
    if (!entry) throw new CodedError('file-unknown', 'the file is not on this side');
    return entry.content;
  }

  #open(): ReadingState {
    if (!this.#state) throw new CodedError('reading-not-open', 'nothing is open in this worker');
    return this.#state;
  }
}

function replaced(): CodedError {
  return new CodedError('reading-replaced', 'another reading took its place');
}
