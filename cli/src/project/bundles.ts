import { isCoded } from '@countersign/shared/errors.ts';
import type { NpmConfigSource } from '@countersign/shared/registry/npm-config.ts';
import type { Registry } from '@countersign/shared/registry/registry.ts';
import { showRelease } from '@countersign/shared/purl/release.ts';
import type { Cache } from '../cache/cached-log.ts';
import type { Context } from '../context.ts';
import type { LockEntry, Lockfile } from '../lockfile/lockfile.ts';
import { bundledPackages, type BundledPackages } from './bundled-packages.ts';

/**
 * Whether an entry that the lockfile calls bundled really is part of its parent's artifact: npm fetches one that is not,
 * so an entry could otherwise name any package and never be judged. The artifact's own bytes tell; what was seen of an
 * artifact is kept under this machine's MAC. Where they cannot be had, the entry is judged as a release of its own.
 */
export async function bundleHolds(
  context: Context,
  cache: Cache,
  lockfile: Lockfile,
  source: NpmConfigSource,
): Promise<(entry: LockEntry) => boolean> {
  const byKey = new Map(lockfile.entries.map((entry) => [entry.key, entry]));
  const parents = new Set(
    lockfile.entries.flatMap(({ source, bundledIn }) =>
      source === 'bundled' && bundledIn ? [bundledIn] : [],
    ),
  );
  const seen = new Map<string, BundledPackages>();
  let registry: Registry | null = null;
  for (const key of parents) {
    const parent = byKey.get(key);
    if (!parent?.purl || parent.source !== 'registry') continue;
    let packages = recall(cache, parent);
    if (packages === null && !context.options.offline) {
      const { openRegistry } = await import('@countersign/shared/registry/open.ts');
      registry ??= await openRegistry('npm', source);
      packages = await look(context, registry, parent);
      if (packages !== null) remember(cache, parent, packages);
    }
    if (packages !== null) seen.set(key, packages);
  }
  return ({ key, name, version, bundledIn }) => {
    if (bundledIn === undefined || version === null || !key.startsWith(`${bundledIn}/`)) return false;
    return seen.get(bundledIn)?.[key.slice(bundledIn.length + 1)] === `${name}@${version}`;
  };
}

async function look(
  context: Context,
  registry: Registry,
  parent: LockEntry,
): Promise<BundledPackages | null> {
  if (!parent.purl) return null;
  try {
    const { bytes } = await registry.fetchArtifact(parent.purl, parent.digests);
    return await bundledPackages(bytes);
  } catch (error) {
    if (!isCoded(error)) throw error;
    context.terminal.warn(`what ${showRelease(parent.purl)} bundles could not be checked: ${error.message}`);
    return null;
  }
}

/** The digest that the installer checks: what is kept holds for these bytes alone. */
function artifactOf({ digests }: LockEntry): string | null {
  if (digests.sha512) return `sha512:${digests.sha512}`;
  return digests.sha256 ? `sha256:${digests.sha256}` : null;
}

function recall({ mirror, key }: Cache, parent: LockEntry): BundledPackages | null {
  const artifact = artifactOf(parent);
  if (artifact === null) return null;
  const row = mirror.prepare('SELECT packages, mac FROM bundle WHERE artifact = ?').get(artifact);
  if (!row || !(row['mac'] instanceof Uint8Array)) return null;
  const text = String(row['packages']);
  return key.check(row['mac'], 'bundle', artifact, text) ? (JSON.parse(text) as BundledPackages) : null;
}

function remember({ mirror, key }: Cache, parent: LockEntry, packages: BundledPackages): void {
  const artifact = artifactOf(parent);
  if (artifact === null) return;
  const text = JSON.stringify(packages);
  mirror
    .prepare('INSERT OR REPLACE INTO bundle (artifact, packages, mac) VALUES (?, ?, ?)')
    .run(artifact, text, key.mac('bundle', artifact, text));
}
