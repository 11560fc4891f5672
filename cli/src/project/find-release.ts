import { CodedError } from '@countersign/shared/errors.ts';
import type { GateResult } from '@countersign/shared/gate/gate.ts';
import type { ReleaseVerdict } from '@countersign/shared/gate/verdict.ts';
import { parseRelease, releaseArgument } from '@countersign/shared/purl/release.ts';
import { samePackage } from '@countersign/shared/purl/package-key.ts';

/** Every place where the lockfiles lock this release; throws `arguments-invalid`, naming the versions that they do lock. */
export function findRelease({ releases }: GateResult, text: string): [ReleaseVerdict, ...ReleaseVerdict[]] {
  const wanted = parseRelease(text);
  const locked = releases.filter(({ release }) => samePackage(release.target.purl, wanted));
  const [first, ...rest] = locked.filter(({ release }) => release.target.purl.version === wanted.version);
  if (first) return [first, ...rest];
  const others = new Set(locked.map(({ release }) => releaseArgument(release.target.purl)));
  const hint = others.size > 0 ? `; locked here: ${[...others].join(', ')}` : '';
  throw new CodedError('arguments-invalid', `${text} is not in the lockfile${hint}`);
}
