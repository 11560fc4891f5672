import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import { unpackNpm } from '@countersign/shared/artifact/unpack.ts';
import { isRecord } from '@countersign/shared/bytes/json.ts';

/** What an artifact bundles: `name@version` by folder, `node_modules/a/node_modules/@b/c`. */
export type BundledPackages = Readonly<Record<string, string>>;

const manifest = /^((?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+)package\.json$/;

/** Reads the package.json of every package in the artifact's own node_modules; throws what unpackNpm throws. */
export async function bundledPackages(tarball: Uint8Array): Promise<BundledPackages> {
  const { entries } = await unpackNpm(tarball);
  const packages: [string, string][] = [];
  for (const { path, type, content } of entries) {
    const folder = manifest.exec(path)?.[1];
    if (folder === undefined || type !== 'file') continue;
    const found = nameAndVersion(content);
    if (found !== null) packages.push([folder.slice(0, -1), found]);
  }
  return Object.fromEntries(packages);
}

function nameAndVersion(content: Uint8Array): string | null {
  try {
    const value: unknown = JSON.parse(fromUtf8(content));
    if (!isRecord(value) || typeof value.name !== 'string' || typeof value.version !== 'string') return null;
    return `${value.name}@${value.version}`;
  } catch {
    return null;
  }
}
