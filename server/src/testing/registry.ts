import { makeTarGz } from '@countersign/shared/artifact/testing/tar-writer.ts';
import { artifactDigest } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { formatPurl } from '@countersign/shared/purl/purl.ts';
import type { FetchArtifact } from '../artifacts/fetch-artifact.ts';
import type { FetchVersions } from '../artifacts/fetch-versions.ts';

/** A registry in memory: what it has, and what it was asked. */
export interface TestRegistry {
  readonly fetchVersions: FetchVersions;
  readonly fetchArtifact: FetchArtifact;
  readonly asked: string[];
  /** Answers nothing more while true. */
  down: boolean;
  /** Releases come oldest first. Returns the digests of a package with these files. */
  publish(
    purl: string,
    files: Readonly<Record<string, string>>,
    published?: string,
  ): ReturnType<typeof artifactDigest>;
}

export function testRegistry(): TestRegistry {
  const releases = new Map<string, { bytes: Uint8Array; published: string | null }>();
  const asked: string[] = [];
  const registry: TestRegistry = {
    asked,
    down: false,
    publish(purl, files, published) {
      const bytes = makeTarGz({ 'package.json': '{}\n', ...files });
      releases.set(purl, { bytes, published: published ?? null });
      return artifactDigest(bytes);
    },
    async fetchVersions(packageOf) {
      const name = formatPurl(packageOf);
      asked.push(name);
      if (registry.down) throw new CodedError('registry-unreachable', 'it is down');
      const own = [...releases].filter(([purl]) => purl.startsWith(`${name}@`));
      return own.map(([purl, { published }]) => ({ version: purl.slice(name.length + 1), published }));
    },
    async fetchArtifact(release) {
      const purl = formatPurl(release);
      asked.push(purl);
      const found = releases.get(purl);
      if (!found) throw new CodedError('registry-not-found', 'it has no such release');
      return found.bytes;
    },
  };
  return registry;
}
