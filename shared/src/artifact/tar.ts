import { equalBytes } from '../bytes/compare.ts';
import { CodedError } from '../errors.ts';
import type { ArchiveLimits } from './limits.ts';
import { type PaxFields, parsePax } from './pax.ts';
import { allZero, malformed } from './tar-field.ts';
import { type TarHeader, blockLength, readTarHeader } from './tar-header.ts';

export interface TarEntry {
  readonly path: Uint8Array;
  readonly type: 'file' | 'folder' | 'symlink' | 'hardlink';
  /** The twelve permission bits, as the archive has them. */
  readonly mode: number;
  /** A view of the archive. */
  readonly content: Uint8Array;
  /** Where a link points. */
  readonly target: Uint8Array;
  /** The header block itself gives another path than the extension before it, which is not ASCII. */
  readonly twoNames: boolean;
}

/** What has been read for the entry to come. */
interface Extension {
  pax?: PaxFields;
  longName?: Uint8Array;
  longLink?: Uint8Array;
}

/** npm's installer leaves out longer ones. */
const extensionLengthMax = 1024 * 1024;
const nothing = new Uint8Array(0);

/**
 * The entries of a tar archive (ustar, pax `x` and `g`, GNU `L` and `K`), in its order. The whole archive must read
 * in one way only: `tar-malformed`, `tar-extension-malformed`, `tar-truncated`, `tar-after-end`, and
 * `archive-entry-type` for devices, sparse files and types that tools disagree on.
 */
export function readTar(archive: Uint8Array, limits: ArchiveLimits): TarEntry[] {
  const entries: TarEntry[] = [];
  let extension: Extension = {};
  let at = 0;
  for (;;) {
    if (at + blockLength > archive.length) throw truncated();
    if (archive[at] === 0 && allZero(archive, at, at + blockLength)) break;
    const header = readTarHeader(archive.subarray(at, at + blockLength));
    at += blockLength;
    if (header.size > archive.length - at) throw truncated();
    const body = archive.subarray(at, at + header.size);
    at += Math.ceil(header.size / blockLength) * blockLength;
    if (readExtension(header, body, extension)) continue;
    if (entries.length >= limits.maxEntries)
      throw new CodedError('archive-too-many-entries', 'too many entries');
    entries.push(readEntry(header, body, extension));
    extension = {};
  }
  if (Object.keys(extension).length > 0) throw badExtension('it is followed by no entry');
  checkEnd(archive, at);
  return entries;
}

/** True when the header and its body only say something about the entry after it. */
function readExtension(header: TarHeader, body: Uint8Array, extension: Extension): boolean {
  const { typeflag } = header;
  if (!'xgLK'.includes(typeflag)) return false;
  if (body.length > extensionLengthMax) throw badExtension('it is too long');
  if (typeflag === 'x' || typeflag === 'g') {
    const pax = parsePax(body);
    // A global header that renames or resizes is read in as many ways as there are readers.
    const changes = pax.path ?? pax.linkpath ?? pax.size;
    if (typeflag === 'g' && changes !== undefined) throw badExtension('a global one changes entries');
    if (extension.pax ?? extension.longName ?? extension.longLink) throw badExtension('two kinds in a row');
    if (typeflag === 'x') extension.pax = pax;
    return true;
  }
  if (header.linkName.length > 0) throw malformed('a link name that is none');
  const which = typeflag === 'L' ? 'longName' : 'longLink';
  if (extension.pax ?? extension[which]) throw badExtension('two say the same');
  extension[which] = longText(body);
  return true;
}

/** GNU ends the long name with a NUL that counts. */
function longText(body: Uint8Array): Uint8Array {
  const end = body.at(-1) === 0 ? body.length - 1 : body.length;
  const name = body.subarray(0, end);
  if (name.length === 0 || name.includes(0)) throw badExtension('a name with a NUL, or none');
  return name;
}

function readEntry(header: TarHeader, body: Uint8Array, extension: Extension): TarEntry {
  const longer = extension.pax?.path ?? extension.longName;
  const path = longer ?? header.name;
  const type = entryType(header.typeflag, path);
  const target = readTarget(type, header, extension);
  if (extension.pax?.size !== undefined && extension.pax.size !== header.size) throw malformed('two sizes');
  if (type !== 'file' && body.length > 0) throw malformed('content where there can be none');
  const twoNames =
    longer !== undefined && longer.some((byte) => byte > 0x7f) && !equalBytes(longer, header.name);
  return { path, type, mode: header.mode, content: body, target, twoNames };
}

function readTarget(type: TarEntry['type'], header: TarHeader, extension: Extension): Uint8Array {
  const longer = extension.pax?.linkpath ?? extension.longLink;
  const isLink = type === 'symlink' || type === 'hardlink';
  if (isLink ? header.linkName.length === 0 : longer !== undefined || header.linkName.length > 0) {
    throw malformed(isLink ? 'a link without a target' : 'a target without a link');
  }
  return isLink ? (longer ?? header.linkName) : nothing;
}

function entryType(typeflag: string, path: Uint8Array): TarEntry['type'] {
  const slashed = path.at(-1) === 0x2f;
  switch (typeflag) {
    case '0':
      return slashed ? 'folder' : 'file';
    case '5':
      return 'folder';
    case '1':
      return 'hardlink';
    case '2':
      return 'symlink';
    default:
      throw new CodedError('archive-entry-type', 'neither file, folder nor link', { typeflag });
  }
}

/** From the first zero block on there are two or more of them, and nothing else. */
function checkEnd(archive: Uint8Array, at: number): void {
  if (archive.length - at < 2 * blockLength || archive.length % blockLength !== 0) throw truncated();
  if (!allZero(archive, at, archive.length)) {
    throw new CodedError('tar-after-end', 'the archive goes on after its end');
  }
}

function truncated(): CodedError {
  return new CodedError('tar-truncated', 'the archive ends too early');
}

function badExtension(what: string): CodedError {
  return new CodedError(
    'tar-extension-malformed',
    `an extended header that can be read in two ways: ${what}`,
  );
}
