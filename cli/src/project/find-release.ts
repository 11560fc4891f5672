import { CodedError } from '@countersign/shared/errors.ts';
import type { ReleaseVerdict } from '@countersign/shared/gate/verdict.ts';
import { parseRelease, releaseArgument } from '@countersign/shared/purl/release.ts';
import { samePackage } from '@countersign/shared/purl/package-key.ts';
import type { GateReport } from '../report/gate-report.ts';

/** Every place where the lockfiles lock this release; throws `arguments-invalid`, naming the versions that they do lock. */
export function findRelease(
  { result: { releases }, lockfiles }: Pick<GateReport, 'result' | 'lockfiles'>,
  text: string,
): [ReleaseVerdict, ...ReleaseVerdict[]] {
  const wanted = parseRelease(text);
  const locked = releases.filter(({ release }) => samePackage(release.target.purl, wanted));
  const [first, ...rest] = locked.filter(({ release }) => release.target.purl.version === wanted.version);
  if (first) return [first, ...rest];
  const others = new Set(locked.map(({ release }) => releaseArgument(release.target.purl)));
  const hint =
    others.size > 0 ? `locked here: ${[...others].join(', ')}` : 'all that is: countersign gate --json';
  const where = lockfiles.map(({ path }) => path).join(', ');
  throw new CodedError('arguments-invalid', `${text} is not locked in ${where}; ${hint}`);
}
