import { ArtifactAnswer } from '@countersign/shared/api.ts';
import type { ArtifactDigest } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { checkerOf } from '@countersign/shared/platform/browser-schema.ts';
import { formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';
import { parseRelease } from '@countersign/shared/purl/release.ts';
import { criterionTexts } from '@countersign/shared/statement/affirmation.ts';
import { ApiError, getJson } from '../../../app/api.ts';
import type { ArtifactName } from '../../../worker/reading.ts';
import { browserKeeper } from './browser-keeper.ts';
import type { Occasion } from './occasion.ts';

const artifactChecker = checkerOf(ArtifactAnswer);

/** `base` of the address when the whole release is read. */
export const wholeRelease = 'none';

/** What a node's page reads: the bytes that the node names, which the worker then checks. Throws ApiError, CodedError. */
export async function openHosted(purl: string, base: string, signal: AbortSignal): Promise<Occasion> {
  const targetPurl = releaseOf(purl);
  const [target, from] = await Promise.all([
    nameArtifact(targetPurl, signal),
    base === wholeRelease ? null : nameArtifact(baseOf(targetPurl, base), signal),
  ]);
  return {
    target,
    base: from,
    criteria: Array.from(criterionTexts, ([name, text]) => ({ name, text })),
    headers: {},
    keeper: browserKeeper(target, from),
    terminal: null,
  };
}

/** The canonical purl of a release in any spelling: an address is typed too. Throws `purl-malformed`, `release-malformed`. */
export function releaseOf(text: string): string {
  return formatPurl(parseRelease(text));
}

/** The base, by purl or version: another release of the same package. A change between two packages is none. */
function baseOf(target: string, text: string): string {
  const base = text.startsWith('pkg:')
    ? releaseOf(text)
    : formatPurl({ ...parsePurl(target), version: text });
  const packageOf = (purl: string): string => formatPurl({ ...parsePurl(purl), version: null });
  if (packageOf(base) !== packageOf(target))
    throw new CodedError('release-malformed', 'the base is a release of another package');
  if (base === target) throw new CodedError('change-empty', 'base and release are the same');
  return base;
}

async function nameArtifact(purl: string, signal: AbortSignal): Promise<ArtifactName> {
  const answer = await getJson<ArtifactAnswer>('/api/artifact', { purl }, signal);
  if (!artifactChecker.holds(answer) || answer.purl !== purl)
    throw new ApiError('answer-malformed', 'the node answered for another release', 200);
  const { sha256, sha512 } = answer;
  return { purl, digest: { sha256, sha512 } as ArtifactDigest };
}
