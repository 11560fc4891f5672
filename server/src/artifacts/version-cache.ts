import { isCoded } from '@countersign/shared/errors.ts';
import { formatPurl, type Purl } from '@countersign/shared/purl/purl.ts';
import type { PublishedVersion } from '@countersign/shared/registry/registry.ts';
import type { Clock } from '../clock.ts';
import type { FetchVersions } from './fetch-versions.ts';
import { TokenBucket } from './token-bucket.ts';

export interface VersionCacheDeps {
  readonly clock: Clock;
  readonly fetchVersions: FetchVersions;
  readonly fetchesPerMinute: number;
}

type Versions = readonly PublishedVersion[] | null;

/** The newest of a package that has more. */
export const maxVersions = 2000;
const keepMs = 5 * 60 * 1000;
const failureKeptMs = 60 * 1000;
const maxKept = 256;
const maxRunning = 4;

/** Which versions a registry has, kept a while, so that visitors cannot make a node ask it without end. */
export class VersionCache {
  readonly #deps: VersionCacheDeps;
  readonly #bucket: TokenBucket;
  readonly #kept = new Map<string, { readonly at: number; readonly versions: Versions }>();
  readonly #running = new Map<string, Promise<Versions>>();

  constructor(deps: VersionCacheDeps) {
    this.#deps = deps;
    this.#bucket = new TokenBucket(deps.fetchesPerMinute, deps.clock);
  }

  /**
   * Newest first; null when the registry is not to be had, or was asked too much by visitors. None when it says that there
   * is no such package. `metered`: on behalf of a visitor.
   */
  async of(packagePurl: Purl, { metered = true } = {}): Promise<Versions> {
    // With a repository_url a visitor, or a statement, would say which host we call.
    if (Object.keys(packagePurl.qualifiers).length > 0) return null;
    const key = formatPurl(packagePurl);
    const kept = this.#kept.get(key);
    const keptFor = kept?.versions === null ? failureKeptMs : keepMs;
    if (kept && this.#deps.clock() < kept.at + keptFor) return kept.versions;
    const running = this.#running.get(key);
    if (running) return running;
    if (metered && (this.#running.size >= maxRunning || !this.#bucket.take())) return kept?.versions ?? null;
    const asked = this.#ask(packagePurl, key).finally(() => this.#running.delete(key));
    this.#running.set(key, asked);
    return asked;
  }

  async #ask(packagePurl: Purl, key: string): Promise<Versions> {
    let versions: Versions = null;
    try {
      versions = (await this.#deps.fetchVersions(packagePurl)).slice(-maxVersions).toReversed();
    } catch (error) {
      if (!isCoded(error)) throw error;
      if (error.code === 'registry-not-found') versions = [];
    }
    this.#kept.delete(key);
    this.#kept.set(key, { at: this.#deps.clock(), versions });
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > maxKept && !oldest.done) this.#kept.delete(oldest.value);
    return versions;
  }
}
