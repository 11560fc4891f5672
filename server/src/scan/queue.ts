import { setImmediate as nextTurn } from 'node:timers/promises';
import type { QueueAnswer, QueueSort } from '@countersign/shared/api.ts';
import { formatPurl, parsePurl, type Purl } from '@countersign/shared/purl/purl.ts';
import type { ArtifactCache } from '../artifacts/artifact-cache.ts';
import type { VersionCache } from '../artifacts/version-cache.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ArtifactName, PackageRow, Store } from '../store/store.ts';
import { nextToReview } from './candidate.ts';
import { ChangeCounter } from './change-counter.ts';
import { sortQueue, type QueueItem } from './order.ts';
import type { RunCount } from './run-count.ts';

export interface QueueDeps {
  readonly store: Store;
  readonly versions: VersionCache;
  readonly artifacts: ArtifactCache;
  readonly clock: Clock;
  readonly limits: Config['scan'];
  readonly runCount: RunCount;
  readonly onFailure: (error: unknown) => void;
}

/** Statements may say of one release that it is many artifacts. */
const maxArtifacts = 8;

/**
 * The releases that wait for a review: of the packages that statements name lately, those with a release newer than any
 * that somebody reviewed. It is made in rounds, in the background, one registry call or count at a time.
 */
export class Queue {
  readonly #deps: QueueDeps;
  readonly #counter: ChangeCounter;
  readonly #stop = new AbortController();
  #items = new Map<string, QueueItem>();
  #checked: number | null = null;
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(deps: QueueDeps) {
    this.#deps = deps;
    this.#counter = new ChangeCounter(deps, this.#stop.signal);
  }

  /** The first round soon, then one after the other; none when the operator does not want it. */
  start(): void {
    const { enabled, firstMs, everyMs } = this.#deps.limits;
    if (!enabled) return;
    this.#timer = setTimeout(() => {
      void this.round();
      this.#timer = setInterval(() => void this.round(), everyMs).unref();
    }, firstMs).unref();
  }

  close(): void {
    this.#stop.abort();
    if (this.#timer) clearTimeout(this.#timer);
  }

  list(sort: QueueSort): QueueAnswer {
    const checked = this.#checked === null ? null : `${new Date(this.#checked).toISOString().slice(0, 19)}Z`;
    return { items: sortQueue([...this.#items.values()], sort), checked };
  }

  /** Looks at each package once. What fails is told, and tried again in the next round. */
  async round(): Promise<void> {
    if (!this.#deps.limits.enabled || this.#stop.signal.aborted) return;
    this.#running ??= this.#look()
      .catch((error: unknown) => {
        if (!this.#stop.signal.aborted) this.#deps.onFailure(error);
      })
      .finally(() => (this.#running = null));
    return this.#running;
  }

  async #look(): Promise<void> {
    const { store, clock, limits } = this.#deps;
    const page = { before: null, limit: limits.maxPackages };
    const found = new Map<string, QueueItem>();
    for (const row of await store.packages({ ecosystem: 'npm' }, page)) {
      await nextTurn();
      if (this.#stop.signal.aborted) return;
      const item = await this.#itemOf(row);
      const last = this.#items.get(row.purl);
      if (item === 'unknown' && last) found.set(row.purl, last);
      else if (typeof item === 'object' && item) found.set(row.purl, item);
    }
    this.#items = found;
    this.#checked = clock();
    this.#counter.begin();
    for (const [name, item] of found) {
      if (this.#stop.signal.aborted) return;
      found.set(name, await this.#counter.count(item));
    }
  }

  /** Null when nothing waits; `unknown` when its registry does not answer. */
  async #itemOf({ purl, reviews, flags }: PackageRow): Promise<QueueItem | 'unknown' | null> {
    const { store, versions } = this.#deps;
    const packageOf = parsePurl(purl);
    const published = await versions.of(packageOf, { metered: false });
    if (published === null) return 'unknown';
    const purlOf = (version: string) => formatPurl({ ...packageOf, version });
    const named = await store.releasesNamed(published.map(({ version }) => purlOf(version)));
    const reviewed = named.filter((row) => row.reviews > 0).map((row) => parsePurl(row.purl).version ?? '');
    const next = nextToReview(packageOf.type, published, new Set(reviewed));
    if (!next) return null;
    const base = next.base === null ? null : await this.#artifactOf({ ...packageOf, version: next.base });
    const target = purlOf(next.target.version);
    const given = await store.releaseGiven(target);
    return {
      purl: target,
      base: base && toArtifact(base),
      target: given && toArtifact(given),
      added: null,
      removed: null,
      files: null,
      reviews,
      flags,
      published: next.target.published,
    };
  }

  /** What the registry gave where a statement says the same, else what most statements say. */
  async #artifactOf(release: Purl): Promise<ArtifactName | null> {
    const purl = formatPurl(release);
    const { store } = this.#deps;
    const named = (await store.artifactsOf([purl], maxArtifacts)).get(purl) ?? [];
    const given = await store.releaseGiven(purl);
    return named.find(({ sha256 }) => sha256 === given?.sha256) ?? named[0] ?? null;
  }
}

function toArtifact({ purl, sha256, sha512 }: ArtifactName) {
  return { purl, sha256, sha512 };
}
