import type { Sha256 } from '@countersign/shared/digest.ts';
import { isCoded } from '@countersign/shared/errors.ts';
import { parsePurl } from '@countersign/shared/purl/purl.ts';
import type { ArtifactCache } from '../artifacts/artifact-cache.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ChangeSize, ChangeStore } from '../store/store.ts';
import type { QueueItem } from './order.ts';
import type { RunCount } from './run-count.ts';

export interface ChangeCounterDeps {
  readonly store: ChangeStore;
  readonly artifacts: ArtifactCache;
  readonly clock: Clock;
  readonly limits: Config['scan'];
  readonly runCount: RunCount;
}

type Artifact = NonNullable<QueueItem['target']>;

const uncountable: ChangeSize = { added: null, removed: null, files: null };
const keptSizes = 5000;
/** A release that could not be had is not asked for again so soon. */
const failureKeptMs = 6 * 3_600_000;
const maxFailures = 5000;

/** Fetches both sides of changes and counts their lines, so many in a round; what it counted once it never counts again. */
export class ChangeCounter {
  readonly #deps: ChangeCounterDeps;
  readonly #signal: AbortSignal;
  readonly #failures = new Map<string, number>();
  #fetches = 0;
  #counts = 0;

  constructor(deps: ChangeCounterDeps, signal: AbortSignal) {
    this.#deps = deps;
    this.#signal = signal;
  }

  /** A new round. */
  begin(): void {
    this.#fetches = this.#deps.limits.maxFetches;
    this.#counts = this.#deps.limits.maxCounts;
  }

  /** The item with its target and its counts, as far as they are to be had. */
  async count(item: QueueItem): Promise<QueueItem> {
    const target = item.target ?? (await this.#fetch(item.purl));
    if (!target) return item;
    const size = await this.#sizeOf(item.base, target);
    return { ...item, target, ...(size ?? uncountable) };
  }

  async #sizeOf(base: Artifact | null, target: Artifact): Promise<ChangeSize | null> {
    const { store, artifacts, runCount } = this.#deps;
    const key = { base: (base?.sha256 ?? null) as Sha256 | null, target: target.sha256 as Sha256 };
    const known = await store.changeSize(key);
    if (known) return known;
    if (this.#counts <= 0) return null;
    const baseBytes = base && (await this.#bytesOf(base));
    const targetBytes = await artifacts.kept(key.target);
    if (!targetBytes || (base && !baseBytes)) return null;
    this.#counts -= 1;
    const counted = await runCount({ base: baseBytes, target: targetBytes }, this.#signal);
    if (this.#signal.aborted) return null;
    const size = counted ?? uncountable;
    await store.keepChangeSize(key, size, keptSizes);
    return size;
  }

  async #bytesOf({ purl, sha256 }: Artifact): Promise<Uint8Array | null> {
    const { artifacts } = this.#deps;
    const kept = await artifacts.kept(sha256 as Sha256);
    if (kept) return kept;
    await this.#fetch(purl);
    return artifacts.kept(sha256 as Sha256);
  }

  async #fetch(purl: string): Promise<Artifact | null> {
    const { artifacts, clock, limits } = this.#deps;
    const failed = this.#failures.get(purl);
    if (this.#fetches <= 0 || (failed !== undefined && clock() < failed + failureKeptMs)) return null;
    this.#fetches -= 1;
    try {
      const { sha256, sha512 } = await artifacts.takeIn(parsePurl(purl), {
        metered: false,
        maxBytes: limits.maxArtifactBytes,
      });
      return { purl, sha256, sha512 };
    } catch (error) {
      if (!isCoded(error)) throw error;
      if (this.#failures.size >= maxFailures) this.#failures.clear();
      this.#failures.set(purl, clock());
      return null;
    }
  }
}
