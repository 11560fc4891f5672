import { CodedError } from '@countersign/shared/errors.ts';
import { isExactSemver } from '@countersign/shared/purl/npm-name.ts';
import { differInVersionOnly } from '@countersign/shared/purl/package-key.ts';
import { makePurl, type Purl } from '@countersign/shared/purl/purl.ts';
import { packageName, parseRelease, showRelease } from '@countersign/shared/purl/release.ts';

/**
 * Another version of the package of `release`: `8.0.4`, or a whole release of that package. Throws `arguments-invalid`
 * for another package or the same version, and `release-malformed`.
 */
export function otherVersion(release: Purl, text: string): Purl {
  const plain = release.type === 'npm' && isExactSemver(text);
  const other = plain ? makePurl({ ...release, version: text }) : parseRelease(text);
  if (!differInVersionOnly(release, other)) {
    throw new CodedError(
      'arguments-invalid',
      `${showRelease(other)} is no version of ${packageName(release)}: a change is between two versions of one package`,
    );
  }
  if (other.version === release.version) {
    throw new CodedError(
      'arguments-invalid',
      `${showRelease(release)} twice: a change is between two versions`,
    );
  }
  return other;
}
