import { equalBytes } from '@countersign/shared/bytes/compare.ts';
import type { ArchiveListing } from '../reading.ts';

/** Signatures and lengths without what varies, of PKWARE's APPNOTE 4.3.7, 4.3.12 and 4.3.16; numbers little-endian. */
const local = { signature: 0x04034b50, length: 30 };
const central = { signature: 0x02014b50, length: 46 };
const end = { signature: 0x06054b50, length: 22 };
const commentMax = 0xffff;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

type Listed = Pick<ArchiveListing, 'entries' | 'problem'>;

interface Directory {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/**
 * Names and sizes from a zip file's central directory; nothing is unpacked. What readers could see in two ways is a
 * problem: two directories, a gap behind the directory, a local header of another name, more files than are listed.
 */
export function readZipDirectory(bytes: Uint8Array, listedMax: number): Listed {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  if (typeof directory === 'string') return { entries: [], problem: directory };
  const entries: ArchiveListing['entries'][number][] = [];
  let at = directory.start;
  for (let i = 0; i < directory.count; i++) {
    if (entries.length >= listedMax) {
      return { entries, problem: `Only the first ${listedMax} of ${directory.count} files are listed.` };
    }
    if (at + central.length > directory.end || view.getUint32(at, true) !== central.signature) {
      return { entries, problem: `Its directory breaks off after ${i} of ${directory.count} files.` };
    }
    const nameLength = view.getUint16(at + 28, true);
    const next =
      at + central.length + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > directory.end) return { entries, problem: 'A name in its directory is cut short.' };
    const name = bytes.subarray(at + central.length, at + central.length + nameLength);
    const length = view.getUint32(at + 24, true);
    const path = decoder.decode(name);
    if (length === 0xffffffff)
      return { entries, problem: 'It holds a file in the Zip64 format, which is not read.' };
    if (!path.endsWith('/')) entries.push({ path, length, sha256: null });
    if (!namesAgree(bytes, view, view.getUint32(at + 42, true), name)) {
      return { entries, problem: 'The last file listed has another name where it stands in the archive.' };
    }
    at = next;
  }
  const whole = at === directory.end;
  return { entries, problem: whole ? null : 'Its directory holds more than it says.' };
}

/** The directory that the only end record names; a sentence when there is none, or more than one. */
function findDirectory(view: DataView): Directory | string {
  const last = view.byteLength - end.length;
  let found = -1;
  for (let at = last; at >= Math.max(0, last - commentMax); at--) {
    if (view.getUint32(at, true) !== end.signature) continue;
    if (view.getUint16(at + 20, true) !== last - at) continue;
    if (found >= 0) return 'It ends in two ways, so that readers may see different files.';
    found = at;
  }
  if (found < 0) return 'It is cut short, or followed by something else.';
  const count = view.getUint16(found + 10, true);
  const length = view.getUint32(found + 12, true);
  const start = view.getUint32(found + 16, true);
  if (count === 0xffff || length === 0xffffffff || start === 0xffffffff)
    return 'It is in the Zip64 format, which is not read.';
  const parts = view.getUint16(found + 4, true) + view.getUint16(found + 6, true);
  if (parts > 0 || view.getUint16(found + 8, true) !== count) return 'It is one part of several.';
  if (start + length !== found) return 'Its directory does not stand where it should.';
  return { start, end: found, count };
}

function namesAgree(bytes: Uint8Array, view: DataView, at: number, name: Uint8Array): boolean {
  if (at + local.length > bytes.length || view.getUint32(at, true) !== local.signature) return false;
  const start = at + local.length;
  return equalBytes(bytes.subarray(start, start + view.getUint16(at + 26, true)), name);
}
