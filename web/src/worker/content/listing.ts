import { gunzip } from '@countersign/shared/artifact/gunzip.ts';
import type { ArchiveLimits } from '@countersign/shared/artifact/limits.ts';
import { readTar, type TarEntry } from '@countersign/shared/artifact/tar.ts';
import { sha256Hex } from '@countersign/shared/digest.ts';
import { isCoded } from '@countersign/shared/errors.ts';
import type { ArchiveListing } from '../reading.ts';
import { readZipDirectory } from './zip-directory.ts';

type Entry = ArchiveListing['entries'][number];

/** An archive within an artifact is held to less than the artifact itself. */
const limits: ArchiveLimits = {
  maxEntries: 100_000,
  maxBytes: 128 * 1024 * 1024,
  maxRatio: 1000,
  ratioFloor: 8 * 1024 * 1024,
};
const listedMax = 10_000;
/** Bytes of files up to which all are hashed. */
const hashedMax = 16 * 1024 * 1024;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What an archive within the artifact holds, told by its first bytes; null when it is none. Never fails. */
export async function listArchive(bytes: Uint8Array): Promise<ArchiveListing | null> {
  if (holds(bytes, 0, 'PK\u0003\u0004') || holds(bytes, 0, 'PK\u0005\u0006')) {
    const { entries, problem } = readZipDirectory(bytes, listedMax);
    return { format: 'zip', entries, problem };
  }
  if (isTar(bytes)) return listTar('tar', bytes);
  if (!holds(bytes, 0, '\u001f\u008b\u0008')) return null;
  let content: Uint8Array;
  try {
    content = await gunzip(bytes, limits);
  } catch (error) {
    return { format: 'tgz', entries: [], problem: sentence(error) };
  }
  return isTar(content) ? listTar('tgz', content) : null;
}

/** `ustar` of POSIX and of GNU alike. */
function isTar(bytes: Uint8Array): boolean {
  return holds(bytes, 257, 'ustar');
}

function listTar(format: 'tar' | 'tgz', content: Uint8Array): ArchiveListing {
  let files: TarEntry[];
  try {
    files = readTar(content, limits).filter(({ type }) => type !== 'folder');
  } catch (error) {
    return { format, entries: [], problem: sentence(error) };
  }
  const listed = files.slice(0, listedMax);
  const problem =
    listed.length < files.length ? `Only the first ${listedMax} of ${files.length} files are listed.` : null;
  let left = hashedMax;
  const entries = listed.map((file): Entry => {
    left -= file.content.length;
    return {
      path: decoder.decode(file.path) + (file.type === 'file' ? '' : ` -> ${decoder.decode(file.target)}`),
      length: file.content.length,
      sha256: file.type === 'file' && left >= 0 ? sha256Hex(file.content) : null,
    };
  });
  return { format, entries, problem };
}

function sentence(error: unknown): string {
  if (!isCoded(error)) throw error;
  return `The archive cannot be read: ${error.message}.`;
}

function holds(bytes: Uint8Array, at: number, text: string): boolean {
  if (at + text.length > bytes.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
