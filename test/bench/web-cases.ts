import process from 'node:process';
import { artifactDigest, type ArtifactDigest } from '@countersign/shared/digest.ts';
import { formatPurl } from '@countersign/shared/purl/purl.ts';
import { npmPurl } from '@countersign/shared/purl/release.ts';
import { openRegistry } from '@countersign/shared/registry/open.ts';

/** A release to read in the browser. */
export interface WebCase {
  readonly what: string;
  readonly target: WebArtifact;
  /** Null reads the whole release. */
  readonly base: WebArtifact | null;
  /** Read first, and scrolled through. */
  readonly file: string;
}

export interface WebArtifact {
  readonly purl: string;
  readonly version: string;
  readonly digest: ArtifactDigest;
  readonly bytes: Uint8Array;
}

const cases = [
  { name: '@types/node', base: '22.10.0', target: '24.0.0', file: 'http2.d.ts' },
  { name: 'typescript', base: null, target: '5.9.3', file: 'lib/typescript.js' },
  { name: 'monaco-editor', base: '0.52.0', target: '0.52.2', file: 'dev/vs/editor/editor.main.js' },
] as const;

/** Their artifacts, from the ecosystem's own registry. */
export async function fetchCases(folder: string): Promise<WebCase[]> {
  const registry = await openRegistry('npm', { cwd: folder, env: process.env });
  const artifact = async (name: string, version: string): Promise<WebArtifact> => {
    const purl = npmPurl(name, version);
    const { bytes } = await registry.fetchArtifact(purl);
    return { purl: formatPurl(purl), version, digest: artifactDigest(bytes), bytes };
  };
  const found: WebCase[] = [];
  for (const { name, base, target, file } of cases) {
    found.push({
      what: base === null ? `${name} ${target}` : `${name} ${base} → ${target}`,
      target: await artifact(name, target),
      base: base === null ? null : await artifact(name, base),
      file,
    });
  }
  return found;
}
