import { createHash } from 'node:crypto';
import { access, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { artifactDigest, digestsMatch, type Sha256 } from '@countersign/shared/digest.ts';
import { CodedError, isCoded } from '@countersign/shared/errors.ts';
import { formatPurl, parsePurl, type Purl } from '@countersign/shared/purl/purl.ts';
import type { Clock } from '../clock.ts';
import { makeFolder, writeFiles } from '../files.ts';
import { storageError } from '../storage-errors.ts';
import type { ArtifactIndex, ArtifactName, GivenRelease } from '../store/store.ts';
import type { FetchArtifact, FetchLimits } from './fetch-artifact.ts';
import { TokenBucket } from './token-bucket.ts';

export interface ArtifactCacheDeps {
  readonly folder: string;
  readonly scratch: string;
  readonly store: ArtifactIndex;
  readonly clock: Clock;
  readonly fetchArtifact: FetchArtifact;
  readonly limits: FetchLimits & { readonly maxTotalBytes: number; readonly fetchesPerMinute: number };
}

/** A statement may lie about which release its digests are of: this many of the releases that it could be are tried. */
const maxNames = 4;
/** A release whose bytes could not be had is not asked for again so soon. */
const failureKeptMs = 10 * 60 * 1000;
const maxFailures = 10_000;
const maxRunning = 4;

/**
 * The bytes of artifacts that admitted statements name, or that somebody wants to review, in a bounded folder: fetched when
 * first asked for, checked against the digests, dropped when long unused. Flagged ones go last, since their registry may
 * soon have them no more.
 */
export class ArtifactCache {
  readonly #deps: ArtifactCacheDeps;
  readonly #bucket: TokenBucket;
  readonly #running = new Map<Sha256, Promise<Uint8Array>>();
  readonly #releases = new Map<string, Promise<GivenRelease>>();
  readonly #failures = new Map<string, number>();

  constructor(deps: ArtifactCacheDeps) {
    this.#deps = deps;
    this.#bucket = new TokenBucket(deps.limits.fetchesPerMinute, deps.clock);
  }

  /** Throws `artifact-not-found`, `artifact-rate-limited`. */
  async read(sha256: Sha256): Promise<Uint8Array | Readable> {
    return (await this.#openKept(sha256)) ?? this.#fetchOnce(sha256);
  }

  /**
   * Puts what the registry gives for a release where `read` finds it. `metered`: on behalf of a visitor. Throws
   * `artifact-rate-limited`, `artifact-store-full`, `registry-foreign`, and what the registry throws.
   */
  async takeIn(
    release: Purl,
    { metered = true, maxBytes = this.#deps.limits.maxBytes } = {},
  ): Promise<GivenRelease> {
    const purl = formatPurl(release);
    // With a repository_url a visitor would say which host we call.
    if (Object.keys(release.qualifiers).length > 0) {
      throw new CodedError(
        'registry-foreign',
        'a node fetches from the registry of its own configuration alone',
      );
    }
    const given = await this.#deps.store.releaseGiven(purl);
    if (given && (await isThere(this.#path(given.sha256)))) return given;
    const key = `${purl} ${maxBytes}`;
    let running = this.#releases.get(key);
    if (!running) {
      const isBusy = this.#running.size + this.#releases.size >= maxRunning;
      if (metered && (isBusy || !this.#bucket.take())) throw tooMany();
      running = this.#takeIn(release, purl, maxBytes).finally(() => this.#releases.delete(key));
      this.#releases.set(key, running);
    }
    return running;
  }

  async #takeIn(release: Purl, purl: string, maxBytes: number): Promise<GivenRelease> {
    const { store, fetchArtifact, limits } = this.#deps;
    const bytes = await fetchArtifact(release, undefined, { ...limits, maxBytes });
    if (bytes.length > maxBytes) {
      throw new CodedError('registry-too-large', `this release is larger than ${maxBytes} bytes`, {
        maxBytes,
      });
    }
    const given = { purl, ...artifactDigest(bytes) };
    if (!(await this.#keep(given.sha256, bytes))) {
      throw new CodedError('artifact-store-full', 'this node keeps no more artifacts');
    }
    await store.rememberRelease(given);
    return { ...given, length: bytes.length };
  }

  /** The bytes of what is kept, for this process; null when it is not, or not what it was. Nothing is fetched. */
  async kept(sha256: Sha256): Promise<Uint8Array | null> {
    const file = await this.#openKept(sha256);
    return file && new Uint8Array(await buffer(file));
  }

  /** However many ask at once, a release is fetched once; and few are at a time, because they are held in memory. */
  async #fetchOnce(sha256: Sha256): Promise<Uint8Array> {
    let running = this.#running.get(sha256);
    if (!running) {
      if (this.#running.size + this.#releases.size >= maxRunning) throw tooMany();
      running = this.#fetchAny(sha256).finally(() => this.#running.delete(sha256));
      this.#running.set(sha256, running);
    }
    return running;
  }

  async #fetchAny(sha256: Sha256): Promise<Uint8Array> {
    const names = await this.#deps.store.namesOf(sha256, maxNames);
    for (const name of names) {
      const bytes = await this.#fetch(name);
      if (!bytes) continue;
      const kept = await this.#keep(sha256, bytes).catch(unlessDiskFails);
      if (kept === true) await this.#deps.store.rememberRelease(name);
      return bytes;
    }
    const why =
      names.length > 0 ? 'its registry does not give these bytes' : 'no admitted statement names it';
    throw new CodedError('artifact-not-found', `no such artifact here: ${why}`, { sha256 });
  }

  /** Disks rot, and a browser that gets wrong bytes cannot tell that from an attack: they are hashed before they go out. */
  async #openKept(sha256: Sha256): Promise<Readable | null> {
    const file = await openIfThere(this.#path(sha256));
    if (!file) return null;
    try {
      const hash = createHash('sha256');
      for await (const chunk of file.createReadStream({ start: 0, autoClose: false }))
        hash.update(chunk as Buffer);
      if (hash.digest('hex') === sha256) {
        await this.#deps.store.useArtifact(sha256, this.#deps.clock());
        return file.createReadStream({ start: 0 });
      }
    } catch (error) {
      await file.close();
      throw error;
    }
    await file.close();
    await this.#drop(sha256);
    return null;
  }

  /** Null when the release cannot be had, or is not what the statement says. */
  async #fetch({ purl, sha256, sha512 }: ArtifactName): Promise<Uint8Array | null> {
    const { clock, fetchArtifact, limits } = this.#deps;
    const release = parsePurl(purl);
    // With a repository_url a statement would say which host we call.
    if (Object.keys(release.qualifiers).length > 0) return null;
    const failure = `${purl} ${sha256} ${sha512}`;
    const failed = this.#failures.get(failure);
    if (failed !== undefined && clock() < failed + failureKeptMs) return null;
    if (!this.#bucket.take()) {
      throw new CodedError(
        'artifact-rate-limited',
        'too many artifacts were asked for: try again in a minute',
      );
    }
    try {
      const bytes = await fetchArtifact(release, { sha256, sha512 }, limits);
      if (bytes.length <= limits.maxBytes && digestsMatch(artifactDigest(bytes), { sha256, sha512 }))
        return bytes;
    } catch (error) {
      if (!isCoded(error)) throw error;
    }
    if (this.#failures.size >= maxFailures) this.#failures.clear();
    this.#failures.set(failure, clock());
    return null;
  }

  /** Whether there was room. */
  async #keep(sha256: Sha256, bytes: Uint8Array): Promise<boolean> {
    const { store, folder, scratch, clock, limits } = this.#deps;
    const kept = await store.keptArtifacts();
    let total = kept.reduce((sum, { length }) => sum + length, bytes.length);
    for (const { sha256: old, length, flagged } of kept) {
      if (total <= limits.maxTotalBytes || flagged) break;
      await this.#drop(old);
      total -= length;
    }
    if (total > limits.maxTotalBytes) return false;
    await makeFolder(folder);
    await writeFiles([{ path: this.#path(sha256), bytes }], scratch);
    await store.keepArtifact(sha256, bytes.length, clock());
    return true;
  }

  async #drop(sha256: Sha256): Promise<void> {
    await rm(this.#path(sha256), { force: true });
    await this.#deps.store.dropArtifact(sha256);
  }

  #path(sha256: Sha256): string {
    return join(this.#deps.folder, sha256.slice(0, 2), sha256);
  }
}

/** What cannot be kept can still be given. */
function unlessDiskFails(error: unknown): void {
  if (!storageError(error)) throw error;
}

function tooMany(): CodedError {
  return new CodedError('artifact-rate-limited', 'too many artifacts were asked for: try again in a minute');
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
