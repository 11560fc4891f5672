import { CodedError } from '@countersign/shared/errors.ts';
import type { Purl } from '@countersign/shared/purl/purl.ts';
import { makePurl } from '@countersign/shared/purl/purl.ts';
import { packageName, showRelease } from '@countersign/shared/purl/release.ts';
import type { Registry } from '@countersign/shared/registry/registry.ts';
import type { Context } from '../context.ts';
import { otherVersion } from '../reading/other-version.ts';
import type { PinnedHere } from '../reading/pinned-here.ts';
import type { ReviewOptions } from './review-options.ts';

/** The base of the change to read, or null for the whole release: as `--base` or `--full` say, else as the reader does. */
export async function chooseBase(
  { terminal }: Context,
  registry: Registry,
  release: Purl,
  options: Pick<ReviewOptions, 'base' | 'full'>,
  pinned: PinnedHere,
): Promise<Purl | null> {
  if (options.full) return null;
  if (options.base !== undefined) return otherVersion(release, options.base);
  const versions = await likelyBases(registry, release, pinned);
  const whole = 'the whole release';
  const choice = await terminal.choose(
    `What do you read of ${showRelease(release)}?`,
    [
      ...versions.map(({ version, why }) => ({
        value: version,
        label: `what changed since ${version} (${why})`,
      })),
      { value: '', label: whole },
    ],
    '--base VERSION or --full',
  );
  if (choice === null) throw new CodedError('declined', 'nothing was signed');
  return choice === '' ? null : makePurl({ ...release, version: choice });
}

/** What is used here already, and the version before this one. */
async function likelyBases(
  registry: Registry,
  release: Purl,
  pinned: PinnedHere,
): Promise<{ version: string; why: string }[]> {
  const bases = new Map<string, string>();
  for (const { purl } of pinned.ofPackage(release)) {
    if (purl.version !== null && purl.version !== release.version) bases.set(purl.version, 'used here');
  }
  const versions = await registry.versions(packageName(release));
  const before = versions[versions.indexOf(release.version as string) - 1];
  if (before !== undefined && !bases.has(before)) bases.set(before, 'the version before');
  return Array.from(bases, ([version, why]) => ({ version, why }));
}
