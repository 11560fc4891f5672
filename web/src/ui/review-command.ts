import { parsePurl } from '@countersign/shared/purl/purl.ts';
import { releaseArgument } from '@countersign/shared/purl/release.ts';

// Nothing that a shell reads as more than text: a name or version from outside must not bring a command along.
const plain = /^[A-Za-z0-9@][A-Za-z0-9@._~+/:%-]*$/;
const plainVersion = /^[0-9][A-Za-z0-9._~+:-]*$/;

/**
 * `countersign review socks@2.8.5 --base 2.8.4`, to be pasted into a terminal; null where a part could mean something to
 * a shell, or is no purl.
 */
export function reviewCommand(purl: string, base: string | null): string | null {
  try {
    const release = releaseArgument(parsePurl(purl));
    if (!plain.test(release)) return null;
    if (base === null) return `countersign review ${release}`;
    const { version } = parsePurl(base);
    if (version === null || !plainVersion.test(version)) return null;
    return `countersign review ${release} --base ${version}`;
  } catch {
    return null;
  }
}
