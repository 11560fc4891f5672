import { showRelease } from '@countersign/shared/purl/release.ts';
import { span, type Text } from '../terminal.ts';
import type { OpenedRelease } from './open-release.ts';

/** What is compared, with every digest that a statement about it names. */
export function changeHeading(base: OpenedRelease, target: OpenedRelease, digest: string): Text[] {
  return [
    [span('strong', `${showRelease(base.release)} → ${target.release.version ?? ''}`)],
    span('quiet', `  base    sha256:${base.digest.sha256}`),
    span('quiet', `  target  sha256:${target.digest.sha256}`),
    span('quiet', `  change  ${digest}`),
    '',
  ];
}

export function treeHeading(target: OpenedRelease, digest: string): Text[] {
  return [
    span('strong', showRelease(target.release)),
    span('quiet', `  artifact  sha256:${target.digest.sha256}`),
    span('quiet', `  tree      ${digest}`),
    '',
  ];
}
